import type { Plan } from '@lianka/contract/plan'
import type { Db } from '#platform/db'

export const findInForce = (db: Db, now: Date) =>
  db.selectFrom('plans').selectAll().where('effectiveAt', '<=', now).orderBy('version', 'desc').limit(1).executeTakeFirst()

export const listPlans = (db: Db) => db.selectFrom('plans').selectAll().orderBy('version', 'desc').execute()

export const findPlan = (db: Db, version: number) => db.selectFrom('plans').select('data').where('version', '=', version).executeTakeFirst()

export const insertPlan = (db: Db, plan: Plan, by: string, publishedAt: Date, effectiveAt: Date) =>
  db
    .insertInto('plans')
    .values({ version: plan.version, data: JSON.stringify(plan), publishedBy: by, publishedAt, effectiveAt })
    .execute()

export const titlesOf = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('products')
    .select(['id', 'title'])
    .where('id', 'in', ids as never)
    .execute()
