import { Plan } from '@lianka/contract/plan'
import type { Ctx } from '#platform/context'
import * as store from './store.ts'

/** Published plans never change, so each is read once. One map per database: tests have many. */
const known = new WeakMap<object, Map<number, Plan>>()

const plansOf = (ctx: Ctx) => {
  const plans = known.get(ctx.settings) ?? new Map<number, Plan>()
  known.set(ctx.settings, plans)
  return plans
}

/** The plan that holds for orders paid now. */
export async function planInForce(ctx: Ctx): Promise<Plan> {
  const row = await store.findInForce(ctx.db, ctx.clock.now())
  if (!row) throw new Error('No reward plan is in force; publish one first')
  return row.data as Plan
}

/** The plan an order was paid under. */
export async function planOf(ctx: Ctx, version: number): Promise<Plan> {
  const plans = plansOf(ctx)
  const cached = plans.get(version)
  if (cached) return cached
  const row = await store.findPlan(ctx.db, version)
  if (!row) throw new Error(`There is no plan of version ${version}`)
  plans.set(version, row.data as Plan)
  return row.data as Plan
}

/** Writes a version, in force at once unless told otherwise. Its lawfulness is judged before it comes here. */
export function publishPlan(ctx: Ctx, plan: Plan, by: string, effectiveAt?: Date) {
  const now = ctx.clock.now()
  return store.insertPlan(ctx.db, Plan.parse(plan), by, now, effectiveAt ?? now)
}

const toPublished = (row: Awaited<ReturnType<typeof store.listPlans>>[number]) => ({
  plan: row.data as Plan,
  publishedAt: row.publishedAt.toISOString(),
  effectiveAt: row.effectiveAt.toISOString(),
  publishedBy: row.publishedBy,
})

export const listPlans = async (ctx: Ctx) => ({ items: (await store.listPlans(ctx.db)).map(toPublished) })

export async function readCurrentPlan(ctx: Ctx) {
  const row = await store.findInForce(ctx.db, ctx.clock.now())
  if (!row) throw new Error('No reward plan is in force; publish one first')
  const published = toPublished(row)
  const ids = published.plan.designated.map(({ productId }) => productId)
  const titles = ids.length > 0 ? await store.titlesOf(ctx.db, ids) : []
  return { ...published, designatedNames: Object.fromEntries(titles.map(({ id, title }) => [id, title])) }
}
