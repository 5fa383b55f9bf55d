import { z } from 'zod'
import { DifferenceId } from './ids.ts'
import { Fen } from './money.ts'
import { PageQuery, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'
import { Day } from './wallet.ts'

/**
 * What a day's bills and our books may disagree about. `missing_here`: the bill knows it, we don't; `missing_there`: the other way round;
 * `amount` of a payment or transfer, `fee` of the channel, `refund` its amount or outcome; `balance`: an account's movement as a whole.
 */
export const differenceKinds = ['missing_here', 'missing_there', 'amount', 'fee', 'refund', 'balance'] as const
export const DifferenceKind = z.enum(differenceKinds)
export type DifferenceKind = z.infer<typeof DifferenceKind>

export const dayStates = ['open', 'closed'] as const
export const DayState = z.enum(dayStates)

export const subjects = ['payment', 'refund', 'transfer', 'sharing', 'top_up', 'account'] as const
export const Subject = z.enum(subjects)
export type Subject = z.infer<typeof Subject>

export const ReconciledDay = z.object({
  day: Day,
  state: DayState,
  fetchedAt: Time,
  closedAt: Time.nullable(),
  closedBy: z.string().nullable(),
  payments: z.int(),
  paymentsFen: Fen,
  refunds: z.int(),
  refundsFen: Fen,
  transfers: z.int(),
  transfersFen: Fen,
  feesFen: Fen,
  open: z.int(),
  explained: z.int(),
  /** SHA-1 of the bills as the channel names them; null where it had none for the day. */
  tradeHash: z.string().nullable(),
  basicHash: z.string().nullable(),
  operationHash: z.string().nullable(),
})
export type ReconciledDay = z.infer<typeof ReconciledDay>

export const Difference = z.object({
  id: DifferenceId,
  day: Day,
  kind: DifferenceKind,
  subject: Subject,
  /** Our number of the payment, refund or part; the account for `balance`. */
  number: z.string(),
  oursFen: Fen.nullable(),
  theirsFen: Fen.nullable(),
  orderId: z.string().nullable(),
  state: z.enum(['open', 'explained']),
  words: z.string().nullable(),
  explainedBy: z.string().nullable(),
  explainedAt: Time.nullable(),
})
export type Difference = z.infer<typeof Difference>

const readers = ['operator-admin', 'operator-finance', 'auditor'] as const
const day = z.object({ day: Day })

export const reconciliationContract = {
  'GET /console/reconciliation/days': {
    summary: 'Days compared with the channel’s bills, newest first',
    who: readers,
    query: PageQuery.extend({ after: Day.optional(), state: DayState.optional() }),
    reply: pageOf(ReconciledDay),
  },
  'GET /console/reconciliation/differences': {
    summary: 'The work queue: what bills and books disagree about',
    who: readers,
    query: PageQuery.extend({ day: Day.optional(), state: z.enum(['open', 'explained']).optional(), kind: DifferenceKind.optional() }),
    reply: pageOf(Difference),
  },
  'POST /console/reconciliation/days/:day/comparison': {
    summary: 'Fetches a day’s bills and compares again; what was explained stays explained',
    who: ['operator-finance'],
    idempotence: 'natural',
    params: day,
    reply: ReconciledDay,
  },
  'POST /console/reconciliation/differences/:id/query': {
    summary: 'Asks the channel about this number now and acts on the answer, as a notification would',
    who: ['operator-finance'],
    idempotence: 'natural',
    params: z.object({ id: DifferenceId }),
    reply: Difference,
  },
  'POST /console/reconciliation/differences/:id/explanation': {
    summary: 'Says in words why it differs; signed and kept',
    who: ['operator-finance'],
    idempotence: 'natural',
    params: z.object({ id: DifferenceId }),
    body: z.object({ words: z.string().trim().min(4).max(500) }),
    reply: Difference,
  },
  'POST /console/reconciliation/days/:day/closing': {
    summary: 'Closes a day; refused while anything in it is not explained',
    who: ['operator-finance'],
    idempotence: 'natural',
    params: day,
    reply: ReconciledDay,
  },
} satisfies Contract
