import type { AddressId, ListingId, MemberId, ProductId, ShopId, SkuId, SupplierId, VisitorId } from '@lianka/contract/ids'
import type { Caller, Ctx } from '#platform/context'

/** Something that happened at a moment, done through the services as the person who did it. */
export type Act = { at: Date; run: () => Promise<unknown> }

export type LoadedProduct = { id: ProductId; supplierId: SupplierId; skus: ReadonlyMap<string, SkuId> }
export type LoadedShop = { id: ShopId; ownerId: MemberId; listings: Map<string, ListingId> }
export type LoadedPerson = { id: MemberId; addressId: AddressId; visitorId: VisitorId }

/** What has real ids by now, by the local keys of the world. */
export type Stage = {
  ctx: Ctx
  loadedAt: Date
  suppliers: Map<string, SupplierId>
  products: Map<string, LoadedProduct>
  people: Map<string, LoadedPerson>
  shops: Map<string, LoadedShop>
  /** Codes of shared links by sharer, kind and target. */
  shareCodes: Map<string, string>
}

export const openStage = (ctx: Ctx): Stage => ({
  // What follows a fact is done by the acts themselves, at its own time and without a channel or courier outside.
  ctx: { ...ctx, reactions: [], outside: { ...ctx.outside, language: null } },
  loadedAt: ctx.clock.now(),
  suppliers: new Map(),
  products: new Map(),
  people: new Map(),
  shops: new Map(),
  shareCodes: new Map(),
})

const hourMs = 3_600_000

export const hoursBefore = (stage: Stage, hours: number, secondsEarlier = 0) =>
  new Date(stage.loadedAt.getTime() - hours * hourMs - secondsEarlier * 1000)

export const later = (from: Date, by: { days?: number; hours?: number; minutes?: number; seconds?: number }) =>
  new Date(from.getTime() + ((((by.days ?? 0) * 24 + (by.hours ?? 0)) * 60 + (by.minutes ?? 0)) * 60 + (by.seconds ?? 0)) * 1000)

/** The house at another moment and for another caller. */
export const asCaller = (stage: Stage, at: Date, caller: Caller): Ctx => ({ ...stage.ctx, clock: { now: () => at }, caller })
export const asSystem = (stage: Stage, at: Date) => asCaller(stage, at, { kind: 'system' })
export const asMember = (stage: Stage, at: Date, memberId: MemberId, shopId?: ShopId) =>
  asCaller(stage, at, { kind: 'member', memberId, sessionId: 'seed', ...(shopId && { shopId }) })

export const asSupplier = (stage: Stage, at: Date, supplierId: SupplierId) =>
  asCaller(stage, at, { kind: 'staff', staffId: 'stf_seed' as never, sessionId: 'seed', role: 'supplier-staff', supplierId })
export const asOperator = (stage: Stage, at: Date) =>
  asCaller(stage, at, { kind: 'staff', staffId: 'stf_seed' as never, sessionId: 'seed', role: 'operator-admin', supplierId: null })

/** The console account of this user name, who did something in the world's past. */
export const staffIdOf = async (stage: Stage, userName: string): Promise<string> =>
  (await stage.ctx.db.selectFrom('staff').select('id').where('userName', '=', userName).executeTakeFirstOrThrow()).id

/** What the world names must have been loaded before. */
export function named<T>(all: ReadonlyMap<string, T>, key: string): T {
  const one = all.get(key)
  if (one === undefined) throw new Error(`The world names ${key} before it is there`)
  return one
}
