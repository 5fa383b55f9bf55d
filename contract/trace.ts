import { z } from 'zod'
import { Inspection, Lot, TraceEvent } from './catalog.ts'
import { LineId, LotId, OrderId, ProductId, SkuId, WarehouseId } from './ids.ts'
import { Done, PageQuery, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const Warehouse = z.object({
  id: WarehouseId,
  name: z.string(),
  region: z.string(),
  /** Pieces of all lots in it, and how many of those expire within 30 days. */
  pieces: z.int(),
  expiringPieces: z.int(),
})

export const lotFreshness = ['fresh', 'expiring', 'expired'] as const
export const LotInStock = Lot.extend({
  productId: ProductId,
  productTitle: z.string(),
  /** Fresh; at most 30 days to go; or past its date, when it sells no more. */
  freshness: z.enum(lotFreshness),
  receivedPieces: z.int(),
  shippedPieces: z.int(),
  expiredPieces: z.int(),
  stock: z.array(z.object({ skuId: SkuId, skuName: z.string(), warehouseId: WarehouseId, warehouseName: z.string(), quantity: z.int() })),
})
export type LotInStock = z.infer<typeof LotInStock>

/** What a buyer was sent, by the lot it came from. */
export const LotOfLine = z.object({ lineId: LineId, title: z.string(), skuName: z.string(), quantity: z.int(), lot: Lot })

const who = ['supplier-staff'] as const
const quantity = z.int().min(1).max(1_000_000)

export const traceContract = {
  'GET /console/warehouses': { summary: 'A supplier’s warehouses', who, reply: z.object({ items: z.array(Warehouse) }) },
  'POST /console/warehouses': {
    summary: 'Add a warehouse; where none is told, at the supplier’s own place',
    who,
    idempotence: 'key',
    body: z.object({
      name: z.string().trim().min(1).max(40),
      regionCode: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    }),
    reply: Warehouse,
  },
  'GET /console/lots': {
    summary: 'A supplier’s lots, newest first, with their stock by warehouse and their way so far',
    who,
    query: PageQuery.extend({ productId: ProductId.optional(), freshness: z.enum(lotFreshness).optional() }),
    reply: pageOf(LotInStock),
  },
  'GET /console/lots/:id': { summary: 'One lot', who, params: z.object({ id: LotId }), reply: LotInStock },
  'POST /console/products/:id/lots': {
    summary: 'Receive a new lot of an approved product: its pieces go on sale in the same moment',
    who,
    idempotence: 'key',
    params: z.object({ id: ProductId }),
    body: z.object({
      code: z.string().trim().min(1).max(40),
      origin: z.string().trim().min(1).max(80),
      producer: z.string().trim().min(1).max(80),
      story: z.string().trim().max(500).default(''),
      bestBefore: Time.nullable(),
      inspection: Inspection.nullable().default(null),
      warehouseId: WarehouseId,
      pieces: z
        .array(z.object({ skuId: SkuId, quantity }))
        .min(1)
        .max(20),
    }),
    reply: LotInStock,
  },
  'POST /console/lots/:id/receipts': {
    summary: 'Receive more pieces of a lot',
    who,
    idempotence: 'key',
    params: z.object({ id: LotId }),
    body: z.object({
      warehouseId: WarehouseId,
      pieces: z
        .array(z.object({ skuId: SkuId, quantity }))
        .min(1)
        .max(20),
    }),
    reply: LotInStock,
  },
  'POST /console/lots/:id/events': {
    summary: 'Add what happened to a lot: kind, time, place; it is never changed afterwards',
    who,
    idempotence: 'key',
    params: z.object({ id: LotId }),
    body: TraceEvent.omit({ picture: true }).extend({ place: z.string().trim().min(1).max(80), note: z.string().trim().max(200) }),
    reply: LotInStock,
  },
  'POST /console/lots/:id/count': {
    summary: 'What was counted of a lot in a warehouse; the difference leaves or joins what is free to sell',
    who,
    idempotence: 'natural',
    params: z.object({ id: LotId }),
    body: z.object({ warehouseId: WarehouseId, skuId: SkuId, quantity: z.int().min(0).max(1_000_000) }),
    reply: Done,
  },
  'GET /orders/:id/lots': {
    summary: 'The lots that one’s order was sent from, with their way from the field',
    who: ['customer'],
    params: z.object({ id: OrderId }),
    reply: z.object({ items: z.array(LotOfLine) }),
  },
} satisfies Contract
