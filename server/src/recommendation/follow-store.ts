import type { ProductId, VisitorId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** A look, named by `key`, with the number of the transaction that wrote it. */
export type LookRow = { key: string; tx: string; visitorId: VisitorId; productId: ProductId; atMs: number }

/** Which log this is, and the oldest transaction still running: all that is below it can be read. */
export async function readLog(db: Db): Promise<{ id: string; oldest: string }> {
  const { rows } = await sql<{ id: string; oldest: string }>`
    select id::text as id, pg_snapshot_xmin(pg_current_snapshot())::text as oldest from look_logs`.execute(db)
  return rows[0] as { id: string; oldest: string }
}

type Wanted = { from: string; after: LookRow | undefined; since: Date; limit: number }

/** Looks at goods of transactions from this one on, in their order, after this look. */
export async function readNewLooks(db: Db, { from, after, since, limit }: Wanted): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select visitor_id || ' ' || id as key, tx::text as tx, visitor_id, product_id, (extract(epoch from at) * 1000)::float8 as at_ms from visit_events
    where kind = 'view' and product_id is not null and tx >= ${from}::text::xid8 and at >= ${since}
      ${after ? sql`and (tx, at, visitor_id || ' ' || id) > (${after.tx}::text::xid8, ${new Date(after.atMs)}, ${after.key})` : sql``}
    order by tx, at, key limit ${limit}`.execute(db)
  return rows
}
