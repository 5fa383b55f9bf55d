import { Plan, type PublishedPlan } from '@lianka/contract/plan'
import type { Ctx } from '#platform/context'
import * as store from './store.ts'

/** Published plans never change, so each is read once. One map per database: tests have many. */
const known = new WeakMap<object, Map<number, Plan>>()

const plansOf = (ctx: Ctx) => {
  const plans = known.get(ctx.settings) ?? new Map<number, Plan>()
  known.set(ctx.settings, plans)
  return plans
}

/** The plan that holds for what happens at a moment: now, or the one that is written down with the fact. */
export async function planInForce(ctx: Ctx, at = ctx.clock.now()): Promise<Plan> {
  const row = await store.findInForce(ctx.db, at)
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

/** Writes a version, in force at once unless told otherwise: the first one of a new house. Later ones are published from drafts. */
export function publishPlan(ctx: Ctx, plan: Plan, by: string, effectiveAt?: Date) {
  const publishedAt = ctx.clock.now()
  return store.insertPlan(ctx.db, {
    plan: Plan.parse(plan),
    by,
    publishedAt,
    effectiveAt: effectiveAt ?? publishedAt,
    announcement: '',
    signedWarnings: [],
  })
}

type Row = Awaited<ReturnType<typeof store.listPlans>>[number]

export const toPublished = (row: Row): PublishedPlan => ({
  plan: row.data as Plan,
  publishedAt: row.publishedAt.toISOString(),
  effectiveAt: row.effectiveAt.toISOString(),
  publishedBy: row.publishedBy,
  announcement: row.announcement,
  signedWarnings: row.signedWarnings as PublishedPlan['signedWarnings'],
})

/** Published by whom, in names instead of ids. */
async function withNames(ctx: Ctx, items: PublishedPlan[]): Promise<PublishedPlan[]> {
  const names = items.length === 0 ? [] : await store.namesOf(ctx.db, [...new Set(items.map(({ publishedBy }) => publishedBy))])
  const nameOf = new Map<string, string>(names.map(({ id, name }) => [id, name]))
  return items.map((item) => ({ ...item, publishedBy: nameOf.get(item.publishedBy) ?? item.publishedBy }))
}

export const listPlans = async (ctx: Ctx) => ({ items: await withNames(ctx, (await store.listPlans(ctx.db)).map(toPublished)) })

export async function readCurrentPlan(ctx: Ctx) {
  const now = ctx.clock.now()
  const row = await store.findInForce(ctx.db, now)
  if (!row) throw new Error('No reward plan is in force; publish one first')
  const [published, ...announced] = await withNames(ctx, [row, ...(await store.listAnnounced(ctx.db, now))].map(toPublished))
  if (!published) throw new Error('The plan in force has no name')
  const ids = [published, ...announced].flatMap(({ plan }) => plan.designated.map(({ productId }) => productId))
  const titles = ids.length > 0 ? await store.titlesOf(ctx.db, ids) : []
  return { ...published, announced, designatedNames: Object.fromEntries(titles.map(({ id, title }) => [id, title])) }
}
