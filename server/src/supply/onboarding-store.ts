import type { FileId, MemberId, ProductId, StaffId, SupplierDocumentId, SupplierId } from '@lianka/contract/ids'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type DocumentRow = {
  id: SupplierDocumentId
  supplierId: SupplierId
  kind: 'licence' | 'food_permit'
  number: string
  fileId: FileId
  expiresAt: Date | null
  state: 'submitted' | 'approved' | 'rejected'
  submittedAt: Date
  decidedAt: Date | null
  rejectedBecause: string | null
}

const documentColumns = [
  'id',
  'supplierId',
  'kind',
  'number',
  'fileId',
  'expiresAt',
  'state',
  'submittedAt',
  'decidedAt',
  'rejectedBecause',
] as const

export const findOwnSupplier = (db: Db, ownerId: MemberId) =>
  db
    .selectFrom('suppliers as s')
    .leftJoin('staff as a', 'a.id', 's.accountId')
    .selectAll('s')
    .select('a.userName')
    .where('s.ownerId', '=', ownerId)
    .executeTakeFirst()

export const insertApplication = (db: Db, row: Insertable<Tables['suppliers']>) => db.insertInto('suppliers').values(row).execute()
export const updateSupplier = (db: Db, id: SupplierId, set: Updateable<Tables['suppliers']>) =>
  db.updateTable('suppliers').set(set).where('id', '=', id).execute()
export const lockSupplier = (db: Db, id: SupplierId) =>
  db.selectFrom('suppliers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const hasSupplier = async (db: Db, id: SupplierId) =>
  (await db.selectFrom('suppliers').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const listDocuments = (db: Db, supplierId: SupplierId): Promise<DocumentRow[]> =>
  db.selectFrom('supplierDocuments').select(documentColumns).where('supplierId', '=', supplierId).orderBy('id', 'desc').execute()

export const lockDocument = (db: Db, id: SupplierDocumentId): Promise<DocumentRow | undefined> =>
  db.selectFrom('supplierDocuments').select(documentColumns).where('id', '=', id).forUpdate().executeTakeFirst()

export const hasFile = async (db: Db, id: FileId) =>
  (await db.selectFrom('files').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

/** What waits for a decision is replaced by what is shown now. */
export const submitDocument = async (db: Db, row: Insertable<Tables['supplierDocuments']>) => {
  await db
    .deleteFrom('supplierDocuments')
    .where('supplierId', '=', row.supplierId)
    .where('kind', '=', row.kind)
    .where('state', '=', 'submitted')
    .execute()
  await db.insertInto('supplierDocuments').values(row).execute()
}

export const decideDocument = (
  db: Db,
  id: SupplierDocumentId,
  set: { state: 'approved' | 'rejected'; decidedBy: string; decidedAt: Date; rejectedBecause: string | null },
) => db.updateTable('supplierDocuments').set(set).where('id', '=', id).where('state', '=', 'submitted').returning('id').executeTakeFirst()

/** Whether food of this supplier may be sold: its newest approved permit has not run out. */
export async function hasFoodPermit(db: Db, supplierId: SupplierId, now: Date): Promise<boolean> {
  const { rows } = await sql<{ valid: boolean }>`
    select expires_at is null or expires_at > ${now} as valid from supplier_documents
    where supplier_id = ${supplierId} and kind = 'food_permit' and state = 'approved' order by id desc limit 1`.execute(db)
  return rows[0]?.valid ?? false
}

export async function needsFoodPermit(db: Db, id: ProductId): Promise<SupplierId | undefined> {
  const { rows } = await sql<{ supplierId: SupplierId }>`
    select p.supplier_id from products p join categories c on c.id = p.category_id where p.id = ${id} and c.needs_food_permit`.execute(db)
  return rows[0]?.supplierId
}

/** Documents that end within so many days and of which nobody was told; each is taken once. Superseded ones are left alone. */
export async function takeEnding(db: Db, now: Date, days: number): Promise<SupplierDocumentId[]> {
  const { rows } = await sql<{ id: SupplierDocumentId }>`
    update supplier_documents set reminded_at = ${now} where id in (
      select d.id from supplier_documents d where d.state = 'approved' and d.reminded_at is null and d.expires_at <= ${now}::timestamptz + make_interval(days => ${days})
        and not exists (select 1 from supplier_documents n where n.supplier_id = d.supplier_id and n.kind = d.kind and n.state = 'approved' and n.id > d.id)
      order by d.expires_at limit 50 for update skip locked) returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function findReminder(db: Db, id: SupplierDocumentId) {
  const { rows } = await sql<{ kind: DocumentRow['kind']; expiresAt: Date; name: string; contactCipher: string | null }>`
    select d.kind, d.expires_at, s.name, s.contact_cipher from supplier_documents d join suppliers s on s.id = d.supplier_id where d.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Approved suppliers whose licence has run out. */
export async function suspendExpired(db: Db, now: Date): Promise<SupplierId[]> {
  const { rows } = await sql<{ id: SupplierId }>`
    update suppliers set state = 'suspended', suspended_because = 'licence_expired' where id in (
      select id from suppliers where state = 'approved' and licence_expires_at <= ${now} order by id limit 50 for update skip locked) returning id`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Food permits that have run out, each taken once; answers whose. */
export async function takeExpiredPermits(db: Db, now: Date): Promise<SupplierId[]> {
  const { rows } = await sql<{ supplierId: SupplierId }>`
    update supplier_documents set expired_at = ${now} where id in (
      select id from supplier_documents where kind = 'food_permit' and state = 'approved' and expired_at is null and expires_at <= ${now} order by id limit 50 for update skip locked)
    returning supplier_id`.execute(db)
  return rows.map(({ supplierId }) => supplierId)
}

/** Moves a supplier's food between on sale and off sale, by the reason that only this writes. */
export const moveFood = (db: Db, supplierId: SupplierId, to: 'approved' | 'withdrawn', because: string, at: Date) =>
  to === 'withdrawn'
    ? sql`update products p set state = 'withdrawn', rejected_because = ${because}, updated_at = ${at} from categories c
        where c.id = p.category_id and c.needs_food_permit and p.supplier_id = ${supplierId} and p.state = 'approved'`.execute(db)
    : sql`update products set state = 'approved', rejected_because = null, updated_at = ${at}
        where supplier_id = ${supplierId} and state = 'withdrawn' and rejected_because = ${because}`.execute(db)

export const noteAccount = (db: Db, id: SupplierId, accountId: StaffId) =>
  db.updateTable('suppliers').set({ accountId }).where('id', '=', id).execute()
