import type { Ctx } from './context.ts'

/** Writes down what a person should look at: who tried what, without personal data. */
export async function recordSecurityEvent(ctx: Ctx, kind: string, detail: Record<string, string | number | null>): Promise<void> {
  ctx.log.warn({ kind, what: detail }, 'security event')
  await ctx.db
    .insertInto('securityEvents')
    .values({ kind, detail: JSON.stringify(detail), at: ctx.clock.now() })
    .execute()
}
