import { z } from 'zod'
import { MemberId, WithdrawalId } from './ids.ts'
import { Fen, PositiveFen } from './money.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const withdrawalStates = ['requested', 'reviewing', 'issued', 'awaiting_confirmation', 'paid', 'failed', 'cancelled'] as const
export const WithdrawalState = z.enum(withdrawalStates)
export type WithdrawalState = z.infer<typeof WithdrawalState>

/** `waiting`: its day has not come; `sent`: the channel works on it; `awaiting_confirmation`: the person must agree in WeChat. */
export const partStates = ['waiting', 'to_send', 'sent', 'awaiting_confirmation', 'paid', 'failed', 'cancelled'] as const
export const PartState = z.enum(partStates)
export type PartState = z.infer<typeof PartState>

/** How money leaves: merchant transfer to the person, or a split of the paid orders themselves. */
export const rails = ['transfer', 'profit_sharing'] as const
export const Rail = z.enum(rails)
export type Rail = z.infer<typeof Rail>

/** A calendar day in Beijing, `2026-12-01`. */
export const Day = z.iso.date()

export const PartPlan = z.object({ grossFen: Fen, taxFen: Fen, netFen: Fen, issueOn: Day })

export const WithdrawalPart = PartPlan.extend({
  number: z.string(),
  state: PartState,
  issuedAt: Time.nullable(),
  finishedAt: Time.nullable(),
  /** Until when the person may confirm. */
  confirmBy: Time.nullable(),
  failReason: z.string().nullable(),
})
export type WithdrawalPart = z.infer<typeof WithdrawalPart>

/** Why an officer looks at a withdrawal first. */
export const reviewReasons = ['guard', 'month_total'] as const
export const ReviewReason = z.enum(reviewReasons)

export const Withdrawal = z.object({
  id: WithdrawalId,
  state: WithdrawalState,
  rail: Rail,
  grossFen: Fen,
  /** Of the parts that are not failed or cancelled. */
  taxFen: Fen,
  netFen: Fen,
  paidNetFen: Fen,
  requestedAt: Time,
  finishedAt: Time.nullable(),
  reviewReason: ReviewReason.nullable(),
  decisionWords: z.string().nullable(),
  parts: z.array(WithdrawalPart),
})
export type Withdrawal = z.infer<typeof Withdrawal>

/** What keeps somebody from withdrawing now; clients have words for each. */
export const withdrawalHurdles = ['nothing_available', 'real_name_missing', 'wechat_missing', 'withdrawal_open'] as const

export const Wallet = z.object({
  heldFen: Fen,
  /** May be below zero: a debt that later earnings repay. */
  availableFen: Fen,
  /** What can be asked for now: never below zero. */
  withdrawableFen: Fen,
  /** In parts on their way. */
  pendingFen: Fen,
  paidTotalFen: Fen,
  rail: Rail,
  realName: z.object({ nameMasked: z.string(), givenAt: Time }).nullable(),
  hurdles: z.array(z.enum(withdrawalHurdles)),
  limits: z.object({ partMinFen: Fen, partMaxFen: Fen, personDayFen: Fen, partsADay: z.int(), officerMonthFen: Fen }),
  year: z.object({ year: z.int(), incomeFen: Fen, taxFen: Fen }),
  open: WithdrawalId.nullable(),
  debts: z.array(z.object({ amountFen: Fen, since: Time, dueAt: Time })),
})
export type Wallet = z.infer<typeof Wallet>

export const WithdrawalPreview = z.object({
  grossFen: Fen,
  taxFen: Fen,
  netFen: Fen,
  parts: z.array(PartPlan),
  needsOfficer: ReviewReason.nullable(),
  /** What the tax follows from: income of the year with this, months in a row, tax withheld before. */
  tax: z.object({ yearIncomeFen: Fen, months: z.int(), withheldFen: Fen, taxableFen: Fen }),
})
export type WithdrawalPreview = z.infer<typeof WithdrawalPreview>

export const TaxStatement = z.object({
  year: z.int(),
  nameMasked: z.string().nullable(),
  months: z.array(z.object({ month: z.int(), incomeFen: Fen, taxFen: Fen, netFen: Fen, transfers: z.int() })),
  incomeFen: Fen,
  taxFen: Fen,
  netFen: Fen,
})

const amount = z.object({ amountFen: PositiveFen })
const one = z.object({ id: WithdrawalId })

/** Money that people of the finance office move by hand and that the books must know. */
export const movementKinds = [
  'channel_settled',
  'payout_topped_up',
  'tax_remitted',
  'statement_paid',
  'debt_repaid',
  'refund_paid',
] as const
export const MovementKind = z.enum(movementKinds)
export type MovementKind = z.infer<typeof MovementKind>

export const walletContract = {
  'GET /my/wallet': { summary: 'One’s money by state, and what keeps one from withdrawing', who: ['customer'], reply: Wallet },
  'PUT /my/real-name': {
    summary: 'Name and identity number, kept encrypted; the tax office and the channel ask for them',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({
      name: z
        .string()
        .trim()
        .regex(/^[\p{Script=Han}·]{2,25}$/u),
      idNumber: z
        .string()
        .trim()
        .regex(/^\d{17}[\dXx]$/),
    }),
    reply: z.object({ nameMasked: z.string() }),
  },
  'POST /my/withdrawals/preview': {
    summary: 'What a withdrawal would come to: tax, parts and their days',
    who: ['customer'],
    idempotence: 'natural',
    body: amount,
    reply: WithdrawalPreview,
  },
  'POST /my/withdrawals': { summary: 'Withdraw', who: ['customer'], idempotence: 'key', body: amount, reply: Withdrawal },
  'GET /my/withdrawals': { summary: 'One’s withdrawals, newest first', who: ['customer'], query: PageQuery, reply: pageOf(Withdrawal) },
  'GET /my/withdrawals/:id': { summary: 'One withdrawal with its parts', who: ['customer'], params: one, reply: Withdrawal },
  'POST /my/withdrawals/:id/confirmation': {
    summary: 'What WeChat needs to ask the person to agree to the next part; null when none waits',
    who: ['customer'],
    idempotence: 'natural',
    params: one,
    reply: z.object({
      part: z.string().nullable(),
      params: z.object({ mchId: z.string(), appId: z.string(), package: z.string() }).nullable(),
      /** Where a browser asks in a demo; null in production, where only WeChat can. */
      url: z.url().nullable(),
    }),
  },
  'POST /my/withdrawals/:id/cancellation': {
    summary: 'Stops the parts that the person has not agreed to yet',
    who: ['customer'],
    idempotence: 'natural',
    params: one,
    reply: Withdrawal,
  },
  'GET /my/tax-statements/:year': {
    summary: 'Income and tax withheld in a calendar year, by month',
    who: ['customer'],
    params: z.object({ year: z.coerce.number().int().min(2020).max(2100) }),
    reply: TaxStatement,
  },
  'GET /console/withdrawals': {
    summary: 'Withdrawals, newest first; those an officer must decide by state',
    who: ['operator-admin', 'operator-finance', 'operator-compliance', 'auditor'],
    query: PageQuery.extend({ state: WithdrawalState.optional() }),
    reply: pageOf(
      Withdrawal.extend({
        member: z.object({ id: MemberId, nickname: z.string(), portrait: Picture }),
        availableFen: Fen,
        guardCases: z.array(z.string()),
      }),
    ),
  },
  'POST /console/withdrawals/:id/decision': {
    summary: 'An officer lets a withdrawal go or refuses it, with a reason the person reads',
    who: ['operator-admin', 'operator-finance'],
    idempotence: 'natural',
    params: one,
    body: z.object({ decision: z.enum(['approve', 'refuse']), words: z.string().trim().min(2).max(300) }),
    reply: Withdrawal,
  },
  'GET /console/movements': {
    summary: 'Money moved by hand: settlements of the channel, top-ups, taxes, statements',
    who: ['operator-admin', 'operator-finance', 'auditor'],
    query: PageQuery.extend({ kind: MovementKind.optional() }),
    reply: pageOf(
      z.object({
        id: z.string(),
        kind: MovementKind,
        amountFen: Fen,
        reference: z.string(),
        account: z.string().nullable(),
        by: z.string(),
        at: Time,
      }),
    ),
  },
  'POST /console/movements': {
    summary: 'Notes money moved by hand; one bank reference is noted once',
    who: ['operator-finance'],
    idempotence: 'key',
    body: z.object({
      kind: MovementKind,
      amountFen: PositiveFen,
      /** The bank's or channel's own number. */
      reference: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z_-]{4,64}$/),
      /** Whose account: of a person (`debt_repaid`), a supplier or shop (`statement_paid`). */
      ownerId: z.string().max(60).optional(),
    }),
    reply: z.object({ transferId: z.string() }),
  },
} satisfies Contract
