import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { SealedTransfer } from './block-hash.ts'

export type BlockRow = Selectable<Tables['ledgerBlocks']>

/** False when another process is sealing. */
export async function tryLockSealing(db: Db): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(hashtextextended('ledger.seal', 7)) as locked`.execute(
    db,
  )
  return rows[0]?.locked ?? false
}

export const newestBlock = (db: Db) => db.selectFrom('ledgerBlocks').selectAll().orderBy('height', 'desc').limit(1).executeTakeFirst()
export const findBlock = (db: Db, height: number) =>
  db.selectFrom('ledgerBlocks').selectAll().where('height', '=', height).executeTakeFirst()
export const insertBlock = (db: Db, row: Insertable<Tables['ledgerBlocks']>) => db.insertInto('ledgerBlocks').values(row).execute()

const content = sql`t.id, t.kind, t.fact, t.order_id, t.occurred_at, t.position,
  (select json_agg(json_build_array(e.account_id, e.amount, e.line_id) order by e.id) from entries e where e.transfer_id = t.id) as entries`

type End = Pick<BlockRow, 'lastPosition' | 'lastTransferId'> | undefined
const beyond = (end: End) => (end ? sql`(t.position, t.id) > (${end.lastPosition}, ${end.lastTransferId})` : sql`true`)

/** Transfers beyond the last block, as far as every transaction that could still bring an earlier one has ended. */
export async function readSealable(db: Db, last: End, limit: number): Promise<(SealedTransfer & { position: number })[]> {
  const { rows } = await sql<SealedTransfer & { position: number }>`
    select ${content} from transfers t
    where ${beyond(last)} and t.position < (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + behind from ledger_era)
    order by t.position, t.id limit ${limit}`.execute(db)
  return rows
}

export async function readBetween(db: Db, before: End, block: BlockRow): Promise<SealedTransfer[]> {
  const { rows } = await sql<SealedTransfer>`
    select ${content} from transfers t
    where ${beyond(before)} and (t.position, t.id) <= (${block.lastPosition}, ${block.lastTransferId})
    order by t.position, t.id limit ${block.transfers + 1}`.execute(db)
  return rows
}

export const listBlocks = (db: Db, { after, limit }: { after?: string | undefined; limit: number }) =>
  db
    .selectFrom('ledgerBlocks')
    .selectAll()
    .$if(after !== undefined, (query) => query.where('height', '<', Number(after) || 0))
    .orderBy('height', 'desc')
    .limit(limit)
    .execute()

export async function countUnsealed(db: Db): Promise<number> {
  const last = await newestBlock(db)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from transfers t where ${beyond(last)}`.execute(db)
  return rows[0]?.n ?? 0
}

export async function blocksBetween(db: Db, from: Date, to: Date): Promise<BlockRow[]> {
  const { rows } = await sql<BlockRow>`
    select b.* from ledger_blocks b
    where exists (select 1 from transfers t where t.occurred_at >= ${from} and t.occurred_at < ${to}
      and (t.position, t.id) <= (b.last_position, b.last_transfer_id)
      and not exists (select 1 from ledger_blocks p where p.height = b.height - 1 and (t.position, t.id) <= (p.last_position, p.last_transfer_id)))
    order by b.height`.execute(db)
  return rows
}

export const continueEra = async (db: Db) => {
  await sql`update ledger_era set behind = behind + gap from (
      select max(position) - (pg_current_xact_id()::text::bigint + (select behind from ledger_era)) + 1 as gap from transfers) g
    where gap > 0`.execute(db)
}
