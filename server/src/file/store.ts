import type { FileId } from '@lianka/contract/ids'
import type { Insertable } from 'kysely'
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
