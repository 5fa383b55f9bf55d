import { randomInt, randomUUID } from 'node:crypto'
import type { Session, StaffMe } from '@lianka/contract/account'
import type { StaffId, SupplierId } from '@lianka/contract/ids'
import { MiniProgramError } from '@lianka/wechat/mini-program-errors'
import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2'
import type { FastifyRequest } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { findOrMakeMember, type Identity, noteMarks, readStaff, rememberOpenid } from '#account/service'
import { type Caller, type Ctx, inTransaction, memberOf } from '#platform/context'
import { blindHash, randomToken, sameBytes, seal, sha256, unseal } from '#platform/crypto'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Exchange } from '#platform/http'
import { newId } from '#platform/ids'
import { type Arrival, bindReferrer } from '#referral/service'
import { later, lockMinutes, passwordAttempts, phoneCodeAttempts, phoneCodeMinutes, staffCookie, staffHours } from './rules.ts'
import * as store from './store.ts'
import { openSession, readAccessToken } from './tokens.ts'

/** Signs a person in by an identity that is proven; the first time makes the member and binds the referrer. */
const signIn = (ctx: Ctx, identity: Identity, nickname: string | undefined, arrival: Arrival): Promise<Session> =>
  inTransaction(ctx, async (ctx) => {
    const { id, isNew } = await findOrMakeMember(ctx, identity, { nickname })
    if (isNew) await bindReferrer(ctx, id, arrival)
    if (arrival.visitorId) await noteMarks(ctx, id, [{ kind: 'device', value: arrival.visitorId }])
    return openSession(ctx, id)
  })

const openidOfCode = async (ctx: Ctx, code: string): Promise<string> => {
  const session = await ctx.outside.miniProgram.codeToSession(code).catch((error) => {
    if (error instanceof MiniProgramError) throw new Refusal('account.wechat_refused', String(error.errcode))
    throw error
  })
  return session.openid
}

export const signInByWechat = async (ctx: Ctx, body: { code: string; nickname?: string | undefined } & Arrival): Promise<Session> =>
  signIn(ctx, { openid: await openidOfCode(ctx, body.code) }, body.nickname, body)

/** Joins the WeChat account of whoever asks to the member they are signed in as. */
export async function joinWechat(ctx: Ctx, code: string) {
  if (!(await rememberOpenid(ctx, memberOf(ctx), await openidOfCode(ctx, code)))) throw new Refusal('account.wechat_taken')
  return { done: true } as const
}

export async function sendPhoneCode(ctx: Ctx, phone: string) {
  const now = ctx.clock.now()
  const expiresAt = later(now, { minutes: phoneCodeMinutes })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const phoneHash = blindHash(ctx.keys, 'phone', phone)
  const kept = await store.keepPhoneCode(
    ctx.db,
    { phoneHash, codeHash: sha256(`${phone}:${code}`), sentAt: now, expiresAt, attempts: 0 },
    later(now, { minutes: -1 }),
  )
  if (!kept) throw new Refusal('account.code_too_soon')
  await ctx.outside.sms.send({
    phone,
    text: `【链卡】验证码 ${code}，${phoneCodeMinutes} 分钟内有效，请勿告诉他人。`,
    template: 'sign_in_code',
    params: { code },
  })
  return { expiresAt: expiresAt.toISOString() }
}

export async function signInByPhone(
  ctx: Ctx,
  body: { phone: string; code: string; nickname?: string | undefined } & Arrival,
): Promise<Session> {
  const phoneHash = blindHash(ctx.keys, 'phone', body.phone)
  const sent = await store.tryPhoneCode(ctx.db, phoneHash)
  if (!sent || sent.expiresAt <= ctx.clock.now() || sent.attempts > phoneCodeAttempts) throw new Refusal('account.code_expired')
  if (!sameBytes(sent.codeHash, sha256(`${body.phone}:${body.code}`))) throw new Refusal('account.code_wrong')
  return inTransaction(ctx, async (ctx) => {
    await store.dropPhoneCode(ctx.db, phoneHash)
    return signIn(ctx, { phone: body.phone }, body.nickname, body)
  })
}

const totpOf = (secret: string) => new TOTP({ issuer: 'Lianka', secret, digits: 6, period: 30 })

/** Somebody to compare with when the name is unknown, so that the answer takes as long. */
const nobodysHash = argon2Hash('nobody')

export async function signInStaff(
  ctx: Ctx,
  body: { userName: string; password: string; code: string },
  exchange: Exchange,
): Promise<StaffMe> {
  const now = ctx.clock.now()
  const staff = await store.findStaffByName(ctx.db, body.userName)
  if (staff?.lockedUntil && staff.lockedUntil > now) throw new Refusal('account.locked')
  const lock = { now, until: later(now, { minutes: lockMinutes }), limit: passwordAttempts }
  const passwordRight = await argon2Verify(staff?.passwordHash ?? (await nobodysHash), body.password)
  if (!staff || !passwordRight) {
    if (staff) await store.countFailure(ctx.db, staff.id, lock)
    throw new Refusal('account.password_wrong')
  }
  const totp = totpOf(unseal(ctx.keys, 'totp', staff.totpCipher))
  const drift = totp.validate({ token: body.code, timestamp: now.getTime(), window: 1 })
  const step = Math.floor(now.getTime() / 30_000) + (drift ?? 0)
  if (drift === null || !(await store.acceptStep(ctx.db, staff.id, step))) {
    await store.countFailure(ctx.db, staff.id, lock)
    throw new Refusal('account.password_wrong')
  }
  const token = randomToken()
  const expiresAt = later(now, { hours: staffHours })
  await store.insertSession(ctx.db, {
    id: randomUUID(),
    memberId: null,
    staffId: staff.id,
    tokenHash: sha256(token),
    previousHash: null,
    rotatedAt: now,
    expiresAt,
    endedAt: null,
  })
  exchange.reply.setCookie(staffCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: ctx.settings.publicUrl.startsWith('https'),
    maxAge: staffHours * 3600,
  })
  return readStaff(ctx, staff.id)
}

export async function signOut(ctx: Ctx, exchange: Exchange) {
  const { caller } = ctx
  if (caller.kind === 'member' || caller.kind === 'staff') await store.endSession(ctx.db, caller.sessionId, ctx.clock.now())
  if (caller.kind === 'staff') exchange.reply.clearCookie(staffCookie, { path: '/' })
  return { done: true } as const
}

export type NewStaff = {
  userName: string
  name: string
  password: string
  role: Extract<Caller, { kind: 'staff' }>['role']
  supplierId: string | null
  totpSecret: string
}

/** Makes a console account. The password is kept as argon2id, the one-time secret encrypted. */
export async function addStaff(ctx: Ctx, staff: NewStaff) {
  await store.insertStaff(ctx.db, {
    id: newId('stf', ctx.clock.now()),
    userName: staff.userName,
    name: staff.name,
    role: staff.role,
    supplierId: staff.supplierId as never,
    passwordHash: await argon2Hash(staff.password),
    totpCipher: seal(ctx.keys, 'totp', staff.totpSecret),
    lockedUntil: null,
  })
}

export type ConsoleAccount = { id: StaffId | null; userName: string; password: string; name: string; supplierId: SupplierId }

/** Makes a supplier's console account, or sets its name, password and authenticator anew and ends its sessions. The secret is told once. */
export const setConsoleAccount = (ctx: Ctx, { id: known, userName, password, name, supplierId }: ConsoleAccount) =>
  inTransaction(ctx, async (ctx) => {
    const secret = new Secret({ size: 20 })
    const set = {
      userName,
      name,
      passwordHash: await argon2Hash(password),
      totpCipher: seal(ctx.keys, 'totp', secret.base32),
      lockedUntil: null,
    }
    const id = known ?? newId<StaffId>('stf', ctx.clock.now())
    const written = known
      ? store.renewStaff(ctx.db, id, set, ctx.clock.now())
      : store.insertStaff(ctx.db, { id, role: 'supplier-staff', supplierId, ...set })
    await written.catch((error) => {
      if (isUniqueViolation(error)) throw new Refusal('supply.user_name_taken')
      throw error
    })
    return { id, totpUri: new TOTP({ issuer: 'Lianka', label: userName, secret, digits: 6, period: 30 }).toString() }
  })

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Who asks: a bearer token is a member, the console's cookie is staff. A cookie on a write must come from our own pages. */
export async function authenticate(ctx: Ctx, request: FastifyRequest, wantsShop: boolean): Promise<Caller> {
  const bearer = request.headers.authorization
  if (bearer?.startsWith('Bearer ')) {
    const { memberId, sessionId } = await readAccessToken(ctx, bearer.slice(7))
    const shop = wantsShop ? await store.findShopOf(ctx.db, memberId) : undefined
    return { kind: 'member', memberId, sessionId, ...(shop && { shopId: shop.id }) }
  }
  const cookie = request.cookies[staffCookie]
  if (!cookie) return { kind: 'visitor' }
  if (writes.has(request.method)) refuseOtherOrigins(ctx, request)
  const staff = await store.findStaffSession(ctx.db, sha256(cookie), ctx.clock.now())
  if (!staff) throw new Refusal('account.session_expired')
  return { kind: 'staff', ...staff }
}

function refuseOtherOrigins(ctx: Ctx, request: FastifyRequest) {
  const origin = request.headers.origin
  // Browsers send `null` for pages without an origin of their own.
  const own = origin && (URL.parse(origin)?.host === request.headers.host || origin === ctx.settings.publicUrl)
  if (!own) throw new Refusal('account.origin_refused')
}

/** The member who holds an access token, and how long it still lasts: for lines that stay open. */
export async function memberOfToken(ctx: Ctx, token: string) {
  const { memberId, expiresAt } = await readAccessToken(ctx, token)
  return { memberId, endsInMs: Math.max(0, expiresAt * 1000 - ctx.clock.now().getTime()) }
}
