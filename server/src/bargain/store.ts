import type { BargainId, BargainOfferId, ListingId, MemberId, ShopId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertOffer = (db: Db, row: Insertable<Tables['bargainOffers']>) => db.insertInto('bargainOffers').values(row).execute()

export type OfferFilter = { shopId?: ShopId | undefined; listingId?: ListingId | undefined; ids?: readonly string[]; onAt: Date | null }

export type OfferRow = {
  id: BargainOfferId
  shopId: string
  shopName: string
  listingId: string
  skuId: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  lowestDealFen: number | null
  floorFen: number
  cuts: number
  hours: number
  startsAt: Date
  endsAt: Date
  stopped: boolean
}

export async function listOffers(db: Db, filter: OfferFilter, now: Date): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select f.id, f.shop_id, s.name as shop_name, f.listing_id, f.sku_id, l.title, k.name as sku_name, l.picture, r.price as price_fen, lowest_deal(f.listing_id, f.sku_id, ${now}) as lowest_deal_fen,
      f.floor_price as floor_fen, f.cuts, f.hours, f.starts_at, f.ends_at, f.stopped_at is not null as stopped
    from bargain_offers f join shops s on s.id = f.shop_id join listings l on l.id = f.listing_id join skus k on k.id = f.sku_id join listing_prices r on r.listing_id = f.listing_id and r.sku_id = f.sku_id
    where (${filter.shopId ?? null}::text is null or f.shop_id = ${filter.shopId ?? ''}) and (${filter.listingId ?? null}::text is null or f.listing_id = ${filter.listingId ?? ''})
      and (${filter.ids ?? null}::text[] is null or f.id = any(${filter.ids ?? []}::text[]))
      and (${filter.onAt}::timestamptz is null or (f.ends_at > ${filter.onAt} and f.stopped_at is null and l.on_sale and l.sellable))
    order by f.starts_at desc, f.id limit 50`.execute(db)
  return rows
}

/** Begins a bargain at the shop's price of now; undefined when the offer is not on. The one already open is kept. */
export async function begin(db: Db, id: BargainId, offerId: BargainOfferId, memberId: MemberId, now: Date): Promise<BargainId | undefined> {
  await sql`
    insert into bargains (id, offer_id, member_id, state, list_price, floor_price, cuts, started_at, due_at)
    select ${id}, o.id, ${memberId}, 'open', r.price, o.floor_price, o.cuts, ${now}, ${now}::timestamptz + make_interval(hours => o.hours)
    from bargain_offers o join listing_prices r on r.listing_id = o.listing_id and r.sku_id = o.sku_id join listings l on l.id = o.listing_id and l.on_sale and l.sellable
    where o.id = ${offerId} and o.starts_at <= ${now} and o.ends_at > ${now} and o.stopped_at is null and r.price - o.floor_price >= o.cuts
    on conflict (offer_id, member_id) where state = 'open' do nothing`.execute(db)
  const row = await db
    .selectFrom('bargains')
    .select('id')
    .where('offerId', '=', offerId)
    .where('memberId', '=', memberId)
    .where('state', '=', 'open')
    .where('dueAt', '>', now)
    .executeTakeFirst()
  return row?.id
}

export const lock = (db: Db, id: BargainId) => db.selectFrom('bargains').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const hasCut = async (db: Db, id: BargainId, memberId: MemberId) =>
  (await db.selectFrom('bargainCuts').select('nth').where('bargainId', '=', id).where('memberId', '=', memberId).executeTakeFirst()) !==
  undefined

export const addCut = (db: Db, row: Insertable<Tables['bargainCuts']>) =>
  sql`
    with b as (update bargains set made = made + 1 where id = ${row.bargainId})
    insert into bargain_cuts (bargain_id, member_id, nth, amount, at) values (${row.bargainId}, ${row.memberId}, ${row.nth}, ${row.amount}, ${row.at})`.execute(
    db,
  )

export type BargainRow = {
  id: BargainId
  offerId: BargainOfferId
  memberId: MemberId
  state: Tables['bargains']['state']
  ownerNickname: string
  ownerPortrait: string
  listPrice: number
  floorPrice: number
  cuts: number
  dueAt: Date
  made: { memberId: string; nickname: string; portrait: string; amountFen: number; at: string }[]
}

export async function listBargains(db: Db, by: { id: BargainId } | { memberId: MemberId }): Promise<BargainRow[]> {
  const { rows } = await sql<BargainRow>`
    select b.id, b.offer_id, b.member_id, b.state, m.nickname as owner_nickname, m.portrait as owner_portrait, b.list_price, b.floor_price, b.cuts, b.due_at,
      coalesce((select json_agg(json_build_object('memberId', f.id, 'nickname', f.nickname, 'portrait', f.portrait, 'amountFen', c.amount, 'at', c.at) order by c.nth)
        from bargain_cuts c join members f on f.id = c.member_id where c.bargain_id = b.id), '[]') as made
    from bargains b join members m on m.id = b.member_id where ${'id' in by ? sql`b.id = ${by.id}` : sql`b.member_id = ${by.memberId}`} order by b.id desc limit 50`.execute(
    db,
  )
  return rows
}

export async function expire(db: Db, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: BargainId }>`
    with due as (select id from bargains where state = 'open' and due_at <= ${now} order by due_at limit ${limit} for update skip locked)
    update bargains b set state = 'expired' from due where b.id = due.id returning b.id`.execute(db)
  return rows.length
}
