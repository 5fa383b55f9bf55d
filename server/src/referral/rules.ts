import type { Rank } from '@lianka/contract/account'
import type { MemberId } from '@lianka/contract/ids'
import type { Plan } from '@lianka/contract/plan'
import { type QualifyingPurchase, rankOf } from '@lianka/reward/rank'

/** How long a share code may wait for the person's first sign-in. */
export const arrivalDays = 30

export type PersonFacts = {
  memberId: MemberId
  rank: Rank
  applied: boolean
  ownQualifying: boolean
  purchases: QualifyingPurchase[]
  ownPayers: string[]
}

export type RankChange = { memberId: MemberId; from: Rank; to: Rank }

/** Which of these people's ranks no longer match their facts. */
export const rankChanges = (plan: Plan, people: readonly PersonFacts[]): RankChange[] =>
  people.map((person) => ({ memberId: person.memberId, from: person.rank, to: rankOf(plan, person) })).filter(({ from, to }) => from !== to)

export type ShareTarget = { kind: 'card' | 'product' | 'shop'; targetId: string }

const pages: Record<ShareTarget['kind'], string> = { card: 'pages/card/index', product: 'pages/product/index', shop: 'pages/shop/index' }

/** The page a shared link opens; the code says who shared it, so no person's id is in the link. */
export const sharedPath = ({ kind, targetId }: ShareTarget, code: string) => `/${pages[kind]}?id=${targetId}&c=${code}`

/** What a mini-program code carries: 32 characters at most, so only the code; the page looks the rest up. */
export const sharedScene = ({ kind }: ShareTarget, code: string) => ({ scene: `c=${code}`, page: pages[kind] })
