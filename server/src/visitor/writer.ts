import type { VisitorId } from '@lianka/contract/ids'
import type { Ctx } from '#platform/context'
import type { KeptEvent } from './rules.ts'
import * as store from './store.ts'

/**
 * Batches of events that come within a few milliseconds are written with one statement: a beacon does not mind waiting for others, and the
 * database has a tenth of the commits. A batch is answered once it is committed, so nothing acknowledged is lost.
 */
type Waiting = { visitorId: VisitorId; events: readonly KeptEvent[]; done: (accepted: number) => void; failed: (error: unknown) => void }

const waitMs = 15
/** As many as one statement takes well; whoever makes them more begins the next. */
const eventsMost = 1000

const queues = new WeakMap<object, Waiting[]>()

/** Writes a batch together with what else comes; answers how many of its events were new. */
export function writeEvents(ctx: Ctx, visitorId: VisitorId, events: readonly KeptEvent[]): Promise<number> {
  return new Promise((done, failed) => {
    const queue = queues.get(ctx.settings)
    const one = { visitorId, events, done, failed }
    if (queue) {
      queue.push(one)
      if (queue.reduce((sum, each) => sum + each.events.length, 0) >= eventsMost) flush(ctx, queue)
      return
    }
    const made = [one]
    queues.set(ctx.settings, made)
    setTimeout(() => flush(ctx, made), waitMs)
  })
}

function flush(ctx: Ctx, queue: Waiting[]) {
  if (queues.get(ctx.settings) === queue) queues.delete(ctx.settings)
  const batches = queue.splice(0)
  if (batches.length > 0) void write(ctx, batches)
}

async function write(ctx: Ctx, batches: readonly Waiting[]): Promise<void> {
  try {
    const counts = await store.insertBatches(ctx.db, batches, ctx.clock.now())
    for (const [at, { done }] of batches.entries()) done(counts[at] ?? 0)
  } catch (error) {
    // What is wrong with one must not be the others' loss: each is tried by itself, and whose fault it was is told.
    if (batches.length === 1) return batches[0]?.failed(error)
    for (const batch of batches) await write(ctx, [batch])
  }
}
