import type { ProductId } from '@lianka/contract/ids'
import type { Ctx } from '#platform/context'
import { addShown, type Shown } from './store.ts'

type Waiting = { counts: Map<string, Shown>; since: number; day: string }

/** What was shown by this process and is not written yet, for each house in it. */
const waiting = new WeakMap<object, Waiting>()

const everyMs = 10_000

/**
 * Counts what was suggested. Written together every few seconds, so that asking for suggestions stays reading: a process that is killed takes a
 * few counts with it, which nobody is owed.
 */
export function noteShown(ctx: Ctx, shown: readonly { productId: ProductId; variant: string; trial: boolean }[]): void {
  const now = ctx.clock.now()
  const mine = waiting.get(ctx.settings) ?? { counts: new Map(), since: now.getTime(), day: now.toISOString().slice(0, 10) }
  waiting.set(ctx.settings, mine)
  for (const one of shown) {
    const key = `${one.productId} ${one.variant} ${one.trial}`
    mine.counts.set(key, { ...one, count: (mine.counts.get(key)?.count ?? 0) + 1 })
  }
  if (now.getTime() - mine.since >= everyMs)
    void writeShown(ctx).catch((error) => ctx.log.warn({ err: error }, 'suggestions shown were not counted'))
}

export async function writeShown(ctx: Ctx): Promise<void> {
  const mine = waiting.get(ctx.settings)
  waiting.delete(ctx.settings)
  if (mine && mine.counts.size > 0) await addShown(ctx.db, [...mine.counts.values()], mine.day)
}
