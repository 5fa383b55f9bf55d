import type { MemberId, ShopId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { ContactState, ShopHistory } from './rules.ts'

/** A member with card and shop, whichever of them there are, and what came of the caller's last request to see more of it. */
export const findCard = (db: Db, memberId: MemberId, callerId: MemberId | null) =>
  db
    .selectFrom('members as m')
    .leftJoin('cards as c', 'c.memberId', 'm.id')
    .leftJoin('shops as s', 's.ownerId', 'm.id')
    .select(['m.id', 'm.nickname', 'm.portrait', 'm.joinedAt'])
    .select([
      'c.name',
      'c.title',
      'c.slogan',
      'c.story',
      'c.regionCode',
      'c.phoneCipher',
      'c.wechatCipher',
      'c.phoneShown',
      'c.wechatShown',
    ])
    .select(['c.honours', 'c.updatedAt', 's.id as shopId', 's.name as shopName', 's.intro', 's.front', 's.regionCode as shopRegionCode'])
    .select(['c.template', 'c.media', 'c.portrait as ownPortrait'])
    .select(
      sql<{ state: ContactState; decidedAt: string | null } | null>`(select json_build_object('state', r.state, 'decidedAt', r.decided_at)
        from contact_requests r where r.owner_id = m.id and r.asker_id = ${callerId} order by r.id desc limit 1)`.as('asked'),
    )
    .where('m.id', '=', memberId)
    .executeTakeFirst()

export type CardRow = NonNullable<Awaited<ReturnType<typeof findCard>>>

export const keepCard = (db: Db, row: Insertable<Tables['cards']>) => {
  const { memberId: _, ...set } = row
  return db
    .insertInto('cards')
    .values(row)
    .onConflict((on) => on.column('memberId').doUpdateSet(set))
    .execute()
}

const reportsShown = 3

/** What the records say about a shop, in one statement. */
export async function readHistory(db: Db, shopId: ShopId): Promise<ShopHistory | undefined> {
  const { rows } = await sql<ShopHistory>`
    with goods as (
      select p.title, p.sold_count, p.id, (select o.inspection from lots o where o.product_id = p.id order by o.id desc limit 1) as inspection
      from listings l join products p on p.id = l.product_id and p.state = 'approved' where l.shop_id = ${shopId} and l.on_sale
    ), best as (
      select * from goods where inspection is not null and jsonb_typeof(inspection) = 'object' order by sold_count desc, id limit ${reportsShown}
    ), decided as (
      select a.state, extract(epoch from a.decided_at - a.requested_at) / 3600 as hours
      from after_sales a join orders o on o.id = a.order_id where o.shop_id = ${shopId} and a.decided_at is not null
    )
    select s.opened_at, (select count(*)::int from goods) as on_sale_count, (select count(*)::int from goods where jsonb_typeof(inspection) = 'object') as inspected_count,
      coalesce((select json_agg(json_build_object('title', title, 'result', inspection->>'result', 'agency', inspection->>'agency', 'reportNumber', inspection->>'reportNumber',
        'issuedAt', inspection->>'issuedAt', 'fileId', inspection->>'fileId') order by sold_count desc, id) from best), '[]') as reports,
      (select count(*)::int from orders o where o.shop_id = s.id and exists (select 1 from parcels p where p.order_id = o.id)
        and not exists (select 1 from parcels p where p.order_id = o.id and p.state <> 'received')) as received_order_count,
      (select count(*)::int from decided) as decided_count, (select count(*)::int from decided where state <> 'rejected') as accepted_count,
      (select avg(hours)::float8 from decided) as mean_hours_to_decide
    from shops s where s.id = ${shopId}`.execute(db)
  return rows[0]
}
