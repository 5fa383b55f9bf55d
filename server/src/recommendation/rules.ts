import type { ProductId } from '@lianka/contract/ids'
import type { ReasonCode } from '@lianka/contract/recommendation'
import { diversify, withTrials } from '@lianka/recommend/compose'
import { chooseTrials } from '@lianka/recommend/explore'

/** What a person looked at in the last weeks, product by product. */
export type Look = { productId: ProductId; categoryId: string; title: string; views: number; dwellSeconds: number; lastAt: Date }

/** What others went on to look at, best first, and the look it follows from. */
export type Near = { productId: ProductId; becauseOf: ProductId }

/** A product that could be bought now. */
export type Candidate = { productId: ProductId; categoryId: string; starTotal: number; reviewCount: number; soldCount: number }

/** Through whose card somebody came who has not looked at anything yet, and what is liked in that shop and that region, best first. */
export type Arrival = {
  shopName: string | null
  shopFavourites: ProductId[]
  regionName: string | null
  regionFavourites: ProductId[]
}

/** New goods with how often they were shown on trial and clicked then. */
export type TrialGoods = { productId: ProductId; title: string; shown: number; clicked: number }

/** A trial that says of itself what something looked at says: the more alike (0 to 1), the sooner it gets a place. */
export type Alike = { productId: ProductId; likeness: number; title: string }

export type Reason = { code: ReasonCode; zh: string; en: string }
export type Choice = { productId: ProductId; reason: Reason }

export type Category = { id: string; zh: string; en: string }

export const lookDays = 30
const dayMs = 86_400_000
const halfLifeDays = 7
/** Beyond two minutes a longer look says no more, it may be a phone left lying. */
const fullLookSeconds = 120
/** A view without a measured dwell counts as a short look. */
const secondsOfView = 5

/** How much a look says about what the person wants: 0 to 1 by dwell, halved every week. */
export function interestOf(look: Look, now: Date): number {
  const seconds = Math.min(fullLookSeconds, look.dwellSeconds + look.views * secondsOfView)
  const ageDays = Math.max(0, now.getTime() - look.lastAt.getTime()) / dayMs
  return (seconds / fullLookSeconds) * 2 ** (-ageDays / halfLifeDays)
}

/** So many reviews of the mean rating every product is thought to have before its own: one five does not beat forty 4.8s. */
export const priorReviews = 5
export const priorStars = 4.2

/** Bayesian mean of the stars, 1 to 5. */
export const ratedStars = ({ starTotal, reviewCount }: { starTotal: number; reviewCount: number }): number =>
  (starTotal + priorStars * priorReviews) / (reviewCount + priorReviews)

/** The category a person keeps looking at: most of the interest, and a real while of it. Null for who looks around. */
export function dominantCategory(looks: readonly Look[], now: Date): string | null {
  const interest = new Map<string, { weight: number; seconds: number }>()
  for (const look of looks) {
    const sum = interest.get(look.categoryId) ?? { weight: 0, seconds: 0 }
    interest.set(look.categoryId, { weight: sum.weight + interestOf(look, now), seconds: sum.seconds + look.dwellSeconds })
  }
  const total = [...interest.values()].reduce((sum, { weight }) => sum + weight, 0)
  const [id, top] = [...interest].toSorted(([, a], [, b]) => b.weight - a.weight)[0] ?? []
  const whileSeconds = 30
  return id && top && top.weight >= total / 2 && top.seconds >= whileSeconds ? id : null
}

const goodStars = 4
const isWellRated = ({ starTotal, reviewCount }: Candidate) => reviewCount > 0 && starTotal / reviewCount >= goodStars

const meanStars = ({ starTotal, reviewCount }: Candidate) => (starTotal / reviewCount).toFixed(1)

const byRating = (a: Candidate, b: Candidate) =>
  ratedStars(b) - ratedStars(a) || b.soldCount - a.soldCount || (a.productId < b.productId ? -1 : 1)

/** Places count 1/3, 1/4, 1/5 …; a look of no interest still gives two fifths of what a long one gives. */
const worthOfPlace = (place: number) => 1 / (place + 3)
const leastInterest = 0.4

/** As long as the longest page, and short enough to be put in order in no time. */
const nearShown = 20

/**
 * What others went on to look at, the closest first, more so if what it follows from was looked at for long and lately; no category crowds
 * out the others. Each names the look it follows from.
 */
export function coViewed(looks: readonly Look[], near: readonly Near[], candidates: readonly Candidate[], now: Date): Choice[] {
  const seen = new Map(looks.map((look) => [look.productId, look]))
  const offered = new Map(candidates.map((candidate) => [candidate.productId, candidate]))
  const offers = near.flatMap(({ productId, becauseOf }, place) => {
    const [candidate, because] = [offered.get(productId), seen.get(becauseOf)]
    if (!candidate || !because || seen.has(productId)) return []
    const score = worthOfPlace(place) * (leastInterest + (1 - leastInterest) * interestOf(because, now))
    return [{ item: place, score, kind: candidate.categoryId, productId, title: because.title }]
  })
  return diversify(offers, nearShown).map(({ productId, title }) => ({
    productId,
    reason: {
      code: 'co_viewed',
      zh: `因为看过「${title}」：看它的人也看这件`,
      en: `Because you looked at “${title}”: others who did looked at this too`,
    },
  }))
}

/** Best rated goods of the category a person keeps looking at, except those looked at already. */
export function sameCategory(looks: readonly Look[], candidates: readonly Candidate[], category: Category): Choice[] {
  const seen = new Set(looks.map(({ productId }) => productId))
  return candidates
    .filter((one) => one.categoryId === category.id && !seen.has(one.productId) && isWellRated(one))
    .toSorted(byRating)
    .map((candidate) => ({
      productId: candidate.productId,
      reason: {
        code: 'same_category',
        zh: `因为常看${category.zh}：同类里评分 ${meanStars(candidate)}（${candidate.reviewCount} 条评价）`,
        en: `Because you keep looking at ${category.en}: rated ${meanStars(candidate)} by ${candidate.reviewCount} buyers`,
      },
    }))
}

/** What buyers rate well, then what they buy often. The same for everyone; goods nobody bought yet are not praised. */
export function wellLiked(candidates: readonly Candidate[]): Choice[] {
  const rated = candidates.filter(isWellRated).toSorted(byRating)
  const bought = candidates
    .filter((one) => one.soldCount > 0 && !rated.includes(one))
    .toSorted((a, b) => b.soldCount - a.soldCount || byRating(a, b))
  return [
    ...rated.map(
      (one): Choice => ({
        productId: one.productId,
        reason: {
          code: 'well_rated',
          zh: `${one.reviewCount} 位买家评 ${meanStars(one)} 分`,
          en: `Rated ${meanStars(one)} by ${one.reviewCount} ${one.reviewCount === 1 ? 'buyer' : 'buyers'}`,
        },
      }),
    ),
    ...bought.map((one) => ({
      productId: one.productId,
      reason: { code: 'often_bought' as const, zh: `已售 ${one.soldCount} 件`, en: `${one.soldCount} sold` },
    })),
  ]
}

/** What is liked where the visitor came from: the shop behind the card, and its region. */
export function favourites(
  { shopName, shopFavourites, regionName, regionFavourites }: Arrival,
  candidates: readonly Candidate[],
): Choice[] {
  const offered = new Set(candidates.map(({ productId }) => productId))
  const choices = (ids: readonly ProductId[], reason: Reason): Choice[] =>
    ids.filter((id) => offered.has(id)).map((productId) => ({ productId, reason }))
  return inTurn(
    choices(shopFavourites, {
      code: 'shop_favourite',
      zh: `「${shopName}」的客人最常看`,
      en: `What visitors of “${shopName}” look at most`,
    }),
    choices(regionFavourites, {
      code: 'region_favourite',
      zh: `${regionName}的人近来常看`,
      en: `Looked at a lot in ${regionName} these weeks`,
    }),
  )
}

/** One from each in turn, so that neither taste nor neighbours fill the page alone. */
function inTurn<T>(first: readonly T[], second: readonly T[]): T[] {
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((one) => one !== undefined)
}

/** How often new goods are shown on trial before they stand on their own, and how many places of a page they get. */
export const trialBudget = 200
const trialReason: Reason = { code: 'new_here', zh: '新上架，先请大家看看合不合意', en: 'New here: shown to a few people first' }

/** Whether a place was given to try the goods. */
export const isTrial = ({ code }: Reason): boolean => code === 'new_here' || code === 'new_alike'

/** From this cosine of their words on, two goods are said to be alike. */
const saidAlikeFrom = 0.2
const alikeReason = (title: string): Reason => ({
  code: 'new_alike',
  zh: `新上架，和看过的「${title}」相近`,
  en: `New here, and like “${title}” that you looked at`,
})

/** The goods on trial this time, those like what was looked at first; the same draw for the same random numbers. */
export function trialChoices(goods: readonly TrialGoods[], most: number, random: () => number, alike: readonly Alike[] = []): Choice[] {
  const trials = goods.map(({ shown, clicked }, item) => ({ item, shown, clicked }))
  const liked = new Map(alike.filter(({ likeness }) => likeness >= saidAlikeFrom).map((one) => [one.productId, one]))
  const choices = chooseTrials(trials, trialBudget, goods.length, random).flatMap((item): Choice[] => {
    const one = goods[item]
    if (!one) return []
    const like = liked.get(one.productId)
    return [{ productId: one.productId, reason: like ? alikeReason(like.title) : trialReason }]
  })
  const isAlike = ({ reason }: Choice) => Number(reason.code === 'new_alike')
  return choices.toSorted((a, b) => isAlike(b) - isAlike(a)).slice(0, most)
}

/** Ways of suggesting that can be compared: how many places apart goods on trial stand, and whether neighbours are used. */
export const variants = {
  usual: { neighbours: true, trialEvery: 6 },
  without_neighbours: { neighbours: false, trialEvery: 6 },
  more_trials: { neighbours: true, trialEvery: 3 },
  no_trials: { neighbours: true, trialEvery: 0 },
} as const
export type Variant = keyof typeof variants

export type Facts = {
  looks: readonly Look[]
  near: readonly Near[]
  candidates: readonly Candidate[]
  categories: readonly Category[]
  arrival?: Arrival | null
  /** What `wellLiked` says of all goods, where it is known already; otherwise it is asked of the candidates. */
  liked?: readonly Choice[]
}

/**
 * What to offer, best first, each product once. Who kept to one category sees its best rated goods first, in turn with the neighbours
 * of what was looked at; who looked around sees the neighbours; who is new sees what is liked where the card came from. What is well liked fills
 * the rest, what was seen already comes last.
 */
export function recommend({ looks, near, candidates, categories, arrival, liked = wellLiked(candidates) }: Facts, now: Date): Choice[] {
  const dominant = dominantCategory(looks, now)
  const category = categories.find(({ id }) => id === dominant)
  const neighbours = coViewed(looks, near, candidates, now)
  const seen = new Set(looks.map(({ productId }) => productId))
  const wanted = [
    ...(category ? inTurn(sameCategory(looks, candidates, category), neighbours) : neighbours),
    ...(looks.length === 0 && arrival ? favourites(arrival, candidates) : []),
    ...liked.filter(({ productId }) => !seen.has(productId)),
    ...liked.filter(({ productId }) => seen.has(productId)),
  ]
  return eachOnce(wanted)
}

const eachOnce = (choices: readonly Choice[]): Choice[] => {
  const taken = new Set<ProductId>()
  return choices.filter(({ productId }) => !taken.has(productId) && taken.add(productId))
}

/** The page with goods on trial at their places; goods that stand on the page anyway need no trial. */
export function pageWithTrials(page: readonly Choice[], trials: readonly Choice[], every: number): Choice[] {
  if (every === 0) return [...page]
  const there = new Set(page.map(({ productId }) => productId))
  return withTrials(
    page,
    trials.filter(({ productId }) => !there.has(productId)),
    every,
  )
}
