import type { Rank } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import type { ShareKind } from '@lianka/contract/reward'

/** A line as it was paid. Amounts in fen; `floor` is the qualifying floor of a designated product when it was paid, −1 for other goods. */
export type PaidLine = { line: number; base: number; platformDiscount: number; supply: number; floor: number }

/**
 * What happened, in the order of its sequence numbers. People, orders, lines, payment accounts and refunds are whole numbers from 0 that the
 * caller hands out without gaps to speak of. Each fact counts once: told again, it changes nothing.
 */
export type Fact =
  /** `referrer` has joined before; −1 for nobody. */
  | { is: 'joined'; person: number; referrer: number }
  /** A payment account known to be the person's own. It counts from the next time a rank is asked. */
  | { is: 'account'; person: number; account: number }
  /** In force for what is paid from now on; lowers nobody's rank. */
  | { is: 'published'; plan: Plan }
  | { is: 'applied'; person: number }
  /** `payer`: the member who holds the account that paid, −1 if nobody is known to. */
  | { is: 'paid'; order: number; buyer: number; payer: number; account: number; lines: readonly PaidLine[] }
  | { is: 'refunded'; refund: number; line: number; amount: number; borneBySupplier: number; borneByPlatform: number }
  /** The window of the line has ended. */
  | { is: 'completed'; line: number }
  | { is: 'released'; line: number }

/** What follows from a fact. A share whose amount stays as it was is not among them. */
export type Change =
  | { is: 'rank'; person: number; from: Rank; to: Rank; because: { order: number } | { line: number } | 'application' }
  | {
      is: 'share'
      line: number
      payee: number
      kind: ShareKind
      bps: number
      from: number
      to: number
      reason: 'computed' | 'refunded' | 'rerated'
      /** The share is in the available wallet already, so that a lower amount may become a debt. */
      released: boolean
    }
  /** An amount went from the held wallet to the available one. */
  | { is: 'release'; line: number; payee: number; kind: ShareKind; amount: number }

/** A share of a line as it stands. */
export type HistoryShare = { payee: number; kind: ShareKind; bps: number; amount: number }

export type HistoryRule =
  | 'person.unknown'
  | 'person.other_referrer'
  | 'plan.none'
  | 'application.closed'
  | 'line.unknown'
  | 'line.known'
  | 'refund.too_much'
  | 'release.not_completed'
  | 'release.boss_not_settled'

/** A fact that cannot follow upon those before it. Nothing of it was applied. */
export class HistoryError extends Error {
  rule: HistoryRule
  constructor(rule: HistoryRule, of: number) {
    super(`${rule}: ${of}`)
    this.name = 'HistoryError'
    this.rule = rule
  }
}
