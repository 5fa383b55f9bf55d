import { z } from 'zod'
import { FamilyLinkId, OrderId, PaymentRequestId } from './ids.ts'
import { Fen, PositiveFen } from './money.ts'
import { Done, Picture, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** What one does in a pair: the one who pays sees what is asked for and pays from an own account. */
export const familyRoles = ['pays', 'asks'] as const
export const FamilyRole = z.enum(familyRoles)
export type FamilyRole = z.infer<typeof FamilyRole>

const Person = z.object({ nickname: z.string(), portrait: Picture })

export const FamilyLink = z.object({
  id: FamilyLinkId,
  state: z.enum(['invited', 'active', 'ended']),
  /** One’s own part in it. */
  role: FamilyRole,
  other: Person.nullable(),
  monthlyLimitFen: Fen.nullable(),
  /** Paid and asked for this month, Beijing time. */
  spentFen: Fen,
  /** The invitation to send on, while nobody has taken it up. */
  code: z.string().nullable(),
  url: z.string().nullable(),
  expiresAt: Time.nullable(),
  acceptedAt: Time.nullable(),
})
export type FamilyLink = z.infer<typeof FamilyLink>

export const paymentRequestStates = ['asked', 'paid', 'declined', 'withdrawn', 'closed'] as const

/** An order as whoever pays for it sees it: what it is and what it costs, not where it goes. */
export const PaymentRequest = z.object({
  id: PaymentRequestId,
  orderId: OrderId,
  orderNumber: z.string(),
  state: z.enum(paymentRequestStates),
  role: FamilyRole,
  asker: Person,
  payer: Person,
  words: z.string(),
  shopName: z.string(),
  totalFen: Fen,
  postageFen: Fen,
  refundedFen: Fen,
  lines: z.array(z.object({ title: z.string(), skuName: z.string(), picture: Picture, quantity: z.int(), priceFen: Fen })),
  askedAt: Time,
  /** Until when the order waits for its payment. */
  expiresAt: Time.nullable(),
  url: z.string(),
})
export type PaymentRequest = z.infer<typeof PaymentRequest>

const invitation = z.object({ code: z.string().regex(/^[0-9A-Za-z]{8,16}$/) })
/** At least a yuan, at most a hundred thousand. */
const limit = PositiveFen.refine((fen) => fen >= 100 && fen <= 10_000_000)

export const familyContract = {
  'GET /family': {
    summary: 'Whom one pays for, who pays for one, and what was asked for lately',
    who: ['customer'],
    reply: z.object({ links: z.array(FamilyLink), requests: z.array(PaymentRequest) }),
  },
  'POST /family/invitations': {
    summary: 'Invite somebody whom one will pay for, or who will pay for one; good for seven days',
    who: ['customer'],
    idempotence: 'key',
    body: z.object({ role: FamilyRole, monthlyLimitFen: limit.optional() }),
    reply: FamilyLink,
  },
  'GET /family/invitations/:code': {
    summary: 'Who invites, to what',
    who: ['visitor'],
    params: invitation,
    reply: z.object({
      inviter: Person,
      /** What the invited one would do. */
      role: FamilyRole,
      monthlyLimitFen: Fen.nullable(),
      expiresAt: Time,
      open: z.boolean(),
    }),
  },
  'POST /family/invitations/:code/acceptance': {
    summary: 'Agree; the one who pays says how much a month at most',
    who: ['customer'],
    idempotence: 'natural',
    params: invitation,
    body: z.object({ monthlyLimitFen: limit.optional() }),
    reply: FamilyLink,
  },
  'PUT /family/links/:id/limit': {
    summary: 'The one who pays changes the limit',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: FamilyLinkId }),
    body: z.object({ monthlyLimitFen: limit }),
    reply: FamilyLink,
  },
  'DELETE /family/links/:id': {
    summary: 'Either of the two ends it; what is asked for and not paid is closed',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: FamilyLinkId }),
    reply: Done,
  },
  'POST /orders/:orderId/payment-requests': {
    summary: 'Ask a family member to pay an order',
    who: ['customer'],
    idempotence: 'key',
    params: z.object({ orderId: OrderId }),
    body: z.object({ linkId: FamilyLinkId, words: z.string().trim().max(60).default('') }),
    reply: PaymentRequest,
  },
  'GET /payment-requests/:id': {
    summary: 'What is asked for: for the two of the pair only',
    who: ['customer'],
    params: z.object({ id: PaymentRequestId }),
    reply: PaymentRequest,
  },
  'POST /payment-requests/:id/refusal': {
    summary: 'Not this time',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: PaymentRequestId }),
    reply: PaymentRequest,
  },
  'POST /payment-requests/:id/withdrawal': {
    summary: 'The asker takes it back and pays alone',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: PaymentRequestId }),
    reply: PaymentRequest,
  },
} satisfies Contract
