import type {
  AddressId,
  BargainId,
  CouponClaimId,
  GroupBuyId,
  GroupOfferId,
  LineId,
  ListingId,
  MemberId,
  OrderId,
  ParcelId,
  ProductId,
  ShopId,
  SkuId,
  SupplierId,
} from '@lianka/contract/ids'
import type { PostageTemplate } from '@lianka/pricing/postage'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { type Kept, keeping } from '#platform/idempotency'

/** A flash price that is on now, and how many pieces of it the asking person has already. */
export type FlashRow = { id: string; priceFen: number; left: number; perPerson: number; mine: number }

export type QuoteRow = {
  listingId: ListingId
  skuId: SkuId
  productId: ProductId
  supplierId: SupplierId
  supplierName: string
  /** The supplier's own postage; null: the standard one. */
  postage: PostageTemplate | null
  shopId: ShopId
  shopName: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  supplyPriceFen: number
  categoryId: string
  weightGrams: number
  returnExcepted: boolean
  kind: 'goods' | 'course' | 'consultation'
  flash: FlashRow | null
}

export type ThresholdRow = { id: string; fromFen: number; offFen: number; productIds: string[] }
export type ClaimRow = {
  claimId: CouponClaimId
  issuer: 'shop' | 'platform'
  shopId: ShopId | null
  name: string
  fromFen: number
  offFen: number | null
  rate: number | null
  atMostFen: number | null
  productIds: string[]
  categoryIds: string[]
  expiresAt: string
}
export type GroupRow = { offerId: GroupOfferId; listingId: ListingId; skuId: SkuId; priceFen: number; mostPieces: number }
export type BargainRow = { bargainId: BargainId; listingId: ListingId; skuId: SkuId; priceFen: number; made: number }

export type Quote = {
  lines: QuoteRow[]
  address: { regionCode: string; secretCipher: string } | null
  thresholds: ThresholdRow[]
  claims: ClaimRow[]
  group: GroupRow | null
  bargain: BargainRow | null
}

export type Asked = {
  memberId: MemberId
  lines: readonly { listingId: ListingId; skuId: SkuId }[]
  addressId: AddressId | null
  offerId: GroupOfferId | null
  bargainId: BargainId | null
  now: Date
}

const nothing: Quote = { lines: [], address: null, thresholds: [], claims: [], group: null, bargain: null }

export const readQuote = async (db: Db, asked: Asked): Promise<Quote> => (await readQuotes(db, [asked], asked.now))[0] ?? nothing

/** Everything the prices of orders are made of, and their addresses, in one statement, in the order asked. Goods not on sale are missing from the answer. */
export async function readQuotes(db: Db, asked: readonly Omit<Asked, 'now'>[], now: Date): Promise<Quote[]> {
  // As arrays, whose length the planner takes for small; of JSON it expects a hundred rows and reads whole tables. Hidden in subselects,
  // for a planner that sees their length thinks the plan it could keep dearer than planning anew each time, which costs more than all else.
  const lines = asked.flatMap((one, place) => one.lines.map((line) => ({ ...line, place: place + 1 })))
  const { rows } = await sql<Quote>`
    select (select json_build_object('regionCode', a.region_code, 'secretCipher', a.secret_cipher) from addresses a where a.id = q.address and a.member_id = q.member) as address,
      coalesce((select json_agg(json_build_object('listingId', l.id, 'skuId', k.id, 'productId', p.id, 'supplierId', p.supplier_id, 'supplierName', u.name, 'postage', u.postage, 'shopId', s.id, 'shopName', s.name,
        'title', p.title, 'skuName', k.name, 'picture', p.pictures->>0, 'priceFen', r.price, 'supplyPriceFen', k.supply_price, 'categoryId', p.category_id, 'weightGrams', k.weight_grams, 'returnExcepted', p.return_excepted, 'kind', p.kind,
        'flash', (select json_build_object('id', f.id, 'priceFen', f.price, 'left', f.quota - f.taken, 'perPerson', f.per_person, 'mine', coalesce(t.pieces, 0))
          from flash_sales f left join flash_takes t on t.flash_sale_id = f.id and t.member_id = q.member
          where f.listing_id = l.id and f.sku_id = k.id and f.starts_at <= ${now} and f.ends_at > ${now} and f.stopped_at is null order by f.price limit 1)))
        from unnest((select ${lines.map(({ listingId }) => listingId)}::text[]), (select ${lines.map(({ skuId }) => skuId)}::text[]), (select ${lines.map(({ place }) => place)}::int[])) as w (listing, sku, place)
        join listing_prices r on r.listing_id = w.listing and r.sku_id = w.sku join listings l on l.id = r.listing_id and l.on_sale join shops s on s.id = l.shop_id
        join skus k on k.id = r.sku_id join products p on p.id = k.product_id and p.state = 'approved' join suppliers u on u.id = p.supplier_id and u.state = 'approved' where w.place = q.place), '[]') as lines,
      coalesce((select json_agg(json_build_object('id', t.id, 'fromFen', t.from_amount, 'offFen', t.off_amount, 'productIds', t.product_ids) order by t.id)
        from threshold_discounts t where t.shop_id = shop.id and t.starts_at <= ${now} and t.ends_at > ${now} and t.stopped_at is null), '[]') as thresholds,
      coalesce((select json_agg(json_build_object('claimId', c.id, 'issuer', p.issuer, 'shopId', p.shop_id, 'name', p.name, 'fromFen', p.from_amount, 'offFen', p.off_amount, 'rate', p.rate, 'atMostFen', p.at_most,
        'productIds', p.product_ids, 'categoryIds', p.category_ids, 'expiresAt', c.expires_at) order by c.expires_at, c.id)
        from coupon_claims c join coupons p on p.id = c.coupon_id where c.member_id = q.member and c.state = 'claimed' and c.expires_at > ${now}
          and (p.shop_id is null or p.shop_id = shop.id)), '[]') as claims,
      (select json_build_object('offerId', o.id, 'listingId', o.listing_id, 'skuId', o.sku_id, 'priceFen', o.price, 'mostPieces', o.most_pieces)
        from group_offers o where o.id = q.offer and o.starts_at <= ${now} and o.ends_at > ${now} and o.stopped_at is null) as "group",
      (select json_build_object('bargainId', b.id, 'listingId', o.listing_id, 'skuId', o.sku_id, 'made', b.made,
        'priceFen', b.list_price - coalesce((select sum(c.amount) from bargain_cuts c where c.bargain_id = b.id), 0))
        from bargains b join bargain_offers o on o.id = b.offer_id where b.id = q.bargain and b.member_id = q.member and b.state = 'open' and b.due_at > ${now}) as bargain
    from unnest((select ${asked.map(({ memberId }) => memberId)}::text[]), (select ${asked.map(({ lines }) => lines[0]?.listingId ?? null)}::text[]), (select ${asked.map(({ addressId }) => addressId)}::text[]),
      (select ${asked.map(({ offerId }) => offerId)}::text[]), (select ${asked.map(({ bargainId }) => bargainId)}::text[])) with ordinality as q (member, listing, address, offer, bargain, place)
    left join listings shop_of on shop_of.id = q.listing left join shops shop on shop.id = shop_of.shop_id order by q.place`.execute(db)
  return rows
}

export type NewCut = { lineId: LineId; place: number; kind: string; source: string; zh: string; en: string; amount: number }

export type NewOrder = {
  order: {
    id: OrderId
    number: string
    buyerId: MemberId
    shopId: ShopId
    goods: number
    postage: number
    total: number
    regionCode: string
    addressCipher: string
    /** What is handed over in person is noted with its code. */
    delivery: 'parcel' | 'digital'
    note: string
    shareCode: string | null
    groupId: GroupBuyId | null
    bargainId: BargainId | null
    placedAt: Date
    dueAt: Date
  }
  parcels: { id: ParcelId; supplierId: SupplierId; postage: number }[]
  lines: {
    id: LineId
    parcelId: ParcelId
    place: number
    listingId: ListingId
    productId: ProductId
    skuId: SkuId
    title: string
    skuName: string
    picture: string
    price: number
    quantity: number
    supplyPrice: number
    base: number
    platformDiscount: number
    returnExcepted: boolean
  }[]
  cuts: NewCut[]
  /** What is taken of promotions; all of it is there or nothing is written. */
  takes: {
    claims: CouponClaimId[]
    /** With how many the buyer may still have. */
    flash: { id: string; quantity: number; allowed: number }[]
    offerId: GroupOfferId | null
    cutsMade: number
  }
}

/**
 * Writes orders with parcels, lines, history and the replies to who placed them, takes what was bought out of the carts and out of stock, in one statement. The stock comes
 * last: its rows are locked shortest.
 */
export const insertOrders = (db: Db, made: readonly NewOrder[], kept: readonly Kept[] = []) => {
  const lines = made.flatMap(({ order, lines }) => lines.map((line) => ({ ...line, orderId: order.id, buyerId: order.buyerId })))
  const parcels = made.flatMap(({ order, parcels }) => parcels.map((parcel) => ({ ...parcel, orderId: order.id })))
  const stock = [...Map.groupBy(lines, ({ skuId }) => skuId)].map(([id, own]) => ({
    id,
    n: own.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
  const takes = made.flatMap(({ order, takes }) =>
    takes.claims.length + takes.flash.length > 0 || takes.offerId || order.bargainId
      ? [
          {
            ...takes,
            order: order.id,
            buyer: order.buyerId,
            group: order.groupId,
            bargain: order.bargainId,
            sales: takes.flash.map(({ id }) => id),
            pieces: takes.flash.map(({ quantity }) => quantity),
          },
        ]
      : [],
  )
  const cuts = made.flatMap(({ cuts }) => cuts)
  const at = made[0]?.order.placedAt
  return sql`
    with o as (
      insert into orders (id, number, buyer_id, shop_id, state, goods, postage, total, region_code, address_cipher, delivery, note, share_code, group_id, bargain_id, placed_at, due_at)
      select id, number, "buyerId", "shopId", 'awaiting_payment', goods, postage, total, "regionCode", "addressCipher", delivery, note, "shareCode", "groupId", "bargainId", "placedAt", "dueAt"
      from json_to_recordset(${JSON.stringify(made.map(({ order }) => order))}::json) as x (id text, number text, "buyerId" text, "shopId" text, goods bigint, postage bigint, total bigint, "regionCode" text,
        "addressCipher" text, delivery text, note text, "shareCode" text, "groupId" text, "bargainId" text, "placedAt" timestamptz, "dueAt" timestamptz) returning id, buyer_id
    ), p as (
      insert into parcels (id, order_id, supplier_id, state, postage)
      select id, "orderId", "supplierId", 'to_ship', postage from json_to_recordset(${JSON.stringify(parcels)}::json) as x (id text, "orderId" text, "supplierId" text, postage bigint)
    ), l as (
      insert into order_lines (id, order_id, parcel_id, place, listing_id, product_id, sku_id, title, sku_name, picture, price, quantity, supply_price, base, platform_discount, return_excepted)
      select id, "orderId", "parcelId", place, "listingId", "productId", "skuId", title, "skuName", picture, price, quantity, "supplyPrice", base, "platformDiscount", "returnExcepted"
      from json_to_recordset(${JSON.stringify(lines)}::json) as x (id text, "orderId" text, "parcelId" text, place int, "listingId" text, "productId" text, "skuId" text, title text, "skuName" text, picture text,
        price bigint, quantity int, "supplyPrice" bigint, base bigint, "platformDiscount" bigint, "returnExcepted" boolean)
    ), k as (
      insert into line_cuts (line_id, place, kind, source_id, zh, en, amount)
      select "lineId", place, kind, source, zh, en, amount from json_to_recordset(${JSON.stringify(cuts)}::json) as x ("lineId" text, place int, kind text, source text, zh text, en text, amount bigint)
    ), c as (
      delete from cart_lines using unnest(${lines.map(({ buyerId }) => buyerId)}::text[], ${lines.map(({ listingId }) => listingId)}::text[], ${lines.map(({ skuId }) => skuId)}::text[])
        as bought (member_id, listing_id, sku_id)
      where cart_lines.member_id = bought.member_id and cart_lines.listing_id = bought.listing_id and cart_lines.sku_id = bought.sku_id
    )
    ${kept.length > 0 ? sql`, i as (${keeping(kept, at as Date)})` : sql``}
    insert into order_changes (order_id, what, by, at)
    select o.id, 'placed', o.buyer_id, ${at} from o cross join take_for_orders(${JSON.stringify(takes)}::json, ${stock.map(({ id }) => id)}::text[], ${stock.map(({ n }) => n)}::int[], ${at}) as taken`.execute(
    db,
  )
}

/** What is left of the options' flash prices, and below what is in stock of them, held until the transaction ends — in the order in which orders alone take them. */
export async function lockFlash(db: Db, options: readonly SkuId[], now: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; left: number }>`
    select id, quota - taken as left from flash_sales where sku_id = any(${options}::text[]) and starts_at <= ${now} and ends_at > ${now} and stopped_at is null order by id for no key update`.execute(
    db,
  )
  return new Map(rows.map(({ id, left }) => [id, left]))
}

export async function lockStock(db: Db, options: readonly SkuId[]): Promise<Map<SkuId, number>> {
  const { rows } = await sql<{ id: SkuId; stock: number }>`
    select id, stock from skus where id = any(${options}::text[]) order by id for no key update`.execute(db)
  return new Map(rows.map(({ id, stock }) => [id, stock]))
}
