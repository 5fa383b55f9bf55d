import { z } from 'zod'
import { LineId, OrderId, TransferId } from './ids.ts'
import { Fen } from './money.ts'
import { PageQuery, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** Kinds of accounts. Those below the line belong to somebody: their id is `<kind>:<owner id>`. */
export const accountKinds = [
  'channel_clearing',
  'channel_fee',
  'line_escrow',
  'postage_escrow',
  'refund_pending',
  'unapplied_receipts',
  'promotion_cost',
  'compensation',
  'platform_fee',
  'bank',
  'payout_account',
  'tax_payable',
  'bad_debt',
  // — owned —
  'wallet_held',
  'wallet_available',
  'withdrawal_pending',
  'supplier_payable',
  'shop_payable',
] as const
export const AccountKind = z.enum(accountKinds)
export type AccountKind = z.infer<typeof AccountKind>

/** The fact a transfer records, one row of the money table each. */
export const transferKinds = [
  'order_paid',
  'payment_unapplied',
  'unapplied_applied',
  'shares_computed',
  'line_settled',
  'line_completed',
  'shares_released',
  'refund_approved',
  'shares_rerated',
  'refund_succeeded',
  'channel_fee',
  'withdrawal_issued',
  'withdrawal_paid',
  'withdrawal_failed',
  'debt_charged',
  'debt_repaid',
  'channel_settled',
  'payout_topped_up',
  'tax_remitted',
  'statement_paid',
  'refund_paid',
] as const
export const TransferKind = z.enum(transferKinds)
export type TransferKind = z.infer<typeof TransferKind>

export const LedgerAccount = z.object({
  id: z.string(),
  kind: AccountKind,
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  /** Debits less credits, so what we owe is negative. */
  balanceFen: Fen,
})
export const Entry = z.object({
  accountId: z.string(),
  /** Positive is a debit, negative a credit. */
  amountFen: Fen,
  lineId: LineId.nullable(),
})
export const Transfer = z.object({
  id: TransferId,
  kind: TransferKind,
  /** The unique fact it records, such as `order_paid:ord_…`. */
  fact: z.string(),
  orderId: OrderId.nullable(),
  occurredAt: Time,
  entries: z.array(Entry),
})
export type Transfer = z.infer<typeof Transfer>

const readers = ['operator-admin', 'operator-finance', 'auditor'] as const

export const ledgerContract = {
  'GET /console/ledger/accounts': {
    summary: 'Accounts with balances, by kind',
    who: readers,
    query: PageQuery.extend({ kind: AccountKind.optional() }),
    reply: pageOf(LedgerAccount),
  },
  'GET /console/ledger/transfers': {
    summary: 'Transfers with their entries, newest first; of one account, one order, or all',
    who: readers,
    query: PageQuery.extend({ accountId: z.string().max(80).optional(), orderId: OrderId.optional() }),
    reply: pageOf(Transfer),
  },
  'GET /console/ledger/checks': {
    summary: 'The invariants of the books, each with what was found',
    who: readers,
    reply: z.object({ items: z.array(z.object({ name: z.string(), holds: z.boolean(), foundFen: Fen })) }),
  },
} satisfies Contract
