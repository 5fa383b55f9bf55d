import { z } from 'zod'
import { MainlandPhone } from './account.ts'
import { DeliveryWay, Point } from './delivery.ts'
import {
  AddressId,
  BargainId,
  CouponClaimId,
  GroupBuyId,
  GroupOfferId,
  LineId,
  ListingId,
  OrderId,
  ParcelId,
  ProductId,
  ShareCode,
  ShopId,
  SkuId,
  SupplierId,
} from './ids.ts'
import { Fen } from './money.ts'
import { Done, PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** `awaiting_group`: paid, and its group is not full yet. */
export const orderStates = ['awaiting_payment', 'awaiting_group', 'paid', 'closed', 'completed'] as const
export const OrderState = z.enum(orderStates)
export type OrderState = z.infer<typeof OrderState>

export const parcelStates = ['to_ship', 'shipped', 'received'] as const
export const ParcelState = z.enum(parcelStates)
export type ParcelState = z.infer<typeof ParcelState>

export const CartLine = z.object({
  listingId: ListingId,
  skuId: SkuId,
  productId: ProductId,
  title: z.string(),
  skuName: z.string(),
  picture: Picture,
  priceFen: Fen,
  quantity: z.int(),
  stock: z.int(),
  onSale: z.boolean(),
  returnExcepted: z.boolean(),
})
export const Cart = z.object({
  shops: z.array(
    z.object({ shopId: ShopId, shopName: z.string(), goodsFen: Fen, postageFen: Fen, totalFen: Fen, lines: z.array(CartLine) }),
  ),
  pieces: z.int(),
})
export type Cart = z.infer<typeof Cart>

const quantity = z.int().min(1).max(99)

export const OrderLine = z.object({
  id: LineId,
  parcelId: ParcelId,
  listingId: ListingId,
  productId: ProductId,
  title: z.string(),
  skuName: z.string(),
  picture: Picture,
  priceFen: Fen,
  quantity: z.int(),
  baseFen: Fen,
  refundedFen: Fen,
  returnExcepted: z.boolean(),
  /** An after-sale that is still open. */
  afterSaleOpen: z.boolean(),
  reviewed: z.boolean(),
  /** Until when it may be sent back without a reason; null before receipt. */
  windowEndsAt: Time.nullable(),
})
export const Track = z.object({ at: Time, text: z.string(), place: z.string() })
export const Parcel = z.object({
  id: ParcelId,
  supplierId: SupplierId,
  supplierName: z.string(),
  state: ParcelState,
  courier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  shippedAt: Time.nullable(),
  receivedAt: Time.nullable(),
  /** When it counts as received by itself where the courier reports nothing. */
  autoReceiveAt: Time.nullable(),
  tracks: z.array(Track),
})
export const OrderSummary = z.object({
  id: OrderId,
  number: z.string(),
  state: OrderState,
  shopId: ShopId,
  shopName: z.string(),
  totalFen: Fen,
  refundedFen: Fen,
  pieces: z.int(),
  placedAt: Time,
  expiresAt: Time.nullable(),
  parcelStates: z.array(ParcelState),
  lines: z.array(z.object({ title: z.string(), skuName: z.string(), picture: Picture, quantity: z.int(), priceFen: Fen })),
})
export const Order = z.object({
  id: OrderId,
  number: z.string(),
  state: OrderState,
  shopId: ShopId,
  shopName: z.string(),
  goodsFen: Fen,
  postageFen: Fen,
  totalFen: Fen,
  refundedFen: Fen,
  delivery: DeliveryWay,
  placedAt: Time,
  expiresAt: Time.nullable(),
  paidAt: Time.nullable(),
  closedAt: Time.nullable(),
  completedAt: Time.nullable(),
  /** None where nothing is carried. */
  address: z.object({ name: z.string(), phoneMasked: z.string(), region: z.string(), detail: z.string() }).nullable(),
  note: z.string(),
  /** The group it waits for or was bought in. */
  groupId: GroupBuyId.nullable(),
  /** What was taken off, summed over the lines. */
  cuts: z.array(
    z.object({
      kind: z.enum(['flash', 'group', 'bargain', 'threshold', 'shop_coupon', 'platform_coupon']),
      zh: z.string(),
      en: z.string(),
      amountFen: Fen,
    }),
  ),
  lines: z.array(OrderLine),
  parcels: z.array(Parcel),
  history: z.array(z.object({ at: Time, what: z.string() })),
})
export type Order = z.infer<typeof Order>

export const ParcelToShip = z.object({
  id: ParcelId,
  orderId: OrderId,
  orderNumber: z.string(),
  state: ParcelState,
  paidAt: Time,
  courier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  receiver: z.object({ name: z.string(), phone: z.string(), region: z.string(), detail: z.string() }),
  lines: z.array(
    z.object({ title: z.string(), skuName: z.string(), quantity: z.int(), supplyPriceFen: Fen, lotCode: z.string().nullable() }),
  ),
})

/** Bought in a group — `groupId` joins one, without it one is opened — or at the price friends have cut it down to. */
export const Special = z.union([
  z.object({ offerId: GroupOfferId, groupId: GroupBuyId.optional() }).strict(),
  z.object({ bargainId: BargainId }).strict(),
])
export type Special = z.infer<typeof Special>

const claims = z.array(CouponClaimId).max(5)

/** What goods would cost, step by step, from the shop's prices to the total. */
export const OrderQuote = z.object({
  shopId: ShopId,
  shopName: z.string(),
  /** How it will reach the buyer: as asked, and digital where there is nothing to carry. */
  delivery: DeliveryWay,
  lines: z.array(
    z.object({
      listingId: ListingId,
      skuId: SkuId,
      title: z.string(),
      skuName: z.string(),
      picture: Picture,
      priceFen: Fen,
      quantity: z.int(),
      /** The unit price below the shop's that applies: for a while, in a group, or bargained for. */
      special: z.object({ kind: z.enum(['flash', 'group', 'bargain']), priceFen: Fen }).nullable(),
      /** What is paid for the line after everything that is taken off. */
      baseFen: Fen,
      returnExcepted: z.boolean(),
    }),
  ),
  steps: z.array(
    z.object({
      what: z.enum(['goods', 'special', 'threshold', 'shop_coupon', 'platform_coupon', 'postage']),
      zh: z.string(),
      en: z.string(),
      amountFen: Fen,
    }),
  ),
  /** The caller's coupons for these goods: those that are used, and what is missing to the others, where it is a matter of more. */
  coupons: z.array(z.object({ claimId: CouponClaimId, name: z.string(), expiresAt: Time, used: z.boolean(), missingFen: Fen.nullable() })),
  /** What is missing to the shop's threshold discounts that are not reached. */
  thresholds: z.array(z.object({ fromFen: Fen, offFen: Fen, missingFen: Fen })),
  goodsFen: Fen,
  postageFen: Fen,
  totalFen: Fen,
  /** False where a supplier does not send to the address. */
  deliverable: z.boolean(),
  /** This quote, signed; sent with the order it holds for 15 minutes, as long as nothing it is made of changes. */
  snapshot: z.string(),
})
export type OrderQuote = z.infer<typeof OrderQuote>

export const couriers = ['shunfeng', 'yuantong', 'zhongtong', 'yunda', 'jd', 'ems'] as const

export const orderContract = {
  'GET /cart': { summary: 'The cart, by shop, priced now', who: ['customer'], reply: Cart },
  'POST /cart/lines': {
    summary: 'Put goods into the cart; the same option adds up',
    who: ['customer'],
    idempotence: 'key',
    body: z.object({ listingId: ListingId, skuId: SkuId, quantity }),
    reply: z.object({ pieces: z.int() }),
  },
  'PUT /cart/lines/:listingId/:skuId': {
    summary: 'Set the quantity of a cart line; 0 removes it',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ listingId: ListingId, skuId: SkuId }),
    body: z.object({ quantity: z.int().min(0).max(99) }),
    reply: Cart,
  },
  'POST /orders/quote': {
    summary: 'What goods of one shop cost, step by step, with postage to an address; nothing is ordered',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({
      lines: z
        .array(z.object({ listingId: ListingId, skuId: SkuId, quantity }))
        .min(1)
        .max(50),
      addressId: AddressId.optional(),
      /** Coupons to use; left out, those that take the most off. */
      claims: claims.optional(),
      special: Special.optional(),
      delivery: DeliveryWay.default('parcel'),
    }),
    reply: OrderQuote,
  },
  'POST /orders': {
    summary: 'Place an order in one shop; stock is reserved for 30 minutes',
    who: ['customer'],
    idempotence: 'key',
    body: z.object({
      shopId: ShopId,
      lines: z
        .array(z.object({ listingId: ListingId, skuId: SkuId, quantity, priceFen: Fen }))
        .min(1)
        .max(50),
      /** Where it goes; of what is fetched in the shop, who fetches it is enough. */
      addressId: AddressId.optional(),
      delivery: DeliveryWay.default('parcel'),
      contact: z.object({ name: z.string().trim().min(1).max(30), phone: MainlandPhone }).optional(),
      at: Point.optional(),
      /** Goods excepted from the 7-day return need the buyer's word on each order. */
      returnExceptionConfirmed: z.boolean().default(false),
      claims: claims.default([]),
      special: Special.optional(),
      snapshot: z.string().max(2000).optional(),
      shareCode: ShareCode.optional(),
      note: z.string().trim().max(100).default(''),
    }),
    reply: Order,
  },
  'GET /orders': {
    summary: 'One’s orders, newest first',
    who: ['customer'],
    query: PageQuery.extend({ stage: z.enum(['all', 'to_pay', 'to_ship', 'to_receive', 'done']).default('all') }),
    reply: pageOf(OrderSummary),
  },
  'GET /orders/:id': { summary: 'One order with parcels', who: ['customer'], params: z.object({ id: OrderId }), reply: Order },
  'POST /orders/:id/cancellation': {
    summary: 'Close an unpaid order; the stock goes back',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: OrderId }),
    reply: Order,
  },
  'POST /orders/:id/reorder': {
    summary: 'Put what can still be bought of an order into the cart again, and say what differs',
    who: ['customer'],
    idempotence: 'key',
    params: z.object({ id: OrderId }),
    reply: z.object({
      added: z.int(),
      differences: z.array(
        z.object({
          title: z.string(),
          skuName: z.string(),
          what: z.enum(['gone', 'fewer', 'dearer', 'cheaper']),
          wasFen: z.int(),
          isFen: z.int().nullable(),
          quantity: z.int(),
        }),
      ),
    }),
  },
  'GET /my/shop/orders': {
    summary: 'Orders of one’s shop, without the buyers’ addresses',
    who: ['shop-owner'],
    query: PageQuery,
    reply: pageOf(OrderSummary.extend({ buyerNickname: z.string() })),
  },
} satisfies Contract

export const PaymentChoice = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('wx.requestPayment'),
    params: z.object({ timeStamp: z.string(), nonceStr: z.string(), package: z.string(), signType: z.literal('RSA'), paySign: z.string() }),
  }),
  z.object({ type: z.literal('redirect'), url: z.url() }),
])

export const paymentContract = {
  'POST /orders/:id/payment': {
    summary: 'Start paying, or take up the payment already started',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: OrderId }),
    body: z.object({ scene: z.enum(['jsapi', 'h5']), wechatCode: z.string().max(200).optional() }),
    reply: PaymentChoice,
  },
  'GET /orders/:id/payment': {
    summary: 'Whether it is paid; asks the channel when the notification is late',
    who: ['customer'],
    params: z.object({ id: OrderId }),
    reply: z.object({ orderState: OrderState, paid: z.boolean() }),
  },
  'POST /payments/wechat/notifications': {
    summary: 'WeChat Pay tells of a payment or refund; signed and encrypted',
    who: ['machine'],
    idempotence: 'natural',
    reply: z.undefined(),
  },
} satisfies Contract

export const shipmentContract = {
  'GET /console/parcels': {
    summary: 'Parcels of a supplier, to ship first',
    who: ['supplier-staff'],
    query: PageQuery.extend({ state: ParcelState.optional() }),
    reply: pageOf(ParcelToShip),
  },
  'POST /console/parcels/:id/shipment': {
    summary: 'Hand a parcel to a courier',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: z.object({ id: ParcelId }),
    body: z.object({
      courier: z.enum(couriers),
      trackingNumber: z
        .string()
        .trim()
        .regex(/^[0-9A-Za-z]{6,30}$/),
    }),
    reply: Done,
  },
  'POST /parcels/:id/receipt': {
    summary: 'The buyer has it; only where the courier reports no delivery by itself',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: ParcelId }),
    reply: Done,
  },
  'POST /couriers/kuaidi100/notifications': {
    summary: 'Kuaidi100 pushes a parcel’s tracks; signed',
    who: ['machine'],
    idempotence: 'natural',
    reply: z.object({ result: z.boolean(), returnCode: z.string(), message: z.string() }),
  },
} satisfies Contract
