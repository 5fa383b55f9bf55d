import type { Fen } from '@lianka/contract/money'
import type { PosterTemplate } from '@lianka/contract/poster'

/** What every poster says, whatever it is about. */
export type Frame = {
  /** The key and side of the square code, quiet zone included. */
  code: { key: string; side: number; kind: 'link' | 'mini' }
  sharer: { name: string; portrait: string }
  /** The day its prices and sums were taken, Beijing time. */
  day: string
}

export type CardFacts = {
  about: 'card'
  name: string
  title: string
  slogan: string
  region: string
  shopName: string | null
  portrait: string
  front: string
  honours: string[]
  facts: string[]
}
export type ProductFacts = {
  about: 'product'
  title: string
  subtitle: string
  picture: string
  priceFen: Fen
  /** Its options have several prices. */
  from: boolean
  soldCount: number
  rating: { tenths: number; count: number } | null
  shopName: string
  lot: {
    code: string
    origin: string
    producer: string
    steps: { kind: string; day: string; place: string; note: string; picture: string }[]
    inspection: { agency: string; result: string; day: string } | null
  } | null
}
export type GroupFacts = {
  about: 'group'
  title: string
  picture: string
  groupFen: Fen
  /** The shop's price without a group. */
  aloneFen: Fen
  /** The lowest price of seven days, where it is higher than the group's: only that may be crossed out. */
  crossedFen: Fen | null
  size: number
  /** Who is in the group, of a group that waits for people. */
  seats: { portrait: string }[] | null
  missing: number
  until: string
  shopName: string
}
export type ShopFacts = {
  about: 'shop'
  name: string
  intro: string
  region: string
  front: string
  owner: { name: string; portrait: string }
  goods: { title: string; picture: string; priceFen: Fen }[]
}
export type CampaignFacts = {
  about: 'campaign'
  title: string
  story: string
  region: string
  picture: string
  raisedFen: Fen
  buyerCount: number
  until: string
  goods: { title: string; picture: string; priceFen: Fen }[]
}
export type PosterFacts = CardFacts | ProductFacts | GroupFacts | ShopFacts | CampaignFacts

/** A trace of more stations is told by its first, its inspection and its last. */
export const stepsShown = 3

export function stepsToShow<T extends { kind: string }>(steps: readonly T[]): T[] {
  if (steps.length <= stepsShown) return [...steps]
  const inspected = steps.findIndex(({ kind }, at) => kind === 'inspect' && at > 0 && at < steps.length - 1)
  const middle = inspected > 0 ? inspected : Math.floor(steps.length / 2)
  return [steps[0], steps[middle], steps.at(-1)].filter((step) => step !== undefined)
}

/** Only a price that people paid in the last seven days is crossed out, and only when it was higher. */
export const crossedOut = (specialFen: number, lowestDealFen: Fen | null): Fen | null =>
  lowestDealFen !== null && lowestDealFen > specialFen ? lowestDealFen : null

/** Chinese signs count one, others about half. */
export const visualLength = (words: string) =>
  [...words].reduce((sum, sign) => sum + (/[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u.test(sign) ? 1 : 0.58), 0)

/** The largest size at which words stay on so many lines of a width; never below the last. */
export function sizeToFit(words: string, boxWidth: number, sizes: readonly number[], lines = 1): number {
  const length = visualLength(words)
  // A line that cannot be broken inside a word may stay short by one sign.
  const fits = (size: number) => Math.ceil(length) <= Math.floor(boxWidth / size) * lines - (lines > 1 ? lines - 1 : 0)
  return sizes.find(fits) ?? (sizes.at(-1) as number)
}

/** What of a poster can only be shown to buyers is an advertisement and says so; a person's card is not. */
export const isAdvertisement = (facts: PosterFacts) => facts.about !== 'card'

/** How large a QR code of so many modules is drawn: whole pixels a module, a quiet zone of four, about 240 px. */
export function codeSide(modules: number): { scale: number; side: number } {
  const all = modules + 8
  const scale = Math.max(4, Math.floor(250 / all))
  return { scale, side: scale * all }
}

export type Templates = { [T in PosterTemplate]: PosterFacts['about'] }
export const aboutOf: Templates = {
  'card-portrait': 'card',
  'card-letter': 'card',
  'card-window': 'card',
  'product-picture': 'product',
  'product-origin': 'product',
  'group-seats': 'group',
  'shop-shelf': 'shop',
  'campaign-harvest': 'campaign',
}
