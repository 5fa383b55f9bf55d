import type { Rank } from '@lianka/contract/account'
import type { Fen } from '@lianka/contract/money'
import type { Plan } from '@lianka/contract/plan'
import type { ShareKind } from '@lianka/contract/reward'
import { mulDiv, portion } from './fen.ts'

/** A person above the buyer as written down when the order was paid. `lowered`: a boss who lost the rank while the line was held. */
export type Referrer = { id: string; rank: Rank; lowered: boolean }

/** Everything a line's settlement follows from. Amounts in fen. */
export type LineFacts = {
  /** Paid for the goods after discounts, without postage. */
  base: number
  /** Discount that the platform funded; it is settled to supplier and shop as if the buyer had paid it. */
  platformDiscount: number
  /** Supply price × quantity. */
  supply: number
  refunded: number
  borneBySupplier: number
  borneByPlatform: number
  r1: Referrer | null
  r2: Referrer | null
  /** The buyer and whoever paid: oneself never earns (REWARDS rule 3). */
  oneself: readonly string[]
}

export type ComputedShare = { payee: string; kind: ShareKind; bps: number; amount: Fen }

const rankNow = (referrer: Referrer): Rank => (referrer.lowered && referrer.rank === 'boss' ? 'agent' : referrer.rank)

/** Who earns at which rate, before caps (rule 3). Never more than two, never further than two hops. */
export function ratesOf(plan: Plan, line: Pick<LineFacts, 'r1' | 'r2' | 'oneself'>): { payee: string; kind: ShareKind; bps: number }[] {
  const { r1, r2 } = line
  if (!r1) return []
  const rank = rankNow(r1)
  if (rank === 'member') return []
  const due: { payee: string; kind: ShareKind; bps: number }[] = [
    { payee: r1.id, kind: 'direct', bps: rank === 'boss' ? plan.rates.bossDirect : plan.rates.agentDirect },
  ]
  if (rank === 'agent' && r2 && rankNow(r2) === 'boss') due.push({ payee: r2.id, kind: 'team', bps: plan.rates.bossTeam })
  return due.filter(({ payee }) => !line.oneself.includes(payee))
}

/** The most all shares of the line may take together (rule 5), for what is left of it (rule 8). */
export function capOf(plan: Plan, line: LineFacts): number {
  const left = line.base - line.refunded
  const ofBase = portion(left, plan.cap.ofBase)
  if (!plan.cap.withinMargin) return ofBase
  const margin = Math.max(0, line.base + line.platformDiscount - line.supply - portion(line.base, plan.feeBps))
  return Math.min(ofBase, line.base === 0 ? 0 : mulDiv(margin, left, line.base))
}

/** The shares of a line as its facts are now. Above the cap the team share is cut first, then the direct share. */
export function sharesOf(plan: Plan, line: LineFacts): ComputedShare[] {
  const left = line.base - line.refunded
  let room = capOf(plan, line)
  return ratesOf(plan, line).map(({ payee, kind, bps }) => {
    const amount = Math.min(portion(left, bps), room) as Fen
    room -= amount
    return { payee, kind, bps, amount }
  })
}

export type Settlement = { left: number; fee: number; discount: number; supplier: number; shop: number; shares: ComputedShare[] }

/** Who gets what of a line in the end. A pure function of its facts, so any number of partial refunds equals one. */
export function settle(plan: Plan, line: LineFacts): Settlement {
  const { base, refunded } = line
  const left = base - refunded
  const whole = portion(base, plan.feeBps)
  const fee = base === 0 ? 0 : mulDiv(whole, left, base)
  const discount = base === 0 ? line.platformDiscount : line.platformDiscount - mulDiv(line.platformDiscount, refunded, base)
  const shares = sharesOf(plan, line)
  const supplier = line.supply - line.borneBySupplier
  // Flooring remainders fall to the shop, which may end up owing.
  const shop = left + discount + line.borneByPlatform - fee - shares.reduce((sum, share) => sum + share.amount, 0) - supplier
  return { left, fee, discount, supplier, shop, shares }
}

/** `open`: the window runs; `completed`: it has ended and supplier and shop are owed; `released`: shares may be withdrawn too. */
export type Stage = 'open' | 'completed' | 'released'

/** Where the money of a line stands: account id → fen, debits positive. Includes what the channel took in, so it sums to zero. */
export type Positions = ReadonlyMap<string, number>

export function positionsOf(plan: Plan, line: LineFacts, stage: Stage, owners: { supplier: string; shop: string }): Positions {
  const { fee, discount, supplier, shop, left, shares } = settle(plan, line)
  const held = shares.reduce((sum, share) => sum + share.amount, 0)
  const positions = new Map<string, number>([
    ['channel_clearing', line.base],
    ['promotion_cost', discount],
    ['refund_pending', -line.refunded],
  ])
  const wallet = stage === 'released' ? 'wallet_available' : 'wallet_held'
  for (const { payee, amount } of shares) positions.set(`${wallet}:${payee}`, (positions.get(`${wallet}:${payee}`) ?? 0) - amount)
  if (stage === 'open') positions.set('line_escrow', -(left + discount - held))
  else {
    positions.set('compensation', line.borneByPlatform)
    positions.set(`supplier_payable:${owners.supplier}`, -supplier)
    positions.set('platform_fee', -fee)
    positions.set(`shop_payable:${owners.shop}`, -shop)
  }
  return positions
}

/** What must be posted to get from one state of a line to the next: it sums to zero because both states do. */
export function difference(before: Positions, after: Positions): { account: string; amount: Fen }[] {
  const accounts = new Set([...before.keys(), ...after.keys()])
  return [...accounts]
    .map((account) => ({ account, amount: ((after.get(account) ?? 0) - (before.get(account) ?? 0)) as Fen }))
    .filter(({ amount }) => amount !== 0)
}
