import type { AuditRun } from '@lianka/contract/audit'
import type { AuditRunId } from '@lianka/contract/ids'
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type RunRow = Selectable<Tables['auditRuns']>

const named = (db: Db) =>
  db
    .selectFrom('auditRuns as r')
    .leftJoin('staff as s', (on) => on.on(sql`s.id::text`, '=', sql`r.asked_by`))
    .select(['r.id', 'r.kind', 'r.state', 'r.askedAt', 'r.finishedAt', 'r.done', 'r.total', 'r.difference'])
    .select(sql<string>`coalesce(s.name, r.asked_by)`.as('askedBy'))

export const findRun = (db: Db, id: AuditRunId) => named(db).where('r.id', '=', id).executeTakeFirst()

export const listRuns = (db: Db, { after, limit }: { after?: string | undefined; limit: number }) =>
  named(db)
    .$if(after !== undefined, (query) => query.where('r.id', '<', after as AuditRunId))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute()

export const insertRun = (db: Db, row: Insertable<Tables['auditRuns']>) => db.insertInto('auditRuns').values(row).execute()

export const move = async (db: Db, id: AuditRunId, from: readonly AuditRun['state'][], set: Updateable<Tables['auditRuns']>) =>
  (await db.updateTable('auditRuns').set(set).where('id', '=', id).where('state', 'in', from).returning('id').executeTakeFirst()) !==
  undefined

export const breakOff = (db: Db, askedBefore: Date, at: Date) =>
  db
    .updateTable('auditRuns')
    .set({ state: 'broken_off', finishedAt: at })
    .where('state', 'in', ['waiting', 'running'])
    .where('askedAt', '<', askedBefore)
    .returning('id')
    .execute()
