import { z } from 'zod'
import { AddressId, MemberId, ShareCode, ShopId, StaffId, SupplierId, VisitorId } from './ids.ts'
import { Done, Picture, Time } from './pages.ts'
import { type Contract, operators } from './route.ts'

export const ranks = ['member', 'agent', 'boss'] as const
export const Rank = z.enum(ranks)
export type Rank = z.infer<typeof Rank>

export const MainlandPhone = z.string().regex(/^1[3-9]\d{9}$/)

/** The signed-in person as the person sees themself. */
export const Me = z.object({
  id: MemberId,
  nickname: z.string(),
  portrait: Picture,
  /** Masked, as 138****0001; null where none is known. */
  phoneMasked: z.string().nullable(),
  rank: Rank,
  shopId: ShopId.nullable(),
  referrer: z.object({ nickname: z.string(), portrait: Picture }).nullable(),
  recommendationsOn: z.boolean(),
  /** Whether card owners may see this person by name; without it they see "a visitor from …". */
  visitsShown: z.boolean(),
  joinedAt: Time,
})
export type Me = z.infer<typeof Me>

export const Session = z.object({ accessToken: z.string(), refreshToken: z.string(), accessExpiresAt: Time, me: Me })
export type Session = z.infer<typeof Session>

/** Who referred the person, taken from the newest share link of the last 30 days, unless declined. Counts at the first sign-in only. */
const Arrival = { visitorId: VisitorId.optional(), shareCode: ShareCode.optional(), declineReferrer: z.boolean().default(false) }

export const AddressInput = z.object({
  name: z.string().trim().min(1).max(30),
  phone: MainlandPhone,
  /** Six-digit district code of the national standard GB/T 2260. */
  regionCode: z.string().regex(/^\d{6}$/),
  detail: z.string().trim().min(2).max(120),
  preferred: z.boolean().default(false),
})
export type AddressInput = z.infer<typeof AddressInput>

export const Address = AddressInput.extend({ id: AddressId, region: z.string() })
export type Address = z.infer<typeof Address>

export const staffRoles = ['supplier-staff', ...operators, 'auditor'] as const
export const StaffMe = z.object({
  id: StaffId,
  userName: z.string(),
  name: z.string(),
  role: z.enum(staffRoles),
  supplier: z.object({ id: SupplierId, name: z.string() }).nullable(),
})
export type StaffMe = z.infer<typeof StaffMe>

export const sessionContract = {
  'POST /sessions/wechat': {
    summary: 'Sign in with the code of wx.login; creates the member at the first time',
    who: ['visitor'],
    idempotence: 'natural',
    body: z.object({ code: z.string().min(1).max(200), nickname: z.string().trim().min(1).max(20).optional(), ...Arrival }),
    reply: Session,
  },
  'POST /phone-codes': {
    summary: 'Send a six-digit code to a mobile phone',
    who: ['visitor'],
    idempotence: 'natural',
    body: z.object({ phone: MainlandPhone }),
    reply: z.object({ expiresAt: Time }),
  },
  'POST /sessions/phone': {
    summary: 'Sign in with a phone and the code sent to it; creates the member at the first time',
    who: ['visitor'],
    idempotence: 'natural',
    body: z.object({
      phone: MainlandPhone,
      code: z.string().regex(/^\d{6}$/),
      nickname: z.string().trim().min(1).max(20).optional(),
      ...Arrival,
    }),
    reply: Session,
  },
  'POST /sessions/refresh': {
    summary: 'Exchange a refresh token for a new pair; the old one dies, and its reuse ends the session',
    who: ['visitor'],
    idempotence: 'natural',
    body: z.object({ refreshToken: z.string().min(10).max(200) }),
    reply: Session,
  },
  'POST /my/wechat': {
    summary: 'Joins one’s WeChat account to a member who signed in by phone: payouts go there',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({ code: z.string().min(1).max(200) }),
    reply: Done,
  },
  'DELETE /sessions/current': { summary: 'Sign out', who: ['customer'], idempotence: 'natural', reply: Done },
  'POST /staff/sessions': {
    summary: 'Console sign-in with password and one-time code; sets the session cookie',
    who: ['visitor'],
    idempotence: 'natural',
    body: z.object({ userName: z.string().min(1).max(40), password: z.string().min(1).max(200), code: z.string().regex(/^\d{6}$/) }),
    reply: StaffMe,
  },
  'DELETE /staff/sessions/current': {
    summary: 'Console sign-out',
    who: ['supplier-staff', ...operators, 'auditor'],
    idempotence: 'natural',
    reply: Done,
  },
} satisfies Contract

export const accountContract = {
  'GET /me': { summary: 'The signed-in person', who: ['customer'], reply: Me },
  'PATCH /me': {
    summary: 'Change name, portrait or privacy switches',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({
      nickname: z.string().trim().min(1).max(20).optional(),
      portrait: Picture.optional(),
      recommendationsOn: z.boolean().optional(),
      visitsShown: z.boolean().optional(),
    }),
    reply: Me,
  },
  'GET /addresses': {
    summary: 'The person’s delivery addresses, the preferred first',
    who: ['customer'],
    reply: z.object({ items: z.array(Address) }),
  },
  'POST /addresses': { summary: 'Add an address', who: ['customer'], idempotence: 'key', body: AddressInput, reply: Address },
  'PUT /addresses/:id': {
    summary: 'Change an address; orders placed keep the old one',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: AddressId }),
    body: AddressInput,
    reply: Address,
  },
  'DELETE /addresses/:id': {
    summary: 'Remove an address',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: AddressId }),
    reply: Done,
  },
  'GET /regions': {
    summary: 'Provinces, cities and districts by code, for pickers',
    who: ['visitor'],
    reply: z.object({
      provinces: z.record(z.string(), z.string()),
      cities: z.record(z.string(), z.string()),
      districts: z.record(z.string(), z.string()),
    }),
  },
  'GET /staff/me': { summary: 'The signed-in console user', who: ['supplier-staff', ...operators, 'auditor'], reply: StaffMe },
} satisfies Contract
