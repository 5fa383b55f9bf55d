import type { Ctx } from '#platform/context'
import * as store from './radar-store.ts'

/** Suggestions read 90 days of looks and owners see 90; what is older serves nobody who agreed to it. */
const keptDays = 180
const atOnce = 2000

/** Forgets looks of more than half a year ago, some at a time so that nobody waits for it. */
export async function forgetOldLooks(ctx: Ctx): Promise<number> {
  return store.deleteLooks(ctx.db, new Date(ctx.clock.now().getTime() - keptDays * 86_400_000), atOnce)
}
