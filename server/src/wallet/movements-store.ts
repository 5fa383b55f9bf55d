import type { TransferId } from '@lianka/contract/ids'
import type { MovementKind } from '@lianka/contract/wallet'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertMovement = (db: Db, row: Insertable<Tables['moneyMovements']>) => db.insertInto('moneyMovements').values(row).execute()

export async function ownerExists(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from members where id::text = ${id} union all select 1 from suppliers where id::text = ${id}
    union all select 1 from shops where id::text = ${id}`.execute(db)
  return rows.length > 0
}

export const listMovements = (db: Db, query: { kind?: MovementKind | undefined; after?: string | undefined; limit: number }) =>
  db
    .selectFrom('moneyMovements as m')
    .leftJoin('staff as s', (on) => on.on(sql`s.id::text`, '=', sql`m.by`))
    .select(['m.transferId', 'm.kind', 'm.amount', 'm.reference', 'm.account', 'm.at', sql<string>`coalesce(s.name, m.by)`.as('by')])
    .$if(query.kind !== undefined, (rows) => rows.where('m.kind', '=', query.kind as MovementKind))
    .$if(query.after !== undefined, (rows) => rows.where('m.transferId', '<', query.after as TransferId))
    .orderBy('m.transferId', 'desc')
    .limit(query.limit)
    .execute()
