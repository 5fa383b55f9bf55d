import type { SupplierId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertSupplier = (db: Db, row: Insertable<Tables['suppliers']>) => db.insertInto('suppliers').values(row).execute()

export const listSuppliers = (db: Db, filter: { id?: SupplierId; after?: string | undefined; limit: number }) =>
  db
    .selectFrom('suppliers as s')
    .selectAll('s')
    .select(sql<number>`(select count(*)::int from products p where p.supplier_id = s.id)`.as('productCount'))
    .select(sql<string | null>`(select m.nickname from members m where m.id = s.owner_id)`.as('ownerNickname'))
    .select(
      sql<number>`(select count(*)::int from supplier_documents d where d.supplier_id = s.id and d.state = 'submitted')`.as(
        'submittedDocuments',
      ),
    )
    .$if(Boolean(filter.id), (query) => query.where('s.id', '=', filter.id as SupplierId))
    .$if(Boolean(filter.after), (query) => query.where('s.id', '<', filter.after as SupplierId))
    .orderBy('s.id', 'desc')
    .limit(filter.limit)
    .execute()

/** Sets the state and why; an application is returned only while it is one. */
export const setSupplierState = (
  db: Db,
  id: SupplierId,
  state: Tables['suppliers']['state'],
  because: { returnedBecause: string | null; suspendedBecause: string | null },
) =>
  db
    .updateTable('suppliers')
    .set({ state, ...because })
    .where('id', '=', id)
    .$if(state === 'applied', (query) => query.where('state', '=', 'applied'))
    .returning('id')
    .executeTakeFirst()
