import { sql } from 'kysely'
import { type Ctx, callerName, inTransaction } from './context.ts'
import { sha256 } from './crypto.ts'
import { isUniqueViolation } from './db.ts'
import { Refusal } from './errors.ts'

const keyShape = /^[0-9A-Za-z_-]{8,64}$/

/** The same request may have its fields in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/**
 * Does `work` once per caller and key. The reply is stored in the transaction that did the work, so either both are there or neither.
 * The same key with another request is refused; while the first is under way, a second is told to wait.
 */
export async function once<T>(
  ctx: Ctx,
  route: string,
  key: string | string[] | undefined,
  input: unknown,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  if (typeof key !== 'string' || !keyShape.test(key)) throw new Refusal('idempotency.key_missing')
  const caller = callerName(ctx)
  const requestHash = sha256(`${route}\n${canonical(input)}`)
  try {
    return await inTransaction(ctx, async (ctx) => {
      const { rows } = await sql<{ claimed: boolean; requestHash: Buffer | null; reply: T }>`
        select pg_try_advisory_xact_lock(hashtextextended(${`${caller}\n${key}`}, 7)) as claimed, stored.request_hash, stored.reply
        from (select 1) as one left join idempotency_keys stored on stored.caller = ${caller} and stored.key = ${key}`.execute(ctx.db)
      const found = rows[0]
      if (found?.requestHash) {
        if (!found.requestHash.equals(requestHash)) throw new Refusal('idempotency.key_reused')
        return found.reply
      }
      if (!found?.claimed) throw new Refusal('idempotency.in_flight')
      const reply = await work(ctx)
      await ctx.db
        .insertInto('idempotencyKeys')
        .values({ caller, key, route, requestHash, reply: JSON.stringify(reply), storedAt: ctx.clock.now() })
        .execute()
      return reply
    })
  } catch (error) {
    // The first one committed between our look and our lock: nothing of ours is kept, its reply is there to read next time.
    if (isUniqueViolation(error, 'idempotency_keys_pkey')) throw new Refusal('idempotency.in_flight')
    throw error
  }
}
