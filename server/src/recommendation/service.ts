import { hash } from 'node:crypto'
import type { ProductId, ShopId, VisitorId } from '@lianka/contract/ids'
import { alikeWords } from '@lianka/recommend/content'
import { randomOf } from '@lianka/recommend/evaluate'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { provinceName } from '#platform/regions'
import { follow, nearIn } from './follow.ts'
import { offersOf } from './offers.ts'
import { followedFrom, forgetPerson, looksOf, type Who } from './people.ts'
import {
  type Arrival,
  type Candidate,
  type Choice,
  dominantCategory,
  interestOf,
  isTrial,
  type Look,
  lookDays,
  type Near,
  pageWithTrials,
  recommend,
  trialChoices,
  type Variant,
  variants,
} from './rules.ts'
import { bestOf, commonOf, likedIn, titleWords, trialsIn } from './shelf.ts'
import { noteShown } from './shown.ts'
import * as store from './store.ts'

export { startExperiment } from './figures.ts'
export { writeShown } from './shown.ts'
export { reckonTrends } from './trends.ts'

export type Question = { visitorId?: VisitorId | undefined; shopId?: ShopId | undefined; limit: number }

const memberOrNull = (ctx: Ctx) => (ctx.caller.kind === 'member' ? ctx.caller.memberId : null)
const daysAgo = (ctx: Ctx, days: number) => new Date(ctx.clock.now().getTime() - days * 86_400_000)

/** What may be used of this person; nothing where the person switched that off or nobody is known. */
async function knownOf(ctx: Ctx, who: Who, isFollowing: boolean) {
  if (!who.memberId && !who.visitorId) return undefined
  const known = await looksOf(ctx, who, daysAgo(ctx, lookDays), isFollowing)
  return known.allowed ? known : undefined
}

/** Numbers that stay the same for one person through a day, so that the page does not jump at every look. */
function dailyRandom(ctx: Ctx, visitorId: VisitorId) {
  const day = ctx.clock.now().toISOString().slice(0, 10)
  return randomOf(hash('sha256', `${visitorId} ${day}`, 'buffer').readInt32LE(0))
}

/** Which way of suggesting a person is shown: the compared one for its share of people, always the same for one person. */
function variantFor(experiment: store.Experiment | undefined, visitorId: VisitorId | undefined): Variant {
  if (!experiment || !visitorId || !(experiment.variant in variants)) return 'usual'
  const place = hash('sha256', `${experiment.id} ${visitorId}`, 'buffer').readUInt32LE(0) % 100
  return place < experiment.sharePercent ? (experiment.variant as Variant) : 'usual'
}

/** What is liked where somebody came from; null where nothing is known of it. */
async function arrivalOf(ctx: Ctx, visitorId: VisitorId | undefined): Promise<Arrival | null> {
  const from = await store.readFrom(ctx.db, { visitorId: visitorId ?? null, memberId: memberOrNull(ctx) })
  const province = from?.regionCode?.slice(0, 2)
  if (!from || (!from.shopId && !province)) return null
  const trends = await store.readTrends(
    ctx.db,
    [from.shopId, province].filter((place) => typeof place === 'string'),
  )
  const at = (place: string | null | undefined) => trends.filter((trend) => trend.place === place).map(({ productId }) => productId)
  return {
    shopName: from.shopName,
    shopFavourites: at(from.shopId),
    regionName: province ? provinceName(province) : null,
    regionFavourites: at(province),
  }
}

const nearMost = 40
const trialsMost = 4
/** New goods are compared with so many of the latest looks. */
const looksCompared = 3

/** Goods this person may want, each with its reason; without anything to go by, the same ones for everybody. */
export async function listRecommendations(ctx: Ctx, { visitorId, shopId, limit }: Question) {
  const now = ctx.clock.now()
  const who = { visitorId: visitorId ?? null, memberId: memberOrNull(ctx) }
  const followed = await follow(ctx, followedFrom(ctx, who))
  const isFollowing = followed !== undefined
  const known = await knownOf(ctx, who, isFollowing)
  const looks = (known?.looks ?? []).filter(({ used }) => used)
  const arrival = known && looks.length === 0 ? await arrivalOf(ctx, visitorId) : null
  const personal = looks.length > 0 || (arrival !== null && arrival.shopFavourites.length + arrival.regionFavourites.length > 0)
  const { experiment, categories } = await commonOf(ctx)
  const variant = personal ? variantFor(experiment, visitorId) : 'usual'
  const { neighbours, trialEvery } = variants[variant]
  const inTime = looks.toSorted((a, b) => a.lastAt.getTime() - b.lastAt.getTime()).map(({ productId }) => productId)
  const near = neighbours && followed ? nearIn(followed, inTime, nearMost) : []
  const candidates = await candidatesOf(ctx, { shopId, isFollowing, near, arrival, categoryId: dominantCategory(looks, now) })
  const { choices: liked } = await likedIn(ctx, shopId)
  const page = recommend({ looks, near, candidates, categories, arrival, liked }, now).slice(0, limit)
  const isTrying = personal && visitorId && trialEvery > 0
  const trials = isTrying ? await trialsFor(ctx, visitorId, shopId, looks) : []
  const choices = pageWithTrials(page, trials, trialEvery)
  return { personal, variant, items: await itemsOf(ctx, choices, { shopId, isFollowing, variant: personal ? variant : undefined }) }
}

/** New goods for this person, like the latest looks if there are such; the same through a day. */
async function trialsFor(ctx: Ctx, visitorId: VisitorId, shopId: ShopId | undefined, looks: readonly Look[]): Promise<Choice[]> {
  const { goods, words } = await trialsIn(ctx, shopId)
  const alike = looks.slice(0, looksCompared).flatMap(({ title }) =>
    alikeWords(words, titleWords(title), trialsMost).flatMap(({ item, likeness }) => {
      const one = goods[item]
      return one ? [{ productId: one.productId, likeness, title }] : []
    }),
  )
  return trialChoices(goods, trialsMost, dailyRandom(ctx, visitorId), alike)
}

type Wanted = {
  shopId: ShopId | undefined
  isFollowing: boolean
  near: readonly Near[]
  arrival: Arrival | null
  categoryId: string | null
}

/** What may stand on the page for this person and can be bought now. */
async function candidatesOf(ctx: Ctx, { shopId, isFollowing, near, arrival, categoryId }: Wanted): Promise<Candidate[]> {
  const named = [...near.map(({ productId }) => productId), ...(arrival?.shopFavourites ?? []), ...(arrival?.regionFavourites ?? [])]
  const offers = await offersOf(ctx, named, { shopId, isFollowing })
  const best = categoryId ? await bestOf(ctx, categoryId, shopId) : []
  return [...offers.values(), ...best.filter(({ productId }) => !offers.has(productId))]
}

type Shown = { shopId: ShopId | undefined; isFollowing: boolean; variant: Variant | undefined }

/** The tiles of what was chosen; counted as shown where the list is somebody's own. */
async function itemsOf(ctx: Ctx, choices: readonly Choice[], about: Shown) {
  const { shopId, isFollowing, variant } = about
  const offers = await offersOf(
    ctx,
    choices.map(({ productId }) => productId),
    { shopId, isFollowing },
  )
  const items = choices.flatMap(({ productId, reason }) => {
    const offer = offers.get(productId)
    return offer ? [{ ...offer.tile, reason }] : []
  })
  if (variant)
    noteShown(
      ctx,
      items.map(({ productId, reason }) => ({ productId, variant, trial: isTrial(reason) })),
    )
  return items
}

/** Everything suggestions to this visitor are made from, for the visitor to see. */
export async function readGrounds(ctx: Ctx, visitorId: VisitorId | undefined) {
  const now = ctx.clock.now()
  const who = { visitorId: visitorId ?? null, memberId: memberOrNull(ctx) }
  const isKnown = who.memberId !== null || who.visitorId !== null
  const known = isKnown ? await store.readLooks(ctx.db, who, daysAgo(ctx, lookDays)) : { allowed: true, looks: [] }
  const categories = new Map((await commonOf(ctx)).categories.map((category) => [category.id, category]))
  const arrival = isKnown ? await arrivalOf(ctx, visitorId) : null
  return {
    on: known.allowed,
    looks: known.looks.map(({ categoryId, ...look }) => ({
      ...look,
      category: { zh: categories.get(categoryId)?.zh ?? '', en: categories.get(categoryId)?.en ?? '' },
      lastAt: look.lastAt.toISOString(),
      interest: interestOf({ ...look, categoryId }, now),
    })),
    grounds: arrival ? groundsOf(arrival) : [],
  }
}

const groundsOf = ({ shopName, regionName }: Arrival) => [
  ...(shopName
    ? [
        {
          titleZh: '带你来的名片',
          titleEn: 'The card that brought you',
          zh: `你是从「${shopName}」来的：还没看过商品时，先给你看这家店客人常看的。`,
          en: `You came through “${shopName}”: before you look at goods, you are shown what its visitors look at most.`,
        },
      ]
    : []),
  ...(regionName
    ? [
        {
          titleZh: '名片主人的地区',
          titleEn: 'The card owner’s region',
          zh: `${regionName}近来常被看的商品。我们不取你的位置。`,
          en: `What is looked at a lot in ${regionName} these weeks. Your own position is not taken.`,
        },
      ]
    : []),
]

export async function setLookUsed(ctx: Ctx, about: { visitorId: VisitorId; productId: ProductId; used: boolean }) {
  const found = await store.setLookUsed(ctx.db, { ...about, memberId: memberOrNull(ctx), at: ctx.clock.now() })
  forgetPerson(ctx, about.visitorId)
  if (!found.visitor) throw new Refusal('recommendation.visitor_unknown')
  if (!found.product) throw new Refusal('catalog.product_not_found')
  return { used: about.used }
}
