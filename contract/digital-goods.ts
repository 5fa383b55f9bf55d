import { z } from 'zod'
import { ConsultationSlotId, LineId, OrderId, ProductId } from './ids.ts'
import { Done, Picture, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const productKinds = ['goods', 'course', 'consultation'] as const
export const ProductKind = z.enum(productKinds)
export type ProductKind = z.infer<typeof ProductKind>

/** What a course or consultation is: heads anybody may read, and a text and link for who paid. */
export const DigitalContent = z.object({
  outline: z.array(z.string().trim().min(1).max(80)).max(60),
  text: z.string().trim().max(8000),
  link: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(300)]),
})
export type DigitalContent = z.infer<typeof DigitalContent>

export const ConsultationSlot = z.object({ id: ConsultationSlotId, startsAt: Time, minutes: z.int() })
export type ConsultationSlot = z.infer<typeof ConsultationSlot>

/** A course or consultation one bought. */
export const DigitalLine = z.object({
  lineId: LineId,
  productId: ProductId,
  kind: z.enum(['course', 'consultation']),
  title: z.string(),
  picture: Picture,
  outline: z.array(z.string()),
  /** When it was opened; from then it cannot be sent back without a reason. */
  openedAt: Time.nullable(),
  /** Paid, and not being given back. */
  usable: z.boolean(),
  /** Only once it is opened. */
  content: DigitalContent.nullable(),
  /** Of a consultation: the time that was chosen, and those that can be. */
  booked: ConsultationSlot.nullable(),
  free: z.array(ConsultationSlot),
})
export type DigitalLine = z.infer<typeof DigitalLine>
const Digital = z.object({ orderId: OrderId, items: z.array(DigitalLine) })

const confirmed = z.literal(true)

export const digitalGoodsContract = {
  'GET /orders/:id/digital': {
    summary: 'The courses and consultations of one’s order; what they hold is shown once opened',
    who: ['customer'],
    params: z.object({ id: OrderId }),
    reply: Digital,
  },
  'POST /orders/:id/digital/opening': {
    summary: 'Open a course, knowing that it cannot be sent back without a reason from then on',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: OrderId }),
    body: z.object({ lineId: LineId, confirmed }),
    reply: Digital,
  },
  'PUT /orders/:id/digital/booking': {
    summary: 'Choose the time of a consultation, or another up to 24 hours before',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: OrderId }),
    body: z.object({ lineId: LineId, slotId: ConsultationSlotId, confirmed }),
    reply: Digital,
  },
  'GET /console/products/:id/slots': {
    summary: 'The times of a consultation from now on, and which are booked',
    who: ['supplier-staff'],
    params: z.object({ id: ProductId }),
    reply: z.object({
      items: z.array(ConsultationSlot.extend({ booked: z.boolean(), buyer: z.string().nullable(), orderNumber: z.string().nullable() })),
    }),
  },
  'POST /console/products/:id/slots': {
    summary: 'Offer a time for a consultation',
    who: ['supplier-staff'],
    idempotence: 'key',
    params: z.object({ id: ProductId }),
    body: z.object({ startsAt: Time, minutes: z.int().min(10).max(240) }),
    reply: ConsultationSlot,
  },
  'DELETE /console/slots/:id': {
    summary: 'Take back a time nobody has booked',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: z.object({ id: ConsultationSlotId }),
    reply: Done,
  },
} satisfies Contract
