import { randomUUID } from 'node:crypto'
import type { Session } from '@lianka/contract/account'
import type { MemberId } from '@lianka/contract/ids'
import { errors, jwtVerify, SignJWT } from 'jose'
import { readMe } from '#account/service'
import type { Ctx } from '#platform/context'
import { randomToken, sameBytes, sha256 } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { recordSecurityEvent } from '#platform/security'
import { accessMinutes, later, refreshDays, refreshGraceSeconds } from './rules.ts'
import * as store from './store.ts'

const issuer = 'lianka'

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

async function accessToken(ctx: Ctx, memberId: MemberId, sessionId: string) {
  const now = ctx.clock.now()
  const expires = later(now, { minutes: accessMinutes })
  const token = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setSubject(memberId)
    .setIssuedAt(seconds(now))
    .setExpirationTime(seconds(expires))
    .sign(ctx.keys.token)
  return { accessToken: token, accessExpiresAt: expires.toISOString() }
}

type Holder = { memberId: MemberId; sessionId: string; expiresAt: number }

/** Tokens that were verified lately; a person's next request carries the same one. Bounded, and no longer valid than the token itself. */
const verified = new WeakMap<Ctx['keys'], Map<string, Holder>>()
const verifiedMax = 10_000

/** Who holds this access token; refuses one that is expired or not ours. */
export async function readAccessToken(ctx: Ctx, token: string): Promise<Holder> {
  const known = verified.get(ctx.keys) ?? new Map<string, Holder>()
  verified.set(ctx.keys, known)
  const holder = known.get(token)
  if (holder && holder.expiresAt > seconds(ctx.clock.now())) return holder
  try {
    const { payload } = await jwtVerify(token, ctx.keys.token, { issuer, algorithms: ['HS256'], currentDate: ctx.clock.now() })
    const found = { memberId: payload.sub as MemberId, sessionId: String(payload.sid), expiresAt: payload.exp ?? 0 }
    if (known.size >= verifiedMax) known.clear()
    known.set(token, found)
    return found
  } catch (error) {
    known.delete(token)
    throw new Refusal('account.session_expired', error instanceof errors.JOSEError ? error.code : 'unreadable')
  }
}

/** A refresh token names its session, so that theft can be noticed. */
const makeRefresh = (sessionId: string) => {
  const token = `${sessionId}.${randomToken()}`
  return { token, hash: sha256(token) }
}

export async function openSession(ctx: Ctx, memberId: MemberId): Promise<Session> {
  const now = ctx.clock.now()
  const id = randomUUID()
  const refresh = makeRefresh(id)
  await store.insertSession(ctx.db, {
    id,
    memberId,
    staffId: null,
    tokenHash: refresh.hash,
    previousHash: null,
    rotatedAt: now,
    expiresAt: later(now, { days: refreshDays }),
    endedAt: null,
  })
  return { ...(await accessToken(ctx, memberId, id)), refreshToken: refresh.token, me: await readMe(ctx, memberId) }
}

/** A new pair for an old refresh token. The reuse of a token that was exchanged before ends the session. */
export async function refreshSession(ctx: Ctx, token: string): Promise<Session> {
  const now = ctx.clock.now()
  const outcome = await ctx.db.transaction().execute(async (db) => {
    const session = await store.lockSession(db, token.split('.')[0] ?? '')
    if (!session?.memberId || session.endedAt || session.expiresAt <= now) return 'expired' as const
    const hash = sha256(token)
    const isReuse = session.previousHash !== null && sameBytes(hash, session.previousHash)
    const inGrace = later(session.rotatedAt, { seconds: refreshGraceSeconds }) > now
    if (!sameBytes(hash, session.tokenHash) && !(isReuse && inGrace)) {
      if (isReuse) await store.endSession(db, session.id, now)
      return isReuse ? ('reused' as const) : ('expired' as const)
    }
    const refresh = makeRefresh(session.id)
    await store.rotate(db, session.id, {
      tokenHash: refresh.hash,
      previousHash: hash,
      rotatedAt: now,
      expiresAt: later(now, { days: refreshDays }),
    })
    return { memberId: session.memberId, sessionId: session.id, refreshToken: refresh.token }
  })
  if (outcome === 'reused') await recordSecurityEvent(ctx, 'refresh_token_reused', { session: token.split('.')[0] ?? null })
  if (typeof outcome === 'string') throw new Refusal('account.session_expired', outcome)
  return {
    ...(await accessToken(ctx, outcome.memberId, outcome.sessionId)),
    refreshToken: outcome.refreshToken,
    me: await readMe(ctx, outcome.memberId),
  }
}
