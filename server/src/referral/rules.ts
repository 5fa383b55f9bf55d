import type { Rank } from '@lianka/contract/account'
import type { MemberId } from '@lianka/contract/ids'
import type { Plan } from '@lianka/contract/plan'
import type { sharedKinds } from '@lianka/contract/reward'
import { type QualifyingPurchase, rankOf } from '@lianka/reward/rank'

/** How long a share code may wait for the person's first sign-in. */
export const arrivalDays = 30

export type PersonFacts = {
  memberId: MemberId
  rank: Rank
  applied: boolean
  /** What the boss rank took when it was reached; null of others. */
  buyersNeeded: number | null
  ownQualifying: boolean
  purchases: QualifyingPurchase[]
  ownPayers: string[]
}

export type RankChange = { memberId: MemberId; from: Rank; to: Rank; buyersNeeded: number | null }

/** How many buyers this person must have to be boss: a later plan asks no more of a boss than the one the rank was reached under (rule 6). */
export const buyersFor = (plan: Pick<Plan, 'buyersForBoss'>, { rank, buyersNeeded }: Pick<PersonFacts, 'rank' | 'buyersNeeded'>) =>
  rank === 'boss' && buyersNeeded !== null ? Math.min(plan.buyersForBoss, buyersNeeded) : plan.buyersForBoss

/** Which of these people's ranks no longer match their facts. An application once accepted counts for good. */
export const rankChanges = (plan: Plan, people: readonly PersonFacts[]): RankChange[] =>
  people
    .map((person) => {
      const buyersForBoss = buyersFor(plan, person)
      const to = rankOf({ buyersForBoss, freeApplication: true }, person)
      return { memberId: person.memberId, from: person.rank, to, buyersNeeded: to === 'boss' ? buyersForBoss : null }
    })
    .filter(({ from, to }) => from !== to)

const dayMs = 86_400_000

/** The Mondays in Beijing of the last weeks, this one included, oldest first, as `2026-11-30`. */
export function mondaysBefore(now: Date, weeks: number): string[] {
  const beijing = now.getTime() + 8 * 3_600_000
  const today = Math.floor(beijing / dayMs)
  // Day 0 of the epoch was a Thursday.
  const monday = today - ((today + 3) % 7)
  return Array.from({ length: weeks }, (_, week) => new Date((monday - (weeks - 1 - week) * 7) * dayMs).toISOString().slice(0, 10))
}

export type ShareTarget = { kind: (typeof sharedKinds)[number]; targetId: string }

const pages: Record<ShareTarget['kind'], string> = {
  card: 'pages/card/index',
  product: 'pages/product/index',
  shop: 'pages/shop/index',
  group: 'pages/group-buy/index',
  bargain: 'pages/bargain/index',
  campaign: 'pages/campaign/index',
}

/** The page a shared link opens; the code says who shared it, so no person's id is in the link. */
export const sharedPath = ({ kind, targetId }: ShareTarget, code: string) => `/${pages[kind]}?id=${targetId}&c=${code}`

/** What a mini-program code carries: 32 characters at most, so only the code; the page looks the rest up. */
export const sharedScene = ({ kind }: ShareTarget, code: string) => ({ scene: `c=${code}`, page: pages[kind] })
