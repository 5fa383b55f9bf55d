import type { PlanDraftId, ProductId } from '@lianka/contract/ids'
import type { Plan, PlanTerms, SignedWarning } from '@lianka/contract/plan'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Offered } from './rules.ts'

export const findInForce = (db: Db, now: Date) =>
  db.selectFrom('plans').selectAll().where('effectiveAt', '<=', now).orderBy('version', 'desc').limit(1).executeTakeFirst()

export const findNewest = (db: Db) => db.selectFrom('plans').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()

export const listPlans = (db: Db) => db.selectFrom('plans').selectAll().orderBy('version', 'desc').execute()

/** Published versions that take effect later, the next first. */
export const listAnnounced = (db: Db, now: Date) =>
  db.selectFrom('plans').selectAll().where('effectiveAt', '>', now).orderBy('version').execute()

export const findPlan = (db: Db, version: number) => db.selectFrom('plans').select('data').where('version', '=', version).executeTakeFirst()

export type NewPlan = {
  plan: Plan
  by: string
  publishedAt: Date
  effectiveAt: Date
  announcement: string
  signedWarnings: readonly SignedWarning[]
}

export const insertPlan = (db: Db, { plan, by, publishedAt, effectiveAt, announcement, signedWarnings }: NewPlan) =>
  db
    .insertInto('plans')
    .values({
      version: plan.version,
      data: JSON.stringify(plan),
      publishedBy: by,
      publishedAt,
      effectiveAt,
      announcement,
      signedWarnings: JSON.stringify(signedWarnings),
    })
    .execute()

export const titlesOf = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('products')
    .select(['id', 'title'])
    .where('id', 'in', ids as never)
    .execute()

/** Names of staff by id, for people to read; who is no member of staff stays an id. */
export const namesOf = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', ids as never)
    .execute()

export type DraftRow = {
  id: PlanDraftId
  terms: PlanTerms
  announcement: string
  madeBy: string
  changedBy: string
  writers: string[]
  changedAt: Date
  revision: number
}

const draftColumns = ['id', 'terms', 'announcement', 'madeBy', 'changedBy', 'writers', 'changedAt', 'revision'] as const

export const listDrafts = async (db: Db) =>
  (await db.selectFrom('planDrafts').select(draftColumns).orderBy('id', 'desc').limit(50).execute()) as DraftRow[]

export const findDraft = async (db: Db, id: PlanDraftId, lock: boolean) =>
  (await db
    .selectFrom('planDrafts')
    .select(draftColumns)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()) as DraftRow | undefined

export const insertDraft = (db: Db, { id, terms, by, at }: { id: PlanDraftId; terms: PlanTerms; by: string; at: Date }) =>
  db
    .insertInto('planDrafts')
    .values({ id, terms: JSON.stringify(terms), announcement: '', madeBy: by, changedBy: by, writers: [by], changedAt: at, revision: 1 })
    .execute()

/** Compare-and-set by revision; undefined when somebody wrote meanwhile. */
export const writeDraft = (
  db: Db,
  id: PlanDraftId,
  { revision, terms, announcement, by, at }: { revision: number; terms: PlanTerms; announcement: string; by: string; at: Date },
) =>
  db
    .updateTable('planDrafts')
    .set({
      terms: JSON.stringify(terms),
      announcement,
      changedBy: by,
      changedAt: at,
      revision: revision + 1,
      writers: sql<string[]>`case when ${by} = any(writers) then writers else writers || ${by}::text end`,
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst()

export const deleteDraft = async (db: Db, id: PlanDraftId) =>
  (await db.deleteFrom('planDrafts').where('id', '=', id).returning('id').executeTakeFirst()) !== undefined

export type OfferedRow = Offered & { id: ProductId; picture: string }

/** Products as a plan looks at them: those named, or approved ones by words. */
export async function listOffered(
  db: Db,
  { ids, words, limit }: { ids?: readonly string[]; words?: string | undefined; limit: number },
): Promise<OfferedRow[]> {
  if (ids?.length === 0) return []
  const { rows } = await sql<OfferedRow>`
    select p.id, p.title, p.pictures->>0 as picture, not p.return_excepted as returnable, p.state = 'approved' as on_sale,
      (select k.suggested_price from skus k where k.product_id = p.id order by k.place limit 1) as usual_price_fen
    from products p
    where ${ids ? sql`p.id = any(${ids}::text[])` : sql`p.state = 'approved'`}
      ${words ? sql`and p.title like ${`%${words.replace(/[%_\\]/g, '\\$&')}%`}` : sql``}
    order by p.sold_count desc, p.id desc limit ${limit}`.execute(db)
  return rows
}
