import type { Variant } from '@lianka/contract/recommendation'
import { giniOf } from '@lianka/recommend/evaluate'
import { type Ctx, callerName } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { chanceToBeBetter, shareOf } from './figures-rules.ts'
import * as store from './figures-store.ts'
import { forgetCommon } from './shelf.ts'

const coldShown = 20
const trialsShown = 20
const experimentsShown = 10
const daysAgo = (ctx: Ctx, days: number) => new Date(ctx.clock.now().getTime() - days * 86_400_000)

/** What suggestions did in the last days. */
export async function readFigures(ctx: Ctx, days: number) {
  const since = daysAgo(ctx, days)
  const [byDay, goods, cold, trials, experiments] = [
    await store.countByDay(ctx.db, since),
    await store.countsOfGoods(ctx.db, since),
    await store.listCold(ctx.db, since, ctx.clock.now(), coldShown),
    await store.listTrials(ctx.db, since, trialsShown),
    await store.listExperiments(ctx.db, experimentsShown),
  ]
  const [shown, clicked] = [byDay.reduce((sum, day) => sum + day.shown, 0), byDay.reduce((sum, day) => sum + day.clicked, 0)]
  return {
    days: byDay,
    shown,
    clicked,
    clickRate: shareOf(clicked, shown),
    onSale: goods.length,
    reached: goods.filter((count) => count > 0).length,
    gini: giniOf(goods),
    cold,
    trials: trials.map((one) => ({ ...one, clickRate: shareOf(one.clicked, one.shown) })),
    experiments: await Promise.all(experiments.map((one) => toExperiment(ctx, one))),
  }
}

/** A comparison with what was counted while it ran, the usual way first. */
async function toExperiment(ctx: Ctx, { startedAt, endedAt, ...row }: store.ExperimentRow) {
  const counts = await store.countByVariant(ctx.db, startedAt, endedAt ?? ctx.clock.now())
  const of = (variant: Variant) => counts.find((count) => count.variant === variant) ?? { variant, shown: 0, clicked: 0 }
  const [usual, other] = [of('usual'), of(row.variant)]
  return {
    ...row,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    figures: [usual, other].map((count) => ({
      ...count,
      clickRate: shareOf(count.clicked, count.shown),
      betterChance: count === usual || other.shown === 0 || usual.shown === 0 ? null : chanceToBeBetter(count, usual),
    })),
  }
}

export type Comparison = { name: string; variant: Exclude<Variant, 'usual'>; sharePercent: number }

/** Starts comparing another way of suggesting with the usual one; one at a time, or nobody could say what a difference comes from. */
export async function startExperiment(ctx: Ctx, comparison: Comparison) {
  const startedAt = ctx.clock.now()
  const row = { id: newId<string>('exp', startedAt), ...comparison, startedAt }
  if (!(await store.startExperiment(ctx.db, { ...row, startedBy: callerName(ctx) }))) throw new Refusal('recommendation.experiment_running')
  forgetCommon(ctx)
  return toExperiment(ctx, { ...row, endedAt: null })
}

export async function endExperiment(ctx: Ctx, id: string) {
  const row = await store.endExperiment(ctx.db, id, ctx.clock.now())
  if (!row) throw new Refusal('recommendation.experiment_not_found')
  forgetCommon(ctx)
  return toExperiment(ctx, row)
}
