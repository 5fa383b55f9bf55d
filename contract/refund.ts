import { z } from 'zod'
import { AfterSaleId, LineId, OrderId } from './ids.ts'
import { Fen, PositiveFen } from './money.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const afterSaleStates = ['requested', 'approved', 'returning', 'refunding', 'refunded', 'rejected'] as const
export const AfterSaleState = z.enum(afterSaleStates)
export type AfterSaleState = z.infer<typeof AfterSaleState>
export const bearers = ['supplier', 'shop', 'platform'] as const
export const afterSaleReasons = ['no_reason', 'damaged', 'not_as_described', 'late', 'other'] as const

export const AfterSale = z.object({
  id: AfterSaleId,
  orderId: OrderId,
  orderNumber: z.string(),
  lineId: LineId,
  title: z.string(),
  skuName: z.string(),
  picture: Picture,
  kind: z.enum(['refund_only', 'return_and_refund']),
  reason: z.enum(afterSaleReasons),
  words: z.string(),
  amountFen: Fen,
  postageFen: Fen,
  state: AfterSaleState,
  bearer: z.enum(bearers).nullable(),
  requestedAt: Time,
  /** When it must be answered; after that it goes to the platform by itself. */
  answerBy: Time,
  decidedAt: Time.nullable(),
  refundedAt: Time.nullable(),
  decisionWords: z.string().nullable(),
  returnTracking: z.string().nullable(),
})
export type AfterSale = z.infer<typeof AfterSale>

const one = z.object({ id: AfterSaleId })

export const refundContract = {
  'POST /orders/:orderId/after-sales': {
    summary: 'Ask for money back on one line, wholly or in part',
    who: ['customer'],
    idempotence: 'key',
    params: z.object({ orderId: OrderId }),
    body: z.object({
      lineId: LineId,
      kind: z.enum(['refund_only', 'return_and_refund']),
      reason: z.enum(afterSaleReasons),
      words: z.string().trim().max(300).default(''),
      amountFen: PositiveFen,
    }),
    reply: AfterSale,
  },
  'GET /after-sales': { summary: 'One’s after-sale requests', who: ['customer'], query: PageQuery, reply: pageOf(AfterSale) },
  'GET /after-sales/:id': { summary: 'One after-sale request', who: ['customer'], params: one, reply: AfterSale },
  'POST /after-sales/:id/return-parcel': {
    summary: 'The buyer sends the goods back',
    who: ['customer'],
    idempotence: 'natural',
    params: one,
    body: z.object({
      courier: z.string().max(20),
      trackingNumber: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z]{6,30}$/),
    }),
    reply: AfterSale,
  },
  'GET /console/after-sales': {
    summary: 'After-sale requests: a supplier sees its own, support sees all',
    who: ['supplier-staff', 'operator-admin', 'operator-support', 'auditor'],
    query: PageQuery.extend({ state: AfterSaleState.optional() }),
    reply: pageOf(AfterSale.extend({ buyerNickname: z.string() })),
  },
  'POST /console/after-sales/:id/decision': {
    summary: 'Approve, naming who bears it, or reject with a reason',
    who: ['supplier-staff', 'operator-admin', 'operator-support'],
    idempotence: 'natural',
    params: one,
    body: z.object({
      decision: z.enum(['approve', 'reject']),
      bearer: z.enum(bearers).default('supplier'),
      words: z.string().trim().max(300).default(''),
    }),
    reply: AfterSale,
  },
  'POST /console/after-sales/:id/return-receipt': {
    summary: 'The returned goods have arrived; the money goes back',
    who: ['supplier-staff', 'operator-admin', 'operator-support'],
    idempotence: 'natural',
    params: one,
    reply: AfterSale,
  },
} satisfies Contract
