import type { Ctx } from '#platform/context'
import { addSearches } from './words-store.ts'

type Heard = { counts: Map<string, number>; since: number }

/** What was looked for in this process and is not written yet, for each house in it. */
const heard = new WeakMap<object, Heard>()

const everyMs = 10_000
const wordsMost = 60

/**
 * Counts a search that found something. Written together every few seconds, so that looking for goods stays reading: a process that is
 * killed takes a few counts with it, which nobody is owed.
 */
export function hear(ctx: Ctx, words: string): void {
  const now = ctx.clock.now().getTime()
  const mine = heard.get(ctx.settings) ?? { counts: new Map(), since: now }
  heard.set(ctx.settings, mine)
  const kept = words.slice(0, wordsMost)
  mine.counts.set(kept, (mine.counts.get(kept) ?? 0) + 1)
  if (now - mine.since >= everyMs) void writeHeard(ctx).catch((error) => ctx.log.warn({ err: error }, 'searches were not counted'))
}

export async function writeHeard(ctx: Ctx): Promise<void> {
  const mine = heard.get(ctx.settings)
  heard.delete(ctx.settings)
  if (mine && mine.counts.size > 0) await addSearches(ctx.db, [...mine.counts], ctx.clock.now())
}
