import { z } from 'zod'
import { AfterSaleId, FileId, LineId, OrderId } from './ids.ts'
import { Fen, PositiveFen } from './money.ts'
import { couriers, Track } from './order.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const afterSaleStates = [
  'requested',
  'approved',
  'returning',
  'replacing',
  'arbitrating',
  'refunding',
  'refunded',
  'replaced',
  'rejected',
  'closed',
] as const
export const AfterSaleState = z.enum(afterSaleStates)
export type AfterSaleState = z.infer<typeof AfterSaleState>
export const afterSaleKinds = ['refund_only', 'return_and_refund', 'exchange'] as const
export type AfterSaleKind = (typeof afterSaleKinds)[number]
export const bearers = ['supplier', 'shop', 'platform'] as const
export const afterSaleReasons = ['no_reason', 'damaged', 'not_as_described', 'late', 'other'] as const
export const afterSaleSides = ['buyer', 'supplier', 'platform', 'system'] as const

const AfterSaleParcel = z.object({
  direction: z.enum(['return', 'replacement']),
  courier: z.string(),
  trackingNumber: z.string(),
  sentAt: Time,
  deliveredAt: Time.nullable(),
  tracks: z.array(Track),
})

export const AfterSale = z.object({
  id: AfterSaleId,
  orderId: OrderId,
  orderNumber: z.string(),
  lineId: LineId,
  title: z.string(),
  skuName: z.string(),
  picture: Picture,
  kind: z.enum(afterSaleKinds),
  reason: z.enum(afterSaleReasons),
  words: z.string(),
  quantity: z.int(),
  amountFen: Fen,
  postageFen: Fen,
  state: AfterSaleState,
  /** A return that the law gives without a reason: no seller may turn it down. */
  rightful: z.boolean(),
  bearer: z.enum(bearers).nullable(),
  requestedAt: Time,
  /** When it goes on by itself: silence costs the silent one. Of a rejected one, until when the platform may be asked. */
  answerBy: Time,
  decidedAt: Time.nullable(),
  refundedAt: Time.nullable(),
  decisionWords: z.string().nullable(),
  /** Where the goods are to be sent. */
  returnTo: z.string().nullable(),
  /** Whether the buyer may ask the platform to decide now. */
  mayEscalate: z.boolean(),
  evidence: z.array(z.object({ path: Picture, side: z.enum(['buyer', 'supplier', 'platform']) })),
  parcels: z.array(AfterSaleParcel),
  history: z.array(z.object({ at: Time, to: AfterSaleState, side: z.enum(afterSaleSides), words: z.string() })),
})
export type AfterSale = z.infer<typeof AfterSale>
export const StaffAfterSale = AfterSale.extend({ buyerNickname: z.string() })

const one = z.object({ id: AfterSaleId })
const words = z.string().trim().max(300).default('')
const pictures = z.array(FileId).max(6).default([])
const handOver = z.object({
  courier: z.enum(couriers),
  trackingNumber: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{6,30}$/),
})
const argument = z.object({ words: z.string().trim().min(1).max(300), pictures })

export const refundContract = {
  'POST /orders/:orderId/after-sales': {
    summary: 'Ask for money back on one line, wholly or in part, with or without sending it back, or for an exchange',
    who: ['customer'],
    idempotence: 'key',
    params: z.object({ orderId: OrderId }),
    body: z.object({
      lineId: LineId,
      kind: z.enum(afterSaleKinds),
      reason: z.enum(afterSaleReasons),
      words,
      /** How many pieces; all that are left without it. */
      quantity: z.int().min(1).max(99).optional(),
      /** Left out: all that these pieces cost. Of an exchange nothing is paid back. */
      amountFen: PositiveFen.optional(),
      pictures,
    }),
    reply: AfterSale,
  },
  'GET /after-sales': { summary: 'One’s after-sale requests', who: ['customer'], query: PageQuery, reply: pageOf(AfterSale) },
  'GET /after-sales/:id': { summary: 'One after-sale request', who: ['customer'], params: one, reply: AfterSale },
  'POST /after-sales/:id/withdrawal': {
    summary: 'The buyer lets it be',
    who: ['customer'],
    idempotence: 'natural',
    params: one,
    reply: AfterSale,
  },
  'POST /after-sales/:id/return-parcel': {
    summary: 'The buyer sends the goods back',
    who: ['customer'],
    idempotence: 'natural',
    params: one,
    body: handOver,
    reply: AfterSale,
  },
  'POST /after-sales/:id/arbitration': {
    summary: 'The buyer asks the platform to decide',
    who: ['customer'],
    idempotence: 'natural',
    params: one,
    body: argument,
    reply: AfterSale,
  },
  'GET /console/after-sales': {
    summary: 'After-sale requests: a supplier sees its own, support sees all',
    who: ['supplier-staff', 'operator-admin', 'operator-support', 'auditor'],
    query: PageQuery.extend({ state: AfterSaleState.optional() }),
    reply: pageOf(StaffAfterSale),
  },
  'POST /console/after-sales/:id/decision': {
    summary: 'Approve, naming who bears it, or reject with a reason; a rightful return cannot be rejected',
    who: ['supplier-staff', 'operator-admin', 'operator-support'],
    idempotence: 'natural',
    params: one,
    body: z.object({
      decision: z.enum(['approve', 'reject']),
      bearer: z.enum(bearers).default('supplier'),
      words,
      /** Where the goods are to be sent; the last place named without it. */
      returnTo: z.string().trim().max(200).default(''),
    }),
    reply: StaffAfterSale,
  },
  'POST /console/after-sales/:id/return-receipt': {
    summary: 'The returned goods have arrived as agreed: the money goes back, or an exchange is due',
    who: ['supplier-staff', 'operator-admin', 'operator-support'],
    idempotence: 'natural',
    params: one,
    reply: StaffAfterSale,
  },
  'POST /console/after-sales/:id/replacement': {
    summary: 'The supplier sends goods in exchange',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: one,
    body: handOver,
    reply: StaffAfterSale,
  },
  'POST /console/after-sales/:id/arbitration': {
    summary: 'The supplier asks the platform to decide, of a request it finds wrong or of goods that came back otherwise than agreed',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: one,
    body: argument,
    reply: StaffAfterSale,
  },
  'POST /console/after-sales/:id/award': {
    summary: 'The platform decides what the two could not, with a reason, and names who bears it; this is final',
    who: ['operator-admin', 'operator-support'],
    idempotence: 'natural',
    params: one,
    body: z.object({
      outcome: z.enum(['refund', 'return', 'replace', 'reject']),
      bearer: z.enum(bearers).default('supplier'),
      amountFen: PositiveFen.optional(),
      words: z.string().trim().min(1).max(300),
    }),
    reply: StaffAfterSale,
  },
} satisfies Contract
