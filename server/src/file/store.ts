import type { FileId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

/** The same bytes are kept once. */
export const keepFile = (db: Db, row: Insertable<Tables['files']>) =>
  db
    .insertInto('files')
    .values(row)
    .onConflict((on) => on.column('sha256').doUpdateSet((eb) => ({ sha256: eb.ref('files.sha256') })))
    .returning(['id', 'mime'])
    .executeTakeFirstOrThrow()

export const findFile = (db: Db, id: FileId) =>
  db.selectFrom('files').select(['mime', 'name', 'bytes']).where('id', '=', id).executeTakeFirst()

export const typesOf = async (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : db
        .selectFrom('files')
        .select(['id', 'mime'])
        .where('id', 'in', ids as FileId[])
        .execute()

export const bytesSince = async (db: Db, uploadedBy: string, since: Date): Promise<number> => {
  const { rows } = await sql<{ sent: number }>`
    select coalesce(sum(octet_length(bytes)), 0)::int as sent from files where uploaded_by = ${uploadedBy} and uploaded_at > ${since}`.execute(
    db,
  )
  return rows[0]?.sent ?? 0
}
