import type { CampaignId, ProductId } from '@lianka/contract/ids'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertCampaign = (db: Db, row: Insertable<Tables['campaigns']>) => db.insertInto('campaigns').values(row).execute()

export const changeCampaign = (db: Db, id: CampaignId, change: Updateable<Tables['campaigns']>) =>
  db.updateTable('campaigns').set(change).where('id', '=', id).execute()

/** Held until the transaction ends, so that two who change it do so one after the other. */
export async function lockCampaign(db: Db, id: CampaignId) {
  const { rows } = await sql<{ startsAt: Date; endsAt: Date; endedAt: Date | null; madeAt: Date; sold: boolean }>`
    select starts_at, ends_at, ended_at, made_at, exists (select 1 from campaign_lines(array[id::text])) as sold from campaigns where id = ${id} for update`.execute(
    db,
  )
  return rows[0]
}

export type CampaignRow = {
  id: CampaignId
  title: string
  story: string
  region: string
  picture: string
  productIds: ProductId[]
  goal: number | null
  startsAt: Date
  endsAt: Date
  endedAt: Date | null
  raised: number
  orderCount: number
  buyerCount: number
}

export type Filter = {
  id?: CampaignId | undefined
  state?: 'soon' | 'running' | 'ended' | undefined
  after?: string | undefined
  limit: number
}

/** Campaigns with what they sold. A line whose money went back whole counts neither as order nor as buyer. */
export async function listCampaigns(db: Db, filter: Filter, now: Date): Promise<CampaignRow[]> {
  const end = sql`least(c.ends_at, coalesce(c.ended_at, c.ends_at))`
  const states = {
    soon: sql`c.starts_at > ${now} and ${end} > ${now}`,
    running: sql`c.starts_at <= ${now} and ${end} > ${now}`,
    ended: sql`${end} <= ${now}`,
  }
  const { rows } = await sql<CampaignRow>`
    with shown as (
      select c.* from campaigns c
      where (${filter.id ?? null}::text is null or c.id = ${filter.id ?? ''}) and (${filter.after ?? null}::text is null or c.id < ${filter.after ?? ''})
        and ${filter.state ? states[filter.state] : sql`true`}
      order by c.id desc limit ${filter.limit}
    ), sums as (
      select campaign_id, sum(kept)::bigint as raised, count(distinct order_id)::int as orders, count(distinct buyer_id)::int as buyers
      from campaign_lines(array(select id::text from shown)) where kept > 0 group by 1
    )
    select c.id, c.title, c.story, c.region, c.picture, c.product_ids, c.goal, c.starts_at, c.ends_at, c.ended_at,
      coalesce(s.raised, 0)::bigint as raised, coalesce(s.orders, 0) as order_count, coalesce(s.buyers, 0) as buyer_count
    from shown c left join sums s on s.campaign_id = c.id order by c.id desc`.execute(db)
  return rows
}

export type FarmerRow = { name: string; kind: 'producer' | 'supplier'; supplierName: string; pieces: number; amount: number }

/**
 * What each farmer sold. A line's money is spread over the lots its pieces came from, and what has no lot goes by the supplier; each part is
 * the difference of two rounded running sums, so the parts add up to the line to the fen.
 */
export async function farmersOf(db: Db, id: CampaignId): Promise<FarmerRow[]> {
  const { rows } = await sql<FarmerRow>`
    with lines as (select * from campaign_lines(array[${id}::text]) where kept > 0),
    parts as (
      select l.line_id, l.supplier_id, l.quantity, l.kept, t.producer, m.lot_id, sum(m.quantity)::int as pieces
      from lines l join line_lots m on m.line_id = l.line_id join lots t on t.id = m.lot_id group by 1, 2, 3, 4, 5, 6
      union all
      select l.line_id, l.supplier_id, l.quantity, l.kept, null, null, l.quantity - coalesce((select sum(m.quantity) from line_lots m where m.line_id = l.line_id), 0)::int
      from lines l
    ),
    running as (
      select *, sum(pieces) over (partition by line_id order by lot_id nulls last) as until from parts where pieces > 0
    )
    select coalesce(r.producer, u.name) as name, case when r.producer is null then 'supplier' else 'producer' end as kind, u.name as supplier_name,
      sum(r.pieces)::int as pieces, sum(r.kept * r.until / r.quantity - r.kept * (r.until - r.pieces) / r.quantity)::bigint as amount
    from running r join suppliers u on u.id = r.supplier_id group by 1, 2, 3, u.id order by amount desc, name`.execute(db)
  return rows
}

/** How many of these goods can be sold now. */
export const countApproved = async (db: Db, ids: readonly ProductId[]): Promise<number> =>
  (
    await db
      .selectFrom('products')
      .select('id')
      .where('id', 'in', [...ids])
      .where('state', '=', 'approved')
      .execute()
  ).length
