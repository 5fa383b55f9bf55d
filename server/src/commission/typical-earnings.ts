import type { TypicalEarnings } from '@lianka/contract/reward'
import type { Ctx } from '#platform/context'
import { typicalOf } from './rules.ts'
import * as store from './store.ts'

const days = 365
const hoursBetween = 6

/** Measures what agents and bosses earned in the last year, once every few hours; answers whether it did. */
export async function measureTypicalEarnings(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  const newest = await store.newestTypicalEarnings(ctx.db)
  if (newest && now.getTime() - newest.measuredAt.getTime() < hoursBetween * 3_600_000) return 0
  await measure(ctx, now)
  return 1
}

async function measure(ctx: Ctx, to: Date): Promise<TypicalEarnings> {
  const from = new Date(to.getTime() - days * 86_400_000)
  const measured = typicalOf(await store.earnedSince(ctx.db, from), from, to)
  await store.keepTypicalEarnings(ctx.db, to, measured)
  return measured
}

/** As last measured; in a new house that was never, so it is done now. */
export async function readTypicalEarnings(ctx: Ctx): Promise<TypicalEarnings> {
  const newest = await store.newestTypicalEarnings(ctx.db)
  return newest ? (newest.data as TypicalEarnings) : measure(ctx, ctx.clock.now())
}
