import { setImmediate as soon } from 'node:timers/promises'
import { evaluate } from '@lianka/recommend/evaluate'
import type { Ctx } from '#platform/context'
import { readLooksOfAll } from './figures-store.ts'
import { type Replay, replayOf, type Way } from './replay-rules.ts'

const looksMost = 200_000
const asksAtOnce = 100

/** How often each way would have had what was looked at next among its first twenty, by the visits of the last days. */
export async function replayVisits(ctx: Ctx, days: number) {
  const since = new Date(ctx.clock.now().getTime() - days * 86_400_000)
  const replay = replayOf(await readLooksOfAll(ctx.db, since, looksMost))
  const ways: Way[] = ['neighbours', 'category', 'popular']
  const measured = []
  for (const way of ways) measured.push({ way, ...(await measure(replay, way)) })
  return { sessions: replay.sessions, cases: replay.cases.length, ways: measured }
}

/** Asks a hundred times at a stretch, so that others are served in between. */
async function measure({ cases, ways, itemCount }: Replay, way: Way) {
  const answers = new Map<Int32Array, number[]>()
  for (let from = 0; from < cases.length; from += asksAtOnce) {
    for (const { prefix } of cases.slice(from, from + asksAtOnce)) answers.set(prefix, ways[way](prefix))
    await soon()
  }
  const { hitRate, mrr, ndcg, coverage, gini, hitRateWithin } = evaluate(cases, (prefix) => answers.get(prefix) ?? [], itemCount)
  return { hitRate, mrr, ndcg, coverage, gini, hitRateLow: hitRateWithin[0], hitRateHigh: hitRateWithin[1] }
}
