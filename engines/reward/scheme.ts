import type { Plan } from '@lianka/contract/plan'

/** A sentence in both languages of the product. */
export type Text = { zh: string; en: string }

/**
 * A reward scheme as data, ours or anybody's: wide enough to state what the law forbids, so that it can be judged rather than refused unread.
 * Nothing in it is executed. Amounts are fen (or cents of the scheme's own token), rates basis points, people and levels whole numbers.
 */
export type Scheme = {
  name: Text
  /** What one ordinary order costs, by which fixed amounts are measured. */
  priceFen: number
  enrolment: Enrolment
  advances: readonly Advance[]
  payouts: readonly Payout[]
  handOver: HandOver | null
  locks: readonly Lock[]
  repurchase: Repurchase | null
  cap: { ofBase: number; withinMargin: boolean } | null
  release: { daysAfterReceipt: number; waitsForOpenRefunds: boolean }
  refunds: { reverses: 'in-proportion' | 'up-to-balance' | 'never'; ranksAgain: boolean }
  claims: readonly Claim[]
  alarms: { people: number; levels: number; outsideSalesFloorBps: number } | null
  withdrawal: { realName: boolean; withholdsTax: boolean; monthlyStatement: boolean }
  changes: { prospective: boolean; announcedDays: number; shownAsDifference: boolean; keptYears: number }
}

/** How one begins to take part. Several ways may be open; a way that costs is only compulsory when no free one is. */
export type Enrolment = { free: boolean; byPurchase: boolean; feeFen: number }

/** What a higher rank asks for. A rank may be reached by any of its ways. */
export type Advance = { rank: string; ways: readonly AdvanceWay[] }
export type AdvanceWay =
  | { by: 'application' }
  | { by: 'own-purchase' }
  | { by: 'fee'; feeFen: number }
  /** Different people whom one referred and who bought at retail. */
  | { by: 'referred-buyers'; people: number }
  /** People who merely joined below. */
  | { by: 'head-count'; people: number }

export type Trigger = 'retail-line' | 'joining' | 'head-count' | 'hand-over' | 'advancing' | 'calendar'

/** `original`: who brought whom, which never changes. `current`: as the scheme has rearranged it by hand-overs. */
export type Graph = 'original' | 'current'

export type Recipient =
  /** Somebody that many hops above the buyer. */
  | { reach: 'hops'; from: number; to: number; graph: Graph }
  /** The head of a team, however deep the buyer is in it. */
  | { reach: 'team'; graph: Graph }
  /** People of the earner's own rank, that many above one another. */
  | { reach: 'peers'; levels: number }
  /** Everybody who has a part in a pool. */
  | { reach: 'pool' }
  /** The buyer, for an own purchase. */
  | { reach: 'buyer' }

export type Payout = {
  name: Text
  trigger: Trigger
  to: Recipient
  /** Of one order, when this payout and those of its `case` apply. Peer amounts are per level. */
  amount: { bps: number } | { fen: number }
  /** Payouts of different cases exclude one another on one order; null: it comes on top of every case. */
  case: string | null
}

/** Directs are moved to the one above when their referrer advances, who then stands alone ("walk away, leave the people"). */
export type HandOver = { when: 'advancing'; which: 'newest-two' | 'all-directs'; leavesTeam: boolean }

/** Money that is somebody's already, or nearly, until a condition is met. */
export type Lock = { name: Text; kind: 'pool' | 'freeze' | 'bonus'; unlockedBy: 'recruiting' | 'return-window' }

/** Keeping the right to earn takes buying again. */
export type Repurchase = { afterEarningFen: number; amountFen: number }

/** What the scheme says in public about what one may earn. */
export type Claim = { text: Text; promisesIncome: boolean; besideTypicalEarnings: boolean }

/** Designated goods as they are sold. */
export type DesignatedGoods = {
  name: string
  priceFen: number
  /** What somebody who takes no part pays for the same; null where it is not sold to them. */
  outsidePriceFen: number | null
  returnable: boolean
}

/** What the platform does around any plan: no field of a plan can switch it off. */
export type Safeguards = Pick<Scheme, 'alarms' | 'withdrawal' | 'changes' | 'claims' | 'refunds'>

/**
 * The product's rules outside the plan, as designed: a plan is judged in the product it is meant for. Whoever shows the outcome says which of
 * these are not built yet. Alarms ring well below 30 people and 3 levels; at least a third is sold to people who take no part.
 */
export const ownSafeguards: Safeguards = {
  claims: [],
  refunds: { reverses: 'in-proportion', ranksAgain: true },
  alarms: { people: 20, levels: 2, outsideSalesFloorBps: 3333 },
  withdrawal: { realName: true, withholdsTax: true, monthlyStatement: true },
  changes: { prospective: true, announcedDays: 7, shownAsDifference: true, keptYears: 3 },
}

/** Our own plan in the same language, with what the platform keeps around it. */
export function schemeOfPlan(plan: Plan, priceFen = 49_900, safeguards: Safeguards = ownSafeguards): Scheme {
  const { rates } = plan
  const above = (hops: number) => ({ reach: 'hops', from: hops, to: hops, graph: 'original' }) as const
  const payouts: Payout[] = [
    {
      name: { zh: '代理直接推荐', en: 'agent direct share' },
      trigger: 'retail-line',
      to: above(1),
      amount: { bps: rates.agentDirect },
      case: 'agent',
    },
    {
      name: { zh: '老板团队奖', en: 'boss team share' },
      trigger: 'retail-line',
      to: above(2),
      amount: { bps: rates.bossTeam },
      case: 'agent',
    },
    {
      name: { zh: '老板直接推荐', en: 'boss direct share' },
      trigger: 'retail-line',
      to: above(1),
      amount: { bps: rates.bossDirect },
      case: 'boss',
    },
  ]
  return {
    name: { zh: `2+1 奖励方案第 ${plan.version} 版`, en: `2+1 reward plan, version ${plan.version}` },
    priceFen,
    enrolment: { free: plan.freeApplication, byPurchase: true, feeFen: 0 },
    advances: [{ rank: 'boss', ways: [{ by: 'referred-buyers', people: plan.buyersForBoss }] }],
    // A rate of zero pays nobody, so that a plan without a team share has one level.
    payouts: payouts.filter(({ amount }) => 'bps' in amount && amount.bps > 0),
    handOver: null,
    locks: [],
    repurchase: null,
    cap: plan.cap,
    release: { daysAfterReceipt: plan.holdDays, waitsForOpenRefunds: true },
    ...safeguards,
  }
}

/** How far above the buyer a payout reaches on the original graph, on which the law counts. Nought: nobody above. */
export function reachOf({ to }: Payout, { handOver }: Pick<Scheme, 'handOver'>): number {
  if (to.reach === 'team') return Number.POSITIVE_INFINITY
  // A peer stands above somebody who earned, who stands above the buyer.
  if (to.reach === 'peers') return to.levels + 1
  if (to.reach !== 'hops') return 0
  return to.graph === 'current' && handOver ? Number.POSITIVE_INFINITY : to.to
}

/** The most that payouts on one order come to before any cap, in basis points of its price. */
export function heaviestOrderBps({ payouts, priceFen }: Pick<Scheme, 'payouts' | 'priceFen'>): number {
  const bpsOf = ({ amount, to }: Payout) => {
    const one = 'bps' in amount ? amount.bps : (amount.fen / priceFen) * 10_000
    return to.reach === 'peers' ? one * to.levels : one
  }
  const ofCase = new Map<string | null, number>()
  for (const payout of payouts) ofCase.set(payout.case, (ofCase.get(payout.case) ?? 0) + bpsOf(payout))
  const always = ofCase.get(null) ?? 0
  const cases = [...ofCase].filter(([name]) => name !== null).map(([, bps]) => bps)
  return always + Math.max(0, ...cases)
}
