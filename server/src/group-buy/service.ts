import type { GroupBuyId, GroupOfferId, OrderId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { GroupBuy, GroupOffer } from '@lianka/contract/promotion'
import { requireSpecial, type SpecialRequest, toPromoted } from '#discount/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { publish } from '#platform/jobs'
import * as store from './store.ts'

/** Keeps the place of a paid order in its group; whoever takes the last one fills it. False when the group is open no more. */
export async function keepPlace(ctx: Ctx, orderId: OrderId): Promise<'waits' | 'fills' | false> {
  const kept = await store.keepPlace(ctx.db, orderId, ctx.clock.now())
  if (!kept) return false
  if (kept.filled) await publish(ctx, 'group.filled', { groupId: kept.groupId })
  return kept.filled ? 'fills' : 'waits'
}

export type GroupRequest = SpecialRequest & { groupFen: Fen; size: number; hours: number; mostPieces: number }

export const offerGroup = (ctx: Ctx, request: GroupRequest): Promise<GroupOffer> =>
  inTransaction(ctx, async (ctx) => {
    const { shopId, startsAt, endsAt } = await requireSpecial(ctx, request, request.groupFen)
    const now = ctx.clock.now()
    const id = newId<GroupOfferId>('gof', now)
    const { listingId, skuId, groupFen: price, size, hours, mostPieces } = request
    await store.insertOffer(ctx.db, {
      id,
      shopId,
      listingId,
      skuId,
      price,
      size,
      hours,
      mostPieces,
      startsAt,
      endsAt,
      stoppedAt: null,
      madeAt: now,
    })
    const [made] = await listGroupOffers(ctx, { id, ended: true })
    if (!made) throw new Error(`The group offer ${id} just made is not there`)
    return made
  })

/** Ends groups whose time is over before they were full; answers how many. */
export const expireGroups = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const expired = await store.expire(ctx.db, ctx.clock.now(), 50)
    for (const groupId of expired) await publish(ctx, 'group.expired', { groupId })
    return expired.length
  })

export const ordersOfGroup = (ctx: Ctx, id: GroupBuyId) => store.ordersOf(ctx.db, id)

const toOffer = (row: store.OfferRow): GroupOffer => ({
  ...toPromoted(row),
  id: row.id as GroupOffer['id'],
  groupFen: row.groupFen as GroupOffer['groupFen'],
  size: row.size,
  hours: row.hours,
  mostPieces: row.mostPieces,
  openGroups: row.openGroups.map((group) => ({ ...group, id: group.id as GroupBuyId, dueAt: new Date(group.dueAt).toISOString() })),
  filledCount: row.filledCount,
})

export async function listGroupOffers(ctx: Ctx, filter: Omit<store.OfferFilter, 'onAt'> & { ended?: boolean }): Promise<GroupOffer[]> {
  const now = ctx.clock.now()
  return (await store.listOffers(ctx.db, { ...filter, onAt: filter.ended ? null : now }, now)).map(toOffer)
}

async function toGroups(ctx: Ctx, rows: readonly store.GroupRow[]): Promise<GroupBuy[]> {
  const now = ctx.clock.now()
  const offers = new Map<string, GroupOffer>()
  for (const offerId of new Set(rows.map((row) => row.offerId))) {
    const [offer] = await store.listOffers(ctx.db, { id: offerId, onAt: null }, now)
    if (offer) offers.set(offerId, toOffer(offer))
  }
  return rows.flatMap(({ offerId, places, ...row }) => {
    const offer = offers.get(offerId)
    return offer ? [{ ...row, offer, reserved: places - row.paid, dueAt: row.dueAt.toISOString() }] : []
  })
}

export async function readGroup(ctx: Ctx, id: GroupBuyId): Promise<GroupBuy> {
  const me = ctx.caller.kind === 'member' ? ctx.caller.memberId : null
  const [group] = await toGroups(ctx, await store.listGroups(ctx.db, { id }, me))
  if (!group) throw new Refusal('group.not_found')
  return group
}

export async function listMyGroups(ctx: Ctx) {
  const me = memberOf(ctx)
  return { items: await toGroups(ctx, await store.listGroups(ctx.db, { memberId: me }, me)) }
}
