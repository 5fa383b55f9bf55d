import type { CaseFact, CaseKind, CaseState, GuardMeasure, MarkKind, Outcome } from '@lianka/contract/guard'
import { ownSafeguards } from '@lianka/reward/scheme'

/** Sales and rewards are looked at over so many days up to today. */
export const windowDays = 90
/** A case is opened from this score on. */
export const caseScore = 40
/** Payouts wait by themselves from this score on, where the kind allows it. */
export const holdScore = 80
/** How long after a decision the same facts must have grown to make a new case: by a quarter. */
const reopenGrowthBps = 2500

/** What the reward plan's own safeguards promise, and the law's red line beyond them. */
export const alarms = {
  people: ownSafeguards.alarms?.people ?? 20,
  /** Our plan pays two levels; the graph goes on, so the alarm is where the law begins to count. */
  levels: 3,
  outsideSalesFloorBps: ownSafeguards.alarms?.outsideSalesFloorBps ?? 3333,
  /** Settings of this guard, not of the law. */
  topRewardsBps: 3000,
  giniBps: 9000,
  repeatSalesBps: 2000,
  burstPeople: 10,
  burstHours: 24,
}

/** Below so much there is too little to speak of a share. */
export const enough = { teamOrders: 20, platformOrders: 100, participants: 100 }

/** What a detector found: how bad, about whom, and in words. `weight` counts what was found, in the unit of its kind. */
export type Finding = { kind: CaseKind; subjectId: string | null; score: number; weight: number; people: string[]; facts: CaseFact[] }

const capped = (score: number) => Math.max(0, Math.min(100, Math.round(score)))
export const shareBps = (part: number, whole: number) =>
  whole <= 0 ? 0 : Math.max(0, Math.min(10_000, Math.floor((part / whole) * 10_000)))

/** How much a shared mark says. A household shares its door; a payment account is one's own. */
const markPoints: Record<MarkKind, number> = { payer: 50, phone: 30, device: 25, place: 15 }

export type SharedMarks = { kinds: readonly MarkKind[]; orders: number }

/**
 * Self-referral (M1). Points of the marks that buyer and payee share, at most 80, of the buyer who shares most;
 * and 4 for each further order on which the payee would earn, at most 20.
 */
export function selfReferralScore(buyers: readonly SharedMarks[]): number {
  const most = Math.max(0, ...buyers.map(({ kinds }) => [...new Set(kinds)].reduce((sum, kind) => sum + markPoints[kind], 0)))
  const orders = buyers.reduce((sum, each) => sum + each.orders, 0)
  return most === 0 ? 0 : capped(Math.min(80, most) + Math.min(20, 4 * (orders - 1)))
}

export type Ring = { advancedBy: number; returned: number; withinDays: number; earnedAsBoss: boolean }

/**
 * A ring of refunds after an advance (M2): two buyers or more, and half of those who made the boss, returned.
 * 50 by the share that returned, 20 if the boss rate was earned meanwhile, 20 if all came back within 15 days, 5 for each buyer beyond two, at most 10.
 */
export function refundRingScore({ advancedBy, returned, withinDays, earnedAsBoss }: Ring): number {
  if (returned < 2 || returned * 2 < advancedBy) return 0
  return capped(50 * (returned / advancedBy) + (earnedAsBoss ? 20 : 0) + (withinDays <= 15 ? 20 : 0) + Math.min(10, 5 * (returned - 2)))
}

export type Burst = { joined: number; idle: number; alike: number }

/**
 * A burst of sign-ups under one person (M3): ten within a day. 25, and 2 for each beyond ten, at most 45; 25 by the share of those
 * who have bought nothing; 30 by the share that shares a device, phone or place with another of them or with the referrer.
 * Nobody is paid for joining, so numbers alone never hold a payout.
 */
export function burstScore({ joined, idle, alike }: Burst): number {
  if (joined < alarms.burstPeople) return 0
  return capped(Math.min(45, 25 + 2 * (joined - alarms.burstPeople)) + 25 * (idle / joined) + 30 * (alike / joined))
}

/** Just above: at most a twentieth more than the floor. */
export const isNearFloor = (left: number, floor: number) => left >= floor && left * 20 <= floor * 21

/**
 * Threshold gaming (M4): two lines or more, and a third of all qualifying ones below one person, just above the floor.
 * 60 by their share, and 10 for each beyond the first, at most 40.
 */
export function thresholdScore({ near, lines }: { near: number; lines: number }): number {
  if (near < 2 || near * 3 < lines) return 0
  return capped(60 * (near / lines) + Math.min(40, 10 * (near - 1)))
}

/** Growth of a team (I9): from 20 people and 3 levels 40, 1 for each person beyond, at most 30, and 10 for each level beyond, at most 30. */
export function teamScore({ people, levels }: { people: number; levels: number }): number {
  if (people < alarms.people || levels < alarms.levels) return 0
  return capped(40 + Math.min(30, people - alarms.people) + Math.min(30, 10 * (levels - alarms.levels)))
}

export type Sales = { orders: number; sales: number; outside: number; first: number }

/** Sales to those who take no part below a third (I9): 40, 40 more by how far below, and 20 if hardly anybody buys again. */
export function outsideScore({ orders, sales, outside, first }: Sales, least = enough.teamOrders): number {
  if (orders < least || sales <= 0) return 0
  const bps = shareBps(outside, sales)
  if (bps >= alarms.outsideSalesFloorBps) return 0
  const short = (alarms.outsideSalesFloorBps - bps) / alarms.outsideSalesFloorBps
  return capped(40 + 40 * short + (shareBps(sales - first, sales) < alarms.repeatSalesBps ? 20 : 0))
}

export type Rewards = { participants: number; rewards: number; topRewards: number; gini: number }

/** Concentration (M5) among all who take part: 40, 40 more by how far the top hundredth is above its threshold, 20 for a Gini above its own. */
export function concentrationScore({ participants, rewards, topRewards, gini }: Rewards): number {
  if (participants < enough.participants || rewards <= 0) return 0
  const top = shareBps(topRewards, rewards)
  const above = Math.max(0, top - alarms.topRewardsBps) / (10_000 - alarms.topRewardsBps)
  const steep = gini > alarms.giniBps
  return above === 0 && !steep ? 0 : capped(40 + 40 * above + (steep ? 20 : 0))
}

/** The law asks for an alarm about teams and shares of sales, and an officer to freeze (I9); the rest is somebody's own doing. */
const holdsByItself: Record<CaseKind, boolean> = {
  self_referral: true,
  refund_ring: true,
  sign_up_burst: true,
  threshold_gaming: true,
  team_growth: false,
  few_outside_sales: false,
  concentration: false,
}
export const holdsPayouts = ({ kind, score }: Pick<Finding, 'kind' | 'score'>) => holdsByItself[kind] && score >= holdScore

/** Whether what was decided once has become a new matter. */
export const reopens = (decidedWeight: number, weight: number) => weight * 10_000 >= decidedWeight * (10_000 + reopenGrowthBps)

const moves: Record<CaseState, readonly CaseState[]> = {
  open: ['investigating'],
  investigating: ['investigating', 'closed'],
  closed: [],
}
export const canBecome = (from: CaseState, to: CaseState) => moves[from].includes(to)

/** A confirmed case goes on holding, the others let go. */
export const holdsAfter = (outcome: Outcome) => outcome === 'confirmed'

/** `largestTeam`: of those deep enough for the law to count. */
export type Measured = Sales & Rewards & { largestTeam: number }

/** The platform against its thresholds. A share of nothing is not known. */
export function measuresOf(measured: Measured | undefined): GuardMeasure[] {
  const bps = (part: number, whole: number) => (measured && whole > 0 ? shareBps(part, whole) : null)
  const { sales = 0, outside = 0, first = 0, rewards = 0, topRewards = 0, gini = 0, largestTeam } = measured ?? {}
  const sold = (measured?.orders ?? 0) >= enough.platformOrders
  const earned = (measured?.participants ?? 0) >= enough.participants
  const share = (name: GuardMeasure['name'], value: number | null, threshold: number, worse: GuardMeasure['worse'], enough: boolean) =>
    ({ name, value, unit: 'bps', threshold, worse, enough }) as const
  return [
    share('outside_sales', bps(outside, sales), alarms.outsideSalesFloorBps, 'below', sold),
    share('repeat_sales', bps(sales - first, sales), alarms.repeatSalesBps, 'below', sold),
    share('top_rewards', bps(topRewards, rewards), alarms.topRewardsBps, 'above', earned),
    share('gini', rewards > 0 ? gini : null, alarms.giniBps, 'above', earned),
    { name: 'largest_team', value: largestTeam ?? null, unit: 'people', threshold: alarms.people, worse: 'above', enough: true },
  ]
}
