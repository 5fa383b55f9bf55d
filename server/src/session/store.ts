import type { MemberId, StaffId, SupplierId } from '@lianka/contract/ids'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertSession = (db: Db, row: Insertable<Tables['sessions']>) => db.insertInto('sessions').values(row).execute()

export const lockSession = (db: Db, id: string) => db.selectFrom('sessions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const rotate = (db: Db, id: string, set: { tokenHash: Buffer; previousHash: Buffer; rotatedAt: Date; expiresAt: Date }) =>
  db.updateTable('sessions').set(set).where('id', '=', id).execute()

export const endSession = (db: Db, id: string, at: Date) =>
  db.updateTable('sessions').set({ endedAt: at }).where('id', '=', id).where('endedAt', 'is', null).execute()

/** A console session that still lives, with its role. */
export const findStaffSession = (db: Db, tokenHash: Buffer, now: Date) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('staff as t', 't.id', 's.staffId')
    .select(['s.id as sessionId', 't.id as staffId', 't.role', 't.supplierId'])
    .where('s.tokenHash', '=', tokenHash)
    .where('s.endedAt', 'is', null)
    .where('s.expiresAt', '>', now)
    .executeTakeFirst() as Promise<
    { sessionId: string; staffId: StaffId; role: Tables['staff']['role']; supplierId: SupplierId | null } | undefined
  >

export const findShopOf = (db: Db, ownerId: MemberId) =>
  db.selectFrom('shops').select('id').where('ownerId', '=', ownerId).executeTakeFirst()

/** Keeps a new code unless one was sent less than a minute ago; answers whether it was kept. */
export const keepPhoneCode = (db: Db, row: Insertable<Tables['phoneCodes']>, noneSince: Date) =>
  db
    .insertInto('phoneCodes')
    .values(row)
    .onConflict((on) =>
      on
        .column('phoneHash')
        .doUpdateSet({ codeHash: row.codeHash, sentAt: row.sentAt, expiresAt: row.expiresAt, attempts: 0 })
        .where('phoneCodes.sentAt', '<=', noneSince),
    )
    .returning('phoneHash')
    .executeTakeFirst()

/** Counts the attempt first, so that guessing in parallel wins nothing. */
export const tryPhoneCode = (db: Db, phoneHash: Buffer) =>
  db.updateTable('phoneCodes').set({ attempts: sql`attempts + 1` }).where('phoneHash', '=', phoneHash).returningAll().executeTakeFirst()

export const dropPhoneCode = (db: Db, phoneHash: Buffer) => db.deleteFrom('phoneCodes').where('phoneHash', '=', phoneHash).execute()

export const findStaffByName = (db: Db, userName: string) =>
  db.selectFrom('staff').selectAll().where('userName', '=', userName).executeTakeFirst()

export const insertStaff = (db: Db, staff: Insertable<Tables['staff']>) => db.insertInto('staff').values(staff).execute()

/** A staff account with new secrets; whoever was signed in with the old ones is not any more. */
export const renewStaff = async (db: Db, id: StaffId, set: Updateable<Tables['staff']>, at: Date) => {
  await db
    .updateTable('staff')
    .set({ ...set, totpStep: 0, failedCount: 0 })
    .where('id', '=', id)
    .execute()
  await db.updateTable('sessions').set({ endedAt: at }).where('staffId', '=', id).where('endedAt', 'is', null).execute()
}

/** Counts a wrong attempt and locks at the limit; a lock that has ended begins the count anew. */
export const countFailure = (db: Db, id: StaffId, lock: { now: Date; until: Date; limit: number }) =>
  sql`
    with counted as (select id, case when locked_until <= ${lock.now} then 1 else failed_count + 1 end as failures from staff where id = ${id} for update)
    update staff set failed_count = counted.failures, locked_until = case when counted.failures >= ${lock.limit} then ${lock.until}::timestamptz end
    from counted where staff.id = counted.id`.execute(db)

/** Accepts a one-time code's step once: a second use of the same or an older step changes nothing. */
export const acceptStep = (db: Db, id: StaffId, step: number) =>
  db
    .updateTable('staff')
    .set({ totpStep: step, failedCount: 0, lockedUntil: null })
    .where('id', '=', id)
    .where('totpStep', '<', step)
    .returning('id')
    .executeTakeFirst()
