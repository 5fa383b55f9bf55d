import type { GroupBuyId, ListingId, MemberId, OrderId, ShopId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

/** Keeps the place of a paid order; 'fills' when it was the last one. Undefined when its group is not open any more. */
export async function keepPlace(db: Db, orderId: OrderId, at: Date): Promise<{ groupId: GroupBuyId; filled: boolean } | undefined> {
  const { rows } = await sql<{ groupId: GroupBuyId; filled: boolean }>`
    with g as (
      update group_buys set paid = paid + 1, state = case when paid + 1 = size then 'filled' else 'open' end, filled_at = case when paid + 1 = size then ${at}::timestamptz end
      where id = (select group_id from group_places where order_id = ${orderId} and paid_at is null) and state = 'open' and due_at > ${at} returning id, state
    ), p as (update group_places set paid_at = ${at} from g where order_id = ${orderId})
    select id as group_id, state = 'filled' as filled from g`.execute(db)
  return rows[0]
}

/** Groups whose time is over, each taken by one sweeper. */
export async function expire(db: Db, now: Date, limit: number): Promise<GroupBuyId[]> {
  const { rows } = await sql<{ id: GroupBuyId }>`
    with due as (select id from group_buys where state = 'open' and due_at <= ${now} order by due_at limit ${limit} for update skip locked)
    update group_buys set state = 'expired' from due where group_buys.id = due.id returning group_buys.id`.execute(db)
  return rows.map(({ id }) => id)
}

export const ordersOf = async (db: Db, id: GroupBuyId): Promise<OrderId[]> =>
  (await db.selectFrom('orders').select('id').where('groupId', '=', id).orderBy('id').execute()).map((row) => row.id)

export const insertOffer = (db: Db, row: Insertable<Tables['groupOffers']>) => db.insertInto('groupOffers').values(row).execute()

export type OfferFilter = { shopId?: ShopId | undefined; listingId?: ListingId | undefined; id?: string | undefined; onAt: Date | null }

export type OfferRow = {
  id: string
  shopId: string
  shopName: string
  listingId: string
  skuId: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  lowestDealFen: number | null
  groupFen: number
  size: number
  hours: number
  mostPieces: number
  startsAt: Date
  endsAt: Date
  stopped: boolean
  openGroups: { id: string; leaderNickname: string; leaderPortrait: string; missing: number; dueAt: string }[]
  filledCount: number
}

const offerColumns = (now: Date) => sql`
  f.id, f.shop_id, s.name as shop_name, f.listing_id, f.sku_id, l.title, k.name as sku_name, l.picture, r.price as price_fen, lowest_deal(f.listing_id, f.sku_id, ${now}) as lowest_deal_fen,
  f.price as group_fen, f.size, f.hours, f.most_pieces, f.starts_at, f.ends_at, f.stopped_at is not null as stopped,
  (select count(*)::int from group_buys g where g.offer_id = f.id and g.state = 'filled') as filled_count,
  coalesce((select json_agg(json_build_object('id', g.id, 'leaderNickname', m.nickname, 'leaderPortrait', m.portrait, 'missing', g.size - g.places, 'dueAt', g.due_at) order by g.size - g.places, g.due_at)
    from (select * from group_buys g where g.offer_id = f.id and g.state = 'open' and g.due_at > ${now} and g.paid > 0 and g.places < g.size order by g.size - g.places, g.due_at limit 5) g
    join members m on m.id = g.leader_id), '[]') as open_groups`

/** Offers with their goods and the groups that wait for people; with `onAt` those that are on or to come. */
export async function listOffers(db: Db, filter: OfferFilter, now: Date): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select ${offerColumns(now)}
    from group_offers f join shops s on s.id = f.shop_id join listings l on l.id = f.listing_id join skus k on k.id = f.sku_id join listing_prices r on r.listing_id = f.listing_id and r.sku_id = f.sku_id
    where (${filter.shopId ?? null}::text is null or f.shop_id = ${filter.shopId ?? ''}) and (${filter.listingId ?? null}::text is null or f.listing_id = ${filter.listingId ?? ''})
      and (${filter.id ?? null}::text is null or f.id = ${filter.id ?? ''})
      and (${filter.onAt}::timestamptz is null or (f.ends_at > ${filter.onAt} and f.stopped_at is null and l.on_sale and l.sellable))
    order by f.starts_at desc, f.id limit 50`.execute(db)
  return rows
}

export type GroupRow = {
  id: GroupBuyId
  offerId: string
  state: Tables['groupBuys']['state']
  size: number
  paid: number
  places: number
  dueAt: Date
  people: { nickname: string; portrait: string; leader: boolean }[]
  mine: 'none' | 'reserved' | 'paid'
}

export async function listGroups(db: Db, by: { id: GroupBuyId } | { memberId: MemberId }, me: MemberId | null): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    select g.id, g.offer_id, g.state, g.size, g.paid, g.places, g.due_at,
      coalesce((select json_agg(json_build_object('nickname', m.nickname, 'portrait', m.portrait, 'leader', m.id = g.leader_id) order by p.paid_at)
        from group_places p join members m on m.id = p.member_id where p.group_id = g.id and p.paid_at is not null), '[]') as people,
      coalesce((select case when p.paid_at is null then 'reserved' else 'paid' end from group_places p where p.group_id = g.id and p.member_id = ${me}), 'none') as mine
    from group_buys g where ${'id' in by ? sql`g.id = ${by.id}` : sql`g.id in (select p.group_id from group_places p where p.member_id = ${by.memberId})`}
    order by g.id desc limit 50`.execute(db)
  return rows
}
