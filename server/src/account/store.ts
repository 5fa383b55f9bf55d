import type { AddressId, MemberId, StaffId } from '@lianka/contract/ids'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertMember = (db: Db, member: Insertable<Tables['members']>) =>
  db
    .insertInto('members')
    .values(member)
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()

export const findByHash = (db: Db, column: 'phoneHash' | 'openidHash', hash: Buffer) =>
  db.selectFrom('members').select('id').where(column, '=', hash).executeTakeFirst()

export const updateMember = (db: Db, id: MemberId, set: Updateable<Tables['members']>) =>
  db.updateTable('members').set(set).where('id', '=', id).execute()

/** The member with rank, shop and referrer in one statement. */
export const findMe = (db: Db, id: MemberId) =>
  db
    .selectFrom('members as m')
    .leftJoin('ranks as k', 'k.memberId', 'm.id')
    .leftJoin('shops as s', 's.ownerId', 'm.id')
    .leftJoin('referrals as r', 'r.memberId', 'm.id')
    .leftJoin('members as up', 'up.id', 'r.referrerId')
    .select([
      'm.id',
      'm.nickname',
      'm.portrait',
      'm.phoneCipher',
      'm.recommendationsOn',
      'm.visitsShown',
      'm.joinedAt',
      'k.rank',
      's.id as shopId',
    ])
    .select(['up.nickname as referrerNickname', 'up.portrait as referrerPortrait'])
    .where('m.id', '=', id)
    .executeTakeFirst()

export const findOpenid = (db: Db, id: MemberId) =>
  db.selectFrom('members').select(['openidCipher', 'openidHash']).where('id', '=', id).executeTakeFirst()

export const addOpenid = (db: Db, id: MemberId, set: { openidHash: Buffer; openidCipher: string }) =>
  db.updateTable('members').set(set).where('id', '=', id).where('openidHash', 'is', null).execute()

export const insertMarks = (db: Db, marks: readonly Insertable<Tables['memberMarks']>[]) =>
  db
    .insertInto('memberMarks')
    .values([...marks])
    .onConflict((on) => on.doNothing())
    .execute()

/** Takes addresses whose marks are not noted; from now on they count as noted. */
export async function takeUnmarked(db: Db, limit: number) {
  const { rows } = await sql<{ memberId: MemberId; secretCipher: string; regionCode: string }>`
    update addresses set marked = true where id in (select id from addresses where not marked order by id limit ${limit} for update skip locked)
    returning member_id, secret_cipher, region_code`.execute(db)
  return rows
}

export const listAddresses = (db: Db, memberId: MemberId) =>
  db.selectFrom('addresses').selectAll().where('memberId', '=', memberId).orderBy('preferred', 'desc').orderBy('id', 'desc').execute()

export const findAddress = (db: Db, memberId: MemberId, id: AddressId) =>
  db.selectFrom('addresses').selectAll().where('id', '=', id).where('memberId', '=', memberId).executeTakeFirst()

export const unprefer = (db: Db, memberId: MemberId) =>
  db.updateTable('addresses').set({ preferred: false }).where('memberId', '=', memberId).where('preferred', '=', true).execute()

export const insertAddress = (db: Db, address: Insertable<Tables['addresses']>) => db.insertInto('addresses').values(address).execute()

export const updateAddress = (db: Db, memberId: MemberId, id: AddressId, set: Updateable<Tables['addresses']>) =>
  db.updateTable('addresses').set(set).where('id', '=', id).where('memberId', '=', memberId).returning('id').executeTakeFirst()

export const deleteAddress = (db: Db, memberId: MemberId, id: AddressId) =>
  db.deleteFrom('addresses').where('id', '=', id).where('memberId', '=', memberId).returning('id').executeTakeFirst()

export const findStaff = (db: Db, id: StaffId) =>
  db
    .selectFrom('staff as t')
    .leftJoin('suppliers as s', 's.id', 't.supplierId')
    .select(['t.id', 't.userName', 't.name', 't.role', 't.supplierId', 's.name as supplierName'])
    .where('t.id', '=', id)
    .executeTakeFirst()
