import type { FamilyLink, FamilyRole } from '@lianka/contract/family'
import type { FamilyLinkId, MemberId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { randomToken } from '#platform/crypto'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { invitationDays, monthStart, mostLinks, otherRole } from './rules.ts'
import * as store from './store.ts'

const urlOf = (ctx: Ctx, code: string) => `${ctx.settings.PUBLIC_URL}/pages/family-join/index?code=${code}`

const toLink = (ctx: Ctx, member: MemberId, row: store.ShownLink): FamilyLink => ({
  id: row.id,
  state: row.state,
  role: row.payerId === member ? 'pays' : 'asks',
  other: row.otherNickname === null ? null : { nickname: row.otherNickname, portrait: row.otherPortrait ?? '' },
  monthlyLimitFen: row.monthlyLimit,
  spentFen: row.spent as Fen,
  code: row.state === 'invited' ? row.code : null,
  url: row.state === 'invited' ? urlOf(ctx, row.code) : null,
  expiresAt: row.state === 'invited' ? row.expiresAt.toISOString() : null,
  acceptedAt: row.acceptedAt?.toISOString() ?? null,
})

export async function listLinks(ctx: Ctx): Promise<FamilyLink[]> {
  const now = ctx.clock.now()
  const rows = await store.listLinks(ctx.db, memberOf(ctx), monthStart(now), now)
  return rows.map((row) => toLink(ctx, memberOf(ctx), row))
}

async function readLink(ctx: Ctx, id: FamilyLinkId): Promise<FamilyLink> {
  const now = ctx.clock.now()
  const [row] = await store.listLinks(ctx.db, memberOf(ctx), monthStart(now), now, id)
  if (!row) throw new Refusal('family.not_found')
  return toLink(ctx, memberOf(ctx), row)
}

const limitMissing = () =>
  new Refusal('request.invalid', 'limit', [{ path: 'body.monthlyLimitFen', message: 'the one who pays says how much' }])

export const invite = (ctx: Ctx, { role, monthlyLimitFen }: { role: FamilyRole; monthlyLimitFen?: Fen | undefined }): Promise<FamilyLink> =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    if (role === 'pays' && monthlyLimitFen === undefined) throw limitMissing()
    if ((await store.countLinks(ctx.db, me)) >= mostLinks) throw new Refusal('family.too_many')
    const now = ctx.clock.now()
    const id = newId<FamilyLinkId>('fam', now)
    await store.insertLink(ctx.db, {
      id,
      // Letters and digits only: it is read out and typed.
      code: randomToken()
        .replace(/[^0-9A-Za-z]/g, '')
        .slice(0, 12)
        .padEnd(12, '7'),
      inviterId: me,
      payerId: role === 'pays' ? me : null,
      askerId: role === 'asks' ? me : null,
      monthlyLimit: role === 'pays' ? (monthlyLimitFen as Fen) : null,
      state: 'invited',
      invitedAt: now,
      expiresAt: new Date(now.getTime() + invitationDays * 86_400_000),
      acceptedAt: null,
      endedAt: null,
    })
    return readLink(ctx, id)
  })

const roleOfInvited = (row: { inviterId: MemberId; payerId: MemberId | null }): FamilyRole =>
  otherRole(row.payerId === row.inviterId ? 'pays' : 'asks')

export async function readInvitation(ctx: Ctx, code: string) {
  const row = await store.findInvitation(ctx.db, code)
  if (!row) throw new Refusal('family.invitation_unknown')
  return {
    inviter: { nickname: row.nickname, portrait: row.portrait },
    role: roleOfInvited(row),
    monthlyLimitFen: row.monthlyLimit,
    expiresAt: row.expiresAt.toISOString(),
    open: row.state === 'invited' && row.expiresAt > ctx.clock.now(),
  }
}

export const accept = (ctx: Ctx, code: string, { monthlyLimitFen }: { monthlyLimitFen?: Fen | undefined }): Promise<FamilyLink> =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    const row = await store.findInvitation(ctx.db, code)
    if (!row) throw new Refusal('family.invitation_unknown')
    if (row.state === 'active' && (row.payerId === me || row.askerId === me)) return readLink(ctx, row.id)
    const now = ctx.clock.now()
    if (row.state !== 'invited' || row.expiresAt <= now) throw new Refusal('family.invitation_over')
    if (row.inviterId === me) throw new Refusal('family.oneself')
    const role = roleOfInvited(row)
    if (role === 'pays' && monthlyLimitFen === undefined) throw limitMissing()
    if ((await store.countLinks(ctx.db, me)) >= mostLinks) throw new Refusal('family.too_many')
    const taken = await store
      .moveLink(ctx.db, row.id, 'invited', {
        state: 'active',
        acceptedAt: now,
        ...(role === 'pays' ? { payerId: me, monthlyLimit: monthlyLimitFen as Fen } : { askerId: me }),
      })
      .catch((error) => {
        if (isUniqueViolation(error)) throw new Refusal('family.already')
        throw error
      })
    if (!taken) throw new Refusal('family.invitation_over')
    return readLink(ctx, row.id)
  })

export const setLimit = (ctx: Ctx, id: FamilyLinkId, monthlyLimitFen: Fen): Promise<FamilyLink> =>
  inTransaction(ctx, async (ctx) => {
    const row = await store.lockLink(ctx.db, id)
    if (!row || row.payerId !== memberOf(ctx) || row.state === 'ended') throw new Refusal('family.not_found')
    await store.moveLink(ctx.db, id, row.state, { monthlyLimit: monthlyLimitFen })
    return readLink(ctx, id)
  })

/** Either of the two ends it, or the inviter takes an invitation back. */
export const end = (ctx: Ctx, id: FamilyLinkId) =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    const row = await store.lockLink(ctx.db, id)
    if (!row || (row.payerId !== me && row.askerId !== me)) throw new Refusal('family.not_found')
    if (row.state !== 'ended') {
      const now = ctx.clock.now()
      await store.moveLink(ctx.db, id, row.state, { state: 'ended', endedAt: now })
      await store.closeRequestsOf(ctx.db, id, now)
    }
    return { done: true } as const
  })
