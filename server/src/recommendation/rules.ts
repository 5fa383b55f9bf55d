import type { ProductId } from '@lianka/contract/ids'

/** What a person looked at in the last weeks, product by product. */
export type Look = { productId: ProductId; categoryId: string; title: string; views: number; dwellSeconds: number; lastAt: Date }

/** How many visitors looked at two products within a day, and at each of them. */
export type Neighbour = { seenId: ProductId; productId: ProductId; both: number; seenBy: number; otherBy: number }

/** A product that could be bought now. */
export type Candidate = { productId: ProductId; categoryId: string; starTotal: number; reviewCount: number; soldCount: number }

export type ReasonCode = 'co_viewed' | 'same_category' | 'well_rated' | 'often_bought'
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

/** Few common visitors are chance rather than taste: with three, half of the likeness counts. */
const chanceVisitors = 3

/** Cosine of the two products' visitors, co/√(a·b), so that what everybody sees is no neighbour of everything; damped where few met. */
export const likeness = ({ both, seenBy, otherBy }: Neighbour): number =>
  seenBy === 0 || otherBy === 0 ? 0 : (both / Math.sqrt(seenBy * otherBy)) * (both / (both + chanceVisitors))

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

/** Neighbours of what was looked at, the closest first; each names the look that spoke loudest for it. */
export function coViewed(looks: readonly Look[], neighbours: readonly Neighbour[], candidates: readonly Candidate[], now: Date): Choice[] {
  const seen = new Map(looks.map((look) => [look.productId, look]))
  const offered = new Set(candidates.map(({ productId }) => productId))
  const scores = new Map<ProductId, { score: number; loudest: number; because: Look }>()
  for (const neighbour of neighbours) {
    const look = seen.get(neighbour.seenId)
    if (!look || seen.has(neighbour.productId) || !offered.has(neighbour.productId)) continue
    const part = interestOf(look, now) * likeness(neighbour)
    const sum = scores.get(neighbour.productId) ?? { score: 0, loudest: 0, because: look }
    const isLouder = part > sum.loudest
    scores.set(neighbour.productId, {
      score: sum.score + part,
      loudest: isLouder ? part : sum.loudest,
      because: isLouder ? look : sum.because,
    })
  }
  return [...scores]
    .filter(([, { score }]) => score > 0)
    .toSorted(([idA, a], [idB, b]) => b.score - a.score || (idA < idB ? -1 : 1))
    .map(([productId, { because }]) => ({
      productId,
      reason: {
        code: 'co_viewed',
        zh: `因为看过「${because.title}」：看它的人也看这件`,
        en: `Because you looked at “${because.title}”: others who did looked at this too`,
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

/** One from each in turn, so that neither taste nor neighbours fill the page alone. */
function inTurn<T>(first: readonly T[], second: readonly T[]): T[] {
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((one) => one !== undefined)
}

export type Facts = {
  looks: readonly Look[]
  neighbours: readonly Neighbour[]
  candidates: readonly Candidate[]
  categories: readonly Category[]
}

/**
 * What to offer, best first, each product once. Who kept to one category sees its best rated goods first, in turn with the neighbours
 * of what was looked at; who looked around sees the neighbours. What is well liked fills the rest, what was seen already comes last.
 */
export function recommend({ looks, neighbours, candidates, categories }: Facts, now: Date): Choice[] {
  const dominant = dominantCategory(looks, now)
  const category = categories.find(({ id }) => id === dominant)
  const near = coViewed(looks, neighbours, candidates, now)
  const seen = new Set(looks.map(({ productId }) => productId))
  const liked = wellLiked(candidates)
  const wanted = [
    ...(category ? inTurn(sameCategory(looks, candidates, category), near) : near),
    ...liked.filter(({ productId }) => !seen.has(productId)),
    ...liked.filter(({ productId }) => seen.has(productId)),
  ]
  const taken = new Set<ProductId>()
  return wanted.filter(({ productId }) => !taken.has(productId) && taken.add(productId))
}
