import { z } from 'zod'
import { OrderId, ParcelId, ShopId } from './ids.ts'
import { Done, Picture, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** By courier; fetched in the shop; brought by the shop itself; nothing to carry. */
export const deliveryWays = ['parcel', 'pickup', 'local', 'digital'] as const
export const DeliveryWay = z.enum(deliveryWays)
export type DeliveryWay = z.infer<typeof DeliveryWay>

/** A point on a map of China (GCJ-02), in millionths of a degree. */
export const Point = z.object({ latE6: z.int().min(-90_000_000).max(90_000_000), lngE6: z.int().min(-180_000_000).max(180_000_000) })
export type Point = z.infer<typeof Point>

/** Where a shop hands goods over in person. */
export const ShopPlace = z.object({
  pickup: z.boolean(),
  address: z.string(),
  region: z.string(),
  regionCode: z.string(),
  openingHours: z.string(),
  /** How far it brings goods, in metres; 0 where it does not. */
  localRadiusMetres: z.int(),
  ...Point.shape,
})
export type ShopPlace = z.infer<typeof ShopPlace>

/** The code the buyer shows, and where. */
export const Handover = z.object({
  orderId: OrderId,
  orderNumber: z.string(),
  way: z.enum(['pickup', 'local']),
  code: z.string(),
  /** The code as a picture, a data URL. */
  qr: z.string(),
  shopName: z.string(),
  place: z.string(),
  openingHours: z.string(),
  distanceMetres: z.int().nullable(),
  /** Paid, and not all of it given back: the code can be used. */
  usable: z.boolean(),
  leftAt: Time.nullable(),
  redeemedAt: Time.nullable(),
})
export type Handover = z.infer<typeof Handover>

/** What a shop has to hand over. No code: the buyer brings it. */
export const HandoverTask = z.object({
  orderId: OrderId,
  orderNumber: z.string(),
  way: z.enum(['pickup', 'local']),
  receiver: z.object({ name: z.string(), phone: z.string(), detail: z.string().nullable() }),
  distanceMetres: z.int().nullable(),
  paidAt: Time,
  leftAt: Time.nullable(),
  redeemedAt: Time.nullable(),
  note: z.string(),
  lines: z.array(z.object({ title: z.string(), skuName: z.string(), picture: Picture, quantity: z.int() })),
})
export type HandoverTask = z.infer<typeof HandoverTask>

/** One moment on the way; `title` names the goods where a parcel holds several. */
export const JourneyStep = z.object({
  at: Time,
  what: z.enum(['harvest', 'make', 'inspect', 'store', 'pack', 'ship', 'paid', 'shipped', 'track', 'received']),
  text: z.string(),
  place: z.string(),
  title: z.string().nullable(),
})
export type JourneyStep = z.infer<typeof JourneyStep>

export const deliveryContract = {
  'GET /shops/:id/place': {
    summary: 'Where a shop hands goods over in person, and how far it brings them; null where it does neither',
    who: ['visitor'],
    params: z.object({ id: ShopId }),
    reply: z.object({ place: ShopPlace.nullable() }),
  },
  'PUT /my/shop/place': {
    summary: 'Say where one’s shop hands goods over',
    who: ['shop-owner'],
    idempotence: 'natural',
    body: z.object({
      pickup: z.boolean(),
      address: z.string().trim().min(2).max(120),
      regionCode: z.string().regex(/^\d{6}$/),
      openingHours: z.string().trim().min(1).max(60),
      localRadiusMetres: z.int().min(0).max(50_000),
      ...Point.shape,
    }),
    reply: ShopPlace,
  },
  'GET /orders/:id/handover': {
    summary: 'The code with which one’s order is handed over',
    who: ['customer'],
    params: z.object({ id: OrderId }),
    reply: Handover,
  },
  'GET /orders/:id/journey': {
    summary: 'From where it grew to the door: the lot’s stations and the parcel’s tracks in one line of time',
    who: ['customer'],
    params: z.object({ id: OrderId }),
    reply: z.object({ parcels: z.array(z.object({ parcelId: ParcelId, supplierName: z.string(), steps: z.array(JourneyStep) })) }),
  },
  'GET /my/shop/handovers': {
    summary: 'What one’s shop has to hand over or has lately, open ones first',
    who: ['shop-owner'],
    reply: z.object({ items: z.array(HandoverTask) }),
  },
  'POST /my/shop/handovers/:orderId/departure': {
    summary: 'The shop sets out to bring it',
    who: ['shop-owner'],
    idempotence: 'natural',
    params: z.object({ orderId: OrderId }),
    reply: Done,
  },
  'POST /my/shop/handovers': {
    summary: 'Hand over against the buyer’s code; a code works once and is the receipt',
    who: ['shop-owner'],
    idempotence: 'natural',
    body: z.object({ code: z.string().regex(/^\d{8}$/) }),
    reply: HandoverTask,
  },
} satisfies Contract
