import type { OrderId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Order } from '@lianka/contract/order'
import { maskPhone, unsealAddress } from '#account/service'
import { type Ctx, memberOf, shopOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { regionName } from '#platform/regions'
import * as store from './read-store.ts'

const iso = (date: Date | null) => date?.toISOString() ?? null
/** Times inside JSON come as PostgreSQL writes them. */
const isoText = (text: string | null) => (text ? new Date(text).toISOString() : null)

export async function readOrder(ctx: Ctx, id: OrderId): Promise<Order> {
  const row = await store.findOrder(ctx.db, id, memberOf(ctx))
  if (!row) throw new Refusal('order.not_found')
  const { name, phone, detail } = unsealAddress(ctx, row.addressCipher)
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    shopId: row.shopId,
    shopName: row.shopName,
    goodsFen: row.goods as Fen,
    postageFen: row.postage as Fen,
    totalFen: row.total as Fen,
    refundedFen: row.refunded as Fen,
    delivery: row.delivery,
    placedAt: row.placedAt.toISOString(),
    expiresAt: row.state === 'awaiting_payment' ? iso(row.dueAt) : null,
    paidAt: iso(row.paidAt),
    closedAt: iso(row.closedAt),
    completedAt: iso(row.completedAt),
    address: row.delivery === 'digital' ? null : { name, phoneMasked: maskPhone(phone), region: regionName(row.regionCode), detail },
    note: row.note,
    groupId: row.groupId,
    cuts: row.cuts,
    lines: row.lines.map((line) => ({ ...line, windowEndsAt: isoText(line.windowEndsAt) })),
    parcels: row.parcels.map((parcel) => ({
      ...parcel,
      shippedAt: isoText(parcel.shippedAt),
      receivedAt: isoText(parcel.receivedAt),
      autoReceiveAt: isoText(parcel.autoReceiveAt),
      tracks: parcel.tracks.map((track) => ({ ...track, at: isoText(track.at) as string })),
    })),
    history: row.history.map((change) => ({ ...change, at: isoText(change.at) as string })),
  }
}

const toSummary = ({ total, refunded, placedAt, dueAt, lines, ...row }: store.SummaryRow) => ({
  ...row,
  totalFen: total as Fen,
  refundedFen: refunded as Fen,
  placedAt: placedAt.toISOString(),
  expiresAt: row.state === 'awaiting_payment' ? iso(dueAt) : null,
  lines: lines.map((line) => ({ ...line, priceFen: line.priceFen as Fen })),
})

type Page = { after?: string | undefined; limit: number }

const pageOf = (rows: store.SummaryRow[], limit: number) => ({
  items: rows.map(toSummary),
  next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
})

export const listOrders = async (ctx: Ctx, query: Page & { stage: store.Stage }) =>
  pageOf(await store.listOrders(ctx.db, { buyerId: memberOf(ctx) }, query), query.limit)

export const listShopOrders = async (ctx: Ctx, query: Page) =>
  pageOf(await store.listOrders(ctx.db, { shopId: shopOf(ctx) }, { ...query, stage: 'all' }), query.limit)
