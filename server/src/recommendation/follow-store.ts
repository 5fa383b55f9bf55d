import type { MemberId, ProductId, VisitorId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** An event at goods, named by `key`, with the number of the transaction that wrote it. */
export type EventRow = {
  key: string
  tx: string
  visitorId: VisitorId
  productId: ProductId
  isView: boolean
  dwellSeconds: number
  atMs: number
}

/** A visitor whose person or grounds changed, named by `key`. */
export type ChangedRow = { key: string; tx: string; visitorId: VisitorId; memberId: MemberId | null }

/** A listing that changed, named by `key`. */
export type OfferRow = { key: string; tx: string; productId: ProductId }

export type Log = { id: string; oldest: string; changed: ChangedRow[]; offers: OfferRow[] }

/** Which log this is, the oldest transaction still running — all that is below it can be read — and visitors and listings changed by transactions from this one on. */
export async function readLog(db: Db, from: string | undefined): Promise<Log> {
  const changed = from
    ? sql`(select json_agg(json_build_object('key', 'changed ' || v.id || ' ' || v.changed, 'tx', v.changed::text, 'visitorId', v.id, 'memberId', v.member_id))
        from visitors v where v.changed >= ${from}::text::xid8)`
    : sql`null::json`
  const offers = from
    ? sql`(select json_agg(json_build_object('key', 'listing ' || l.id || ' ' || l.changed_tx, 'tx', l.changed_tx::text, 'productId', l.product_id)) from listings l where l.changed_tx >= ${from}::text::xid8)`
    : sql`null::json`
  const { rows } = await sql<Log>`
    select id::text as id, pg_snapshot_xmin(pg_current_snapshot())::text as oldest, coalesce(${changed}, '[]') as changed, coalesce(${offers}, '[]') as offers from look_logs`.execute(
    db,
  )
  return rows[0] as Log
}

type Wanted = { from: string; after: EventRow | undefined; since: Date; limit: number }

/** Events at goods of transactions from this one on, in their order, after this look. */
export async function readNewEvents(db: Db, { from, after, since, limit }: Wanted): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select visitor_id || ' ' || id as key, tx::text as tx, visitor_id, product_id, kind = 'view' as is_view, dwell_seconds, (extract(epoch from at) * 1000)::float8 as at_ms from visit_events
    where product_id is not null and tx >= ${from}::text::xid8 and at >= ${since}
      ${after ? sql`and (tx, at, visitor_id || ' ' || id) > (${after.tx}::text::xid8, ${new Date(after.atMs)}, ${after.key})` : sql``}
    order by tx, at, key limit ${limit}`.execute(db)
  return rows
}
