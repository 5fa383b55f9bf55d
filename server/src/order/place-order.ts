import { randomInt } from 'node:crypto'
import type { DeliveryWay } from '@lianka/contract/delivery'
import type { AddressId, LineId, ListingId, OrderId, ParcelId, ShopId, SkuId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Order, OrderQuote } from '@lianka/contract/order'
import { maskPhone, unsealAddress } from '#account/service'
import { refuseIfShort } from '#catalog/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { regionName } from '#platform/regions'
import { chooseWay, noteWay, type WayAsked } from './delivery.ts'
import { pricedFor } from './delivery-rules.ts'
import { insertOrder, type NewOrder, type QuoteRow, readQuote } from './place-store.ts'
import { orderNumber, quoteOf, reservationMinutes, splitParcels } from './rules.ts'

export type OrderRequest = {
  shopId: ShopId
  lines: { listingId: ListingId; skuId: SkuId; quantity: number; priceFen: Fen }[]
  addressId?: AddressId | undefined
  returnExceptionConfirmed: boolean
  shareCode?: string | undefined
  note: string
} & WayAsked

export type QuoteRequest = {
  lines: { listingId: ListingId; skuId: SkuId; quantity: number }[]
  addressId?: AddressId | undefined
  delivery?: DeliveryWay | undefined
}

type PricedLine = QuoteRow & { quantity: number }

/** Places an order: prices are those the buyer saw or it is refused; stock is reserved until the deadline. */
export const placeOrder = (ctx: Ctx, request: OrderRequest): Promise<Order> =>
  inTransaction(ctx, async (ctx) => {
    const wanted = mergeLines(request.lines)
    const quote = await readQuote(ctx.db, memberOf(ctx), wanted, request.addressId ?? null)
    const way = await chooseWay(ctx, request, quote.address)
    const lines = priceLines(wanted, quote.lines, request)
    const made = layOut(ctx, request, lines, way.address)
    await insertOrder(ctx.db, made).catch(refuseIfShort)
    await noteWay(ctx, made.order.id, way)
    return toPlaced(ctx, made, lines, request.delivery ?? 'parcel')
  })

/** The same option asked for twice is one line. */
function mergeLines(lines: OrderRequest['lines']) {
  const merged = new Map<string, OrderRequest['lines'][number]>()
  for (const line of lines) {
    const key = `${line.listingId} ${line.skuId}`
    const before = merged.get(key)
    merged.set(key, before ? { ...before, quantity: before.quantity + line.quantity } : line)
  }
  return [...merged.values()]
}

function priceLines(wanted: OrderRequest['lines'], quoted: readonly QuoteRow[], request: OrderRequest): PricedLine[] {
  return wanted.map(({ listingId, skuId, quantity, priceFen }) => {
    const found = quoted.find((row) => row.listingId === listingId && row.skuId === skuId)
    if (!found) throw new Refusal('shop.listing_not_found')
    if (found.shopId !== request.shopId) throw new Refusal('order.several_shops')
    if (found.priceFen !== priceFen) throw new Refusal('order.price_changed')
    if (found.returnExcepted && !request.returnExceptionConfirmed) throw new Refusal('order.waiver_missing')
    return { ...found, quantity }
  })
}

function layOut(
  ctx: Ctx,
  request: OrderRequest,
  lines: readonly PricedLine[],
  address: { regionCode: string; secretCipher: string },
): NewOrder {
  const now = ctx.clock.now()
  const quote = pricedFor(request.delivery ?? 'parcel', quoteOf(lines, address.regionCode))
  if (!quote.deliverable) throw new Refusal('order.not_delivered_there')
  const parcels = splitParcels(lines, quote).map((parcel) => ({ ...parcel, id: newId<ParcelId>('pcl', now) }))
  return {
    order: {
      id: newId<OrderId>('ord', now),
      number: orderNumber(now, randomInt(1_000_000)),
      buyerId: memberOf(ctx),
      shopId: request.shopId,
      goods: quote.goods,
      postage: quote.postage,
      total: quote.total,
      regionCode: address.regionCode,
      // The address as it was: changing it later does not move the parcel.
      addressCipher: address.secretCipher,
      note: request.note,
      shareCode: request.shareCode ?? null,
      placedAt: now,
      dueAt: new Date(now.getTime() + reservationMinutes * 60_000),
    },
    parcels: parcels.map(({ id, supplierId, postage }) => ({
      id,
      supplierId: supplierId as NewOrder['parcels'][number]['supplierId'],
      postage,
    })),
    lines: parcels
      .flatMap((parcel) => parcel.lines.map((line) => ({ line, parcelId: parcel.id })))
      .map(({ line, parcelId }, place) => ({
        id: newId<LineId>('lin', now),
        parcelId,
        place,
        listingId: line.listingId,
        productId: line.productId,
        skuId: line.skuId,
        title: line.title,
        skuName: line.skuName,
        picture: line.picture,
        price: line.priceFen,
        quantity: line.quantity,
        supplyPrice: line.supplyPriceFen,
        ...paidFor(quote, line),
        returnExcepted: line.returnExcepted,
      })),
  }
}

/** What is paid for a line, and what the platform adds to it. */
function paidFor(quote: ReturnType<typeof quoteOf>, { listingId, skuId }: PricedLine) {
  const found = quote.lines.find(({ id }) => id === `${listingId} ${skuId}`)
  if (!found) throw new Error(`No price was reckoned for ${listingId} ${skuId}`)
  return { base: found.base, platformDiscount: found.platformDiscount }
}

/** What these goods would cost now, with every step, before anything is ordered. */
export async function quoteOrder(ctx: Ctx, request: QuoteRequest): Promise<OrderQuote> {
  const wanted = mergeLines(request.lines.map((line) => ({ ...line, priceFen: 0 as Fen })))
  const { lines: found, address } = await readQuote(ctx.db, memberOf(ctx), wanted, request.addressId ?? null)
  if (request.addressId && !address) throw new Refusal('account.address_not_found')
  const lines = wanted.map(({ listingId, skuId, quantity }) => {
    const row = found.find((each) => each.listingId === listingId && each.skuId === skuId)
    if (!row) throw new Refusal('shop.listing_not_found')
    if (row.shopId !== found[0]?.shopId) throw new Refusal('order.several_shops')
    return { ...row, quantity }
  })
  const quote = pricedFor(request.delivery ?? 'parcel', quoteOf(lines, address?.regionCode ?? ''))
  return {
    shopId: found[0]?.shopId as ShopId,
    shopName: found[0]?.shopName ?? '',
    lines: lines.map((line) => ({ ...line, priceFen: line.priceFen as Fen, baseFen: paidFor(quote, line).base as Fen })),
    steps: quote.steps.map(({ what, words, fen }) => ({ what, ...words, amountFen: fen as Fen })),
    goodsFen: quote.goods as Fen,
    postageFen: quote.postage as Fen,
    totalFen: quote.total as Fen,
    deliverable: quote.deliverable,
  }
}

/** What the buyer gets back, made from what was written: no second look at the database. */
function toPlaced(ctx: Ctx, { order, parcels, lines }: NewOrder, priced: readonly PricedLine[], delivery: DeliveryWay): Order {
  const { name, phone, detail } = unsealAddress(ctx, order.addressCipher)
  return {
    id: order.id,
    number: order.number,
    state: 'awaiting_payment',
    shopId: order.shopId,
    shopName: priced[0]?.shopName ?? '',
    goodsFen: order.goods as Fen,
    postageFen: order.postage as Fen,
    totalFen: order.total as Fen,
    refundedFen: 0 as Fen,
    delivery,
    placedAt: order.placedAt.toISOString(),
    expiresAt: order.dueAt.toISOString(),
    paidAt: null,
    closedAt: null,
    completedAt: null,
    address: { name, phoneMasked: maskPhone(phone), region: regionName(order.regionCode), detail },
    note: order.note,
    lines: lines.map((line) => ({
      ...line,
      priceFen: line.price as Fen,
      baseFen: line.base as Fen,
      refundedFen: 0 as Fen,
      afterSaleOpen: false,
      reviewed: false,
      windowEndsAt: null,
    })),
    parcels: parcels.map((parcel) => ({
      id: parcel.id,
      supplierId: parcel.supplierId,
      supplierName: priced.find((line) => line.supplierId === parcel.supplierId)?.supplierName ?? '',
      state: 'to_ship',
      courier: null,
      trackingNumber: null,
      shippedAt: null,
      receivedAt: null,
      autoReceiveAt: null,
      tracks: [],
    })),
    history: [{ at: order.placedAt.toISOString(), what: 'placed' }],
  }
}
