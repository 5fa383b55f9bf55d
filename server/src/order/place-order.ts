import { randomInt } from 'node:crypto'
import type { DeliveryWay } from '@lianka/contract/delivery'
import type { AddressId, CouponClaimId, GroupBuyId, LineId, OrderId, ParcelId, ShopId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Order, Special } from '@lianka/contract/order'
import type { RefusalCode } from '@lianka/contract/refusal'
import { maskPhone, sealAddress, unsealAddress } from '#account/service'
import { refuseIfShort } from '#catalog/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { raisedCode } from '#platform/db'
import { Refusal } from '#platform/errors'
import { lookUp, refuseIfKept, replyOf, type Ticket } from '#platform/idempotency'
import { newId } from '#platform/ids'
import { regionName } from '#platform/regions'
import { chooseWay, noteWay, type Way, type WayAsked } from './delivery.ts'
import { type Asked, insertOrders, type NewOrder, type Quote, readQuote } from './place-store.ts'
import { askedOf, cutsOf, mergeLines, type OfferedLine, type Pricing, pricedLine, priceOrder, type WantedLine } from './price-order.ts'
import { orderNumber, reservationMinutes, splitParcels } from './rules.ts'
import { checkQuote } from './snapshot.ts'

export type OrderRequest = {
  shopId: ShopId
  lines: (WantedLine & { priceFen: number })[]
  addressId?: AddressId | undefined
  returnExceptionConfirmed: boolean
  claims?: CouponClaimId[] | undefined
  special?: Special | undefined
  snapshot?: string | undefined
  shareCode?: string | undefined
  note: string
} & WayAsked

/** What the database says is gone by the time an order is written. */
const gone: Record<string, RefusalCode> = {
  LK002: 'promotion.coupon_unusable',
  LK003: 'promotion.flash_sold_out',
  LK004: 'promotion.flash_enough',
  LK005: 'group.full',
  LK006: 'group.already_in',
  LK007: 'bargain.moved',
}

function refuseIfGone(error: unknown): never {
  const code = gone[raisedCode(error) ?? '']
  if (code) throw new Refusal(code)
  return refuseIfShort(error)
}

export type Placing = { made: NewOrder; reply: Order }

export const askedBy = (ctx: Ctx, request: OrderRequest): Asked => ({
  memberId: memberOf(ctx),
  lines: mergeLines(request.lines),
  addressId: request.addressId ?? null,
  now: ctx.clock.now(),
  ...askedOf(request.special),
})

/** Where a course goes: there is nothing to carry, and nobody needs to know where the buyer lives. */
const nowhere = (ctx: Ctx) => ({ regionCode: '', secretCipher: sealAddress(ctx, { name: '', phone: '', detail: '' }) })

/** What an order writes and what its buyer is answered, from what was read and where it goes; nothing is written yet. */
export function prepareOrder(ctx: Ctx, request: OrderRequest, quote: Quote, address: Way['address'] | null): Placing {
  const wanted = mergeLines(request.lines)
  const pricing = priceOrder(quote, wanted, {
    special: request.special,
    claims: request.claims ?? [],
    delivery: request.delivery ?? 'parcel',
  })
  const to = pricing.delivery === 'digital' ? nowhere(ctx) : address
  if (!to) throw new Refusal('account.address_not_found')
  refuseUnseen(ctx, request, wanted, pricing)
  const made = layOut(ctx, request, pricing, to)
  return { made, reply: toPlaced(made, pricing.lines, unsealAddress(ctx, to.secretCipher), pricing.delivery) }
}

/**
 * Places an order: prices are those the buyer saw or it is refused; stock and promotions are reserved until the deadline. With a ticket it
 * happens once: the key is looked up along with the prices, and the reply is kept in the statement that writes the order.
 */
export const placeOrder = (ctx: Ctx, request: OrderRequest, ticket?: Ticket): Promise<Order> =>
  inTransaction(ctx, async (ctx) => {
    const [found, quote] = await Promise.all([
      ticket ? lookUp<Order>(ctx.db, [ticket], true) : [],
      readQuote(ctx.db, askedBy(ctx, request)),
    ])
    const before = ticket && replyOf(found[0], ticket)
    if (before !== undefined) return before
    const digital = quote.lines.length > 0 && quote.lines.every(({ kind }) => kind !== 'goods')
    const way = digital ? { address: null, handover: null } : await chooseWay(ctx, request, quote.address)
    const { made, reply } = prepareOrder(ctx, request, quote, way.address)
    await insertOrders(ctx.db, [made], ticket ? [{ ticket, reply }] : []).catch(refuseIfGone)
    await noteWay(ctx, made.order.id, way)
    return reply
  }).catch(refuseIfKept)

/** An order is for what the buyer saw: the shop, the prices, the signed quote, and goods that cannot be sent back. */
function refuseUnseen(ctx: Ctx, request: OrderRequest, wanted: OrderRequest['lines'], pricing: Pricing): void {
  for (const [place, line] of pricing.lines.entries()) {
    if (line.shopId !== request.shopId) throw new Refusal('order.several_shops')
    if (line.priceFen !== wanted[place]?.priceFen) throw new Refusal('order.price_changed')
    if (line.returnExcepted && !request.returnExceptionConfirmed) throw new Refusal('order.waiver_missing')
  }
  if (request.snapshot) checkQuote(ctx, request.snapshot, pricing)
  if (!pricing.priced.deliverable) throw new Refusal('order.not_delivered_there')
}

function layOut(ctx: Ctx, request: OrderRequest, pricing: Pricing, address: { regionCode: string; secretCipher: string }): NewOrder {
  const now = ctx.clock.now()
  const { quote, priced } = pricing
  const parcels = splitParcels(pricing.lines, priced).map((parcel) => ({ ...parcel, id: newId<ParcelId>('pcl', now) }))
  const placed = parcels
    .flatMap((parcel) => parcel.lines.map((line) => ({ line, parcelId: parcel.id })))
    .map((each, place) => ({ ...each, place, id: newId<LineId>('lin', now) }))
  const joined = request.special && 'offerId' in request.special ? request.special.groupId : undefined
  return {
    order: {
      id: newId<OrderId>('ord', now),
      number: orderNumber(now, randomInt(1_000_000)),
      buyerId: memberOf(ctx),
      shopId: request.shopId,
      goods: priced.goods,
      postage: priced.postage,
      total: priced.total,
      regionCode: address.regionCode,
      // The address as it was: changing it later does not move the parcel.
      addressCipher: address.secretCipher,
      delivery: pricing.delivery === 'digital' ? 'digital' : 'parcel',
      note: request.note,
      shareCode: request.shareCode ?? null,
      groupId: quote.group ? (joined ?? newId<GroupBuyId>('grp', now)) : null,
      bargainId: quote.bargain?.bargainId ?? null,
      placedAt: now,
      dueAt: new Date(now.getTime() + reservationMinutes * 60_000),
    },
    parcels: parcels.map(({ id, supplierId, postage }) => ({
      id,
      supplierId: supplierId as NewOrder['parcels'][number]['supplierId'],
      postage,
    })),
    lines: placed.map(({ line, parcelId, place, id }) => toLine(priced, line, { id, parcelId, place })),
    cuts: placed.flatMap(({ line, id }) => cutsOf(pricing, line, id)),
    takes: {
      claims: pricing.usedClaims,
      flash: pricing.lines.flatMap(({ special, flash, quantity }) =>
        special?.kind === 'flash' && flash ? [{ id: flash.id, quantity, allowed: flash.perPerson - flash.mine }] : [],
      ),
      offerId: quote.group?.offerId ?? null,
      cutsMade: quote.bargain?.made ?? 0,
    },
  }
}

function toLine(priced: Pricing['priced'], line: OfferedLine, at: { id: LineId; parcelId: ParcelId; place: number }) {
  const { base, platformDiscount } = pricedLine(priced, line)
  return {
    ...at,
    listingId: line.listingId,
    productId: line.productId,
    skuId: line.skuId,
    title: line.title,
    skuName: line.skuName,
    picture: line.picture,
    price: line.priceFen,
    quantity: line.quantity,
    supplyPrice: line.supplyPriceFen,
    // What is paid for a line, and what the platform adds to it.
    base,
    platformDiscount,
    returnExcepted: line.returnExcepted,
  }
}

/** What was taken off, summed over the lines by where it comes from. */
const sumCuts = (cuts: NewOrder['cuts']): Order['cuts'] =>
  [...Map.groupBy(cuts, ({ source }) => source).values()].map((own) => ({
    kind: own[0]?.kind as Order['cuts'][number]['kind'],
    zh: own[0]?.zh ?? '',
    en: own[0]?.en ?? '',
    amountFen: own.reduce((sum, { amount }) => sum + amount, 0) as Fen,
  }))

/** What the buyer gets back, made from what was written: no second look at the database. */
function toPlaced(
  { order, parcels, lines, cuts }: NewOrder,
  offered: readonly OfferedLine[],
  to: ReturnType<typeof unsealAddress>,
  delivery: DeliveryWay,
): Order {
  const { name, phone, detail } = to
  return {
    id: order.id,
    number: order.number,
    delivery,
    state: 'awaiting_payment',
    shopId: order.shopId,
    shopName: offered[0]?.shopName ?? '',
    goodsFen: order.goods as Fen,
    postageFen: order.postage as Fen,
    totalFen: order.total as Fen,
    refundedFen: 0 as Fen,
    placedAt: order.placedAt.toISOString(),
    expiresAt: order.dueAt.toISOString(),
    paidAt: null,
    closedAt: null,
    completedAt: null,
    address: delivery === 'digital' ? null : { name, phoneMasked: maskPhone(phone), region: regionName(order.regionCode), detail },
    note: order.note,
    groupId: order.groupId,
    cuts: sumCuts(cuts),
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
      supplierName: offered.find((line) => line.supplierId === parcel.supplierId)?.supplierName ?? '',
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
