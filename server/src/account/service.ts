import type { Address, AddressInput, Me, StaffMe } from '@lianka/contract/account'
import type { MarkKind } from '@lianka/contract/guard'
import type { AddressId, MemberId, StaffId, SupplierId } from '@lianka/contract/ids'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { blindHash, seal, unseal } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { regionName } from '#platform/regions'
import { touch } from '#platform/touched'
import { noteConsent } from './consents.ts'
import { maskPhone, placeOf } from './rules.ts'

import * as store from './store.ts'

/** How a person is known to a provider: by phone or by the openid of the mini-program. */
export type Identity = { phone: string } | { openid: string }

const hashOf = (ctx: Ctx, identity: Identity) =>
  'phone' in identity
    ? ({ column: 'phoneHash', hash: blindHash(ctx.keys, 'phone', identity.phone) } as const)
    : ({ column: 'openidHash', hash: blindHash(ctx.keys, 'openid', identity.openid) } as const)

/** A payment account as we may keep it: a keyed hash of its openid. */
export const payerHash = (ctx: Ctx, openid: string) => blindHash(ctx.keys, 'openid', openid)

/** The member with this identity, made if new. `isNew` tells whether this call made it. */
export async function findOrMakeMember(
  ctx: Ctx,
  identity: Identity,
  given: { nickname?: string | undefined; portrait?: string | undefined },
): Promise<{ id: MemberId; isNew: boolean }> {
  const { column, hash } = hashOf(ctx, identity)
  const known = await store.findByHash(ctx.db, column, hash)
  if (known) return { id: known.id, isNew: false }
  const id = newId<MemberId>('mbr', ctx.clock.now())
  const made = await store.insertMember(ctx.db, {
    id,
    nickname: given.nickname ?? `新朋友${id.slice(-4)}`,
    portrait: given.portrait ?? `/pictures/portrait-${String(((hash[0] ?? 0) % 24) + 1).padStart(2, '0')}.svg`,
    phoneHash: 'phone' in identity ? hash : null,
    phoneCipher: 'phone' in identity ? seal(ctx.keys, 'phone', identity.phone) : null,
    openidHash: 'openid' in identity ? hash : null,
    openidCipher: 'openid' in identity ? seal(ctx.keys, 'openid', identity.openid) : null,
    recommendationsOn: true,
    visitsShown: false,
    joinedAt: ctx.clock.now(),
  })
  if (made) return { id, isNew: true }
  // Another process made the same person a moment ago.
  const theirs = await store.findByHash(ctx.db, column, hash)
  if (!theirs) throw new Error('A member conflicts with another column of an existing one')
  return { id: theirs.id, isNew: false }
}

export async function readMe(ctx: Ctx, id: MemberId): Promise<Me> {
  const row = await store.findMe(ctx.db, id)
  if (!row) throw new Refusal('account.member_not_found')
  return {
    id: row.id,
    nickname: row.nickname,
    portrait: row.portrait,
    phoneMasked: row.phoneCipher ? maskPhone(unseal(ctx.keys, 'phone', row.phoneCipher)) : null,
    rank: row.rank ?? 'member',
    shopId: row.shopId,
    referrer: row.referrerNickname && row.referrerPortrait ? { nickname: row.referrerNickname, portrait: row.referrerPortrait } : null,
    recommendationsOn: row.recommendationsOn,
    visitsShown: row.visitsShown,
    joinedAt: row.joinedAt.toISOString(),
  }
}

export { readConsents, setConsent } from './consents.ts'

export type MeChange = {
  nickname?: string | undefined
  portrait?: string | undefined
  recommendationsOn?: boolean | undefined
  visitsShown?: boolean | undefined
}

export async function changeMe(ctx: Ctx, change: MeChange): Promise<Me> {
  const id = memberOf(ctx)
  const { recommendationsOn, visitsShown, ...rest } = change
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  await inTransaction(ctx, async (ctx) => {
    if (Object.keys(set).length > 0) await store.updateMember(ctx.db, id, set)
    if (visitsShown !== undefined) await noteConsent(ctx, id, 'share_visits', { given: visitsShown, channel: 'settings' })
    if (recommendationsOn !== undefined) await noteConsent(ctx, id, 'recommendations', { given: recommendationsOn, channel: 'settings' })
  })
  touch(ctx, id)
  return readMe(ctx, id)
}

/** The openid a member pays with inside WeChat, if known. */
export async function openidOf(ctx: Ctx, id: MemberId): Promise<string | null> {
  const row = await store.findOpenid(ctx.db, id)
  return row?.openidCipher ? unseal(ctx.keys, 'openid', row.openidCipher) : null
}

/** Joins the openid to a member who signed in by phone, if the member has none and no one else has it; answers whether it is the member's. */
export async function rememberOpenid(ctx: Ctx, id: MemberId, openid: string): Promise<boolean> {
  const hash = payerHash(ctx, openid)
  const known = await store.findByHash(ctx.db, 'openidHash', hash)
  if (known) return known.id === id
  await store.addOpenid(ctx.db, id, { openidHash: hash, openidCipher: seal(ctx.keys, 'openid', openid) })
  return (await store.findByHash(ctx.db, 'openidHash', hash))?.id === id
}

export type Mark = { kind: MarkKind; value: string }

/** Notes by what a person may be recognised as somebody else too, as keyed hashes; noting it again changes nothing. */
export const noteMarks = (ctx: Ctx, memberId: MemberId, marks: readonly Mark[]) =>
  store.insertMarks(
    ctx.db,
    marks.map(({ kind, value }) => ({ memberId, kind, hash: blindHash(ctx.keys, `mark ${kind}`, value), firstAt: ctx.clock.now() })),
  )

/** The marks of a delivery address: its phone and its place. */
export const noteAddressMarks = (ctx: Ctx, memberId: MemberId, { phone, detail, regionCode }: AddressSecret & { regionCode: string }) =>
  noteMarks(ctx, memberId, [
    { kind: 'phone', value: phone },
    { kind: 'place', value: placeOf(regionCode, detail) },
  ])

/** Notes the marks of addresses that were saved before marks were noted; answers how many. */
export const markOlderAddresses = (ctx: Ctx, limit: number): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const rows = await store.takeUnmarked(ctx.db, limit)
    for (const row of rows)
      await noteAddressMarks(ctx, row.memberId, { ...unsealAddress(ctx, row.secretCipher), regionCode: row.regionCode })
    return rows.length
  })

type AddressRow = NonNullable<Awaited<ReturnType<typeof store.findAddress>>>

/** The encrypted part of an address, as orders also keep it. */
export type AddressSecret = { name: string; phone: string; detail: string }

export const sealAddress = (ctx: Ctx, secret: AddressSecret) => seal(ctx.keys, 'address', JSON.stringify(secret))
export const unsealAddress = (ctx: Ctx, cipher: string): AddressSecret => JSON.parse(unseal(ctx.keys, 'address', cipher))

const toAddress = (ctx: Ctx, row: AddressRow): Address => ({
  id: row.id,
  regionCode: row.regionCode,
  region: regionName(row.regionCode),
  preferred: row.preferred,
  ...unsealAddress(ctx, row.secretCipher),
})

export const listAddresses = async (ctx: Ctx) => ({
  items: (await store.listAddresses(ctx.db, memberOf(ctx))).map((row) => toAddress(ctx, row)),
})

export async function findAddress(ctx: Ctx, id: AddressId): Promise<Address> {
  const row = await store.findAddress(ctx.db, memberOf(ctx), id)
  if (!row) throw new Refusal('account.address_not_found')
  return toAddress(ctx, row)
}

export const saveAddress = (ctx: Ctx, { name, phone, detail, regionCode, preferred }: AddressInput, id?: AddressId): Promise<Address> =>
  inTransaction(ctx, async (ctx) => {
    const memberId = memberOf(ctx)
    regionName(regionCode)
    if (preferred) await store.unprefer(ctx.db, memberId)
    const row = { regionCode, preferred, secretCipher: sealAddress(ctx, { name, phone, detail }), marked: true }
    await noteAddressMarks(ctx, memberId, { name, phone, detail, regionCode })
    if (id) {
      if (!(await store.updateAddress(ctx.db, memberId, id, row))) throw new Refusal('account.address_not_found')
      return findAddress(ctx, id)
    }
    const now = ctx.clock.now()
    const made = newId<AddressId>('adr', now)
    await store.insertAddress(ctx.db, { id: made, memberId, addedAt: now, ...row })
    return findAddress(ctx, made)
  })

export async function removeAddress(ctx: Ctx, id: AddressId) {
  if (!(await store.deleteAddress(ctx.db, memberOf(ctx), id))) throw new Refusal('account.address_not_found')
  return { done: true } as const
}

export async function readStaff(ctx: Ctx, id: StaffId): Promise<StaffMe> {
  const row = await store.findStaff(ctx.db, id)
  if (!row) throw new Refusal('account.sign_in_required')
  const { supplierId, supplierName, ...staff } = row
  return { ...staff, supplier: supplierId && supplierName ? { id: supplierId as SupplierId, name: supplierName } : null }
}

export { maskPhone } from './rules.ts'
