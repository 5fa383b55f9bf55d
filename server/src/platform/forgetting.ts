import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import type { Sweep } from './jobs.ts'

/** A retry comes within minutes; after three days a stored reply serves nobody. */
const keyDays = 3
/** An ended session is kept for a month, so that the reuse of its token is still noticed. */
const sessionDays = 30
const atOnce = 500

/** Deletes what was kept only for a while; answers how much. Nothing here is a record the law wants kept. */
async function forget(ctx: Ctx): Promise<number> {
  const before = (days: number) => new Date(ctx.clock.now().getTime() - days * 86_400_000)
  const keys = await sql`delete from idempotency_keys where (caller, key) in
    (select caller, key from idempotency_keys where stored_at < ${before(keyDays)} limit ${atOnce})`.execute(ctx.db)
  const sessions = await sql`delete from sessions where id in
    (select id from sessions where least(coalesce(ended_at, expires_at), expires_at) < ${before(sessionDays)} limit ${atOnce})`.execute(
    ctx.db,
  )
  const codes = await sql`delete from phone_codes where expires_at < ${before(1)}`.execute(ctx.db)
  return Number(keys.numAffectedRows ?? 0) + Number(sessions.numAffectedRows ?? 0) + Number(codes.numAffectedRows ?? 0)
}

export const forgettingSweeps: readonly Sweep[] = [{ name: 'platform.forget', run: forget }]
