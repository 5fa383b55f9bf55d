import { sql } from 'kysely'
import { type Ctx, callerName, inTransaction } from './context.ts'
import { sha256 } from './crypto.ts'
import { type Db, isUniqueViolation } from './db.ts'
import { Refusal } from './errors.ts'

const keyShape = /^[0-9A-Za-z_-]{8,64}$/

/** The same request may have its fields in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** One request as it is told apart from others: who sent it, under which key, and what it asked. */
export type Ticket = { caller: string; key: string; route: string; requestHash: Buffer }

export function ticketOf(ctx: Ctx, route: string, key: string | string[] | undefined, input: unknown): Ticket {
  if (typeof key !== 'string' || !keyShape.test(key)) throw new Refusal('idempotency.key_missing')
  return { caller: callerName(ctx), key, route, requestHash: sha256(`${route}\n${canonical(input)}`) }
}

export type Found<T> = { claimed: boolean; requestHash: Buffer | null; reply: T }

/** Looks up what was answered under these keys before, and with `claim` takes each for this transaction; one row a ticket, in their order. */
export async function lookUp<T>(db: Db, tickets: readonly Ticket[], claim: boolean): Promise<Found<T>[]> {
  const { rows } = await sql<Found<T>>`
    select ${claim ? sql`pg_try_advisory_xact_lock(hashtextextended(asked.caller || E'\n' || asked.key, 7))` : sql`true`} as claimed, stored.request_hash, stored.reply
    from unnest(${tickets.map(({ caller }) => caller)}::text[], ${tickets.map(({ key }) => key)}::text[]) with ordinality as asked (caller, key, place)
    left join lateral (select request_hash, reply from idempotency_keys k where k.caller = asked.caller and k.key = asked.key limit 1) stored on true order by asked.place`.execute(
    db,
  )
  return rows
}

/** The stored reply, a refusal, or undefined when the work is still to be done. */
export function replyOf<T>(found: Found<T> | undefined, { requestHash }: Ticket): T | undefined {
  if (found?.requestHash) {
    if (!found.requestHash.equals(requestHash)) throw new Refusal('idempotency.key_reused')
    return found.reply
  }
  if (!found?.claimed) throw new Refusal('idempotency.in_flight')
  return undefined
}

export type Kept = { ticket: Ticket; reply: unknown }

/** Keeps replies; also as one part of a statement that does the work. */
export const keeping = (replies: readonly Kept[], at: Date) =>
  sql`insert into idempotency_keys (caller, key, route, request_hash, reply, stored_at)
    select caller, key, route, request_hash, reply, ${at} from unnest(${replies.map(({ ticket }) => ticket.caller)}::text[], ${replies.map(({ ticket }) => ticket.key)}::text[],
      ${replies.map(({ ticket }) => ticket.route)}::text[], ${replies.map(({ ticket }) => ticket.requestHash)}::bytea[], ${replies.map(({ reply }) => JSON.stringify(reply))}::jsonb[]) as kept (caller, key, route, request_hash, reply)`

/** The first one committed between our look and our lock: nothing of ours is kept, its reply is there to read next time. */
export function refuseIfKept(error: unknown): never {
  if (isUniqueViolation(error, 'idempotency_keys_pkey')) throw new Refusal('idempotency.in_flight')
  throw error
}

/**
 * Does `work` once per caller and key. The reply is stored in the transaction that did the work, so either both are there or neither.
 * The same key with another request is refused; while the first is under way, a second is told to wait.
 */
export const once = <T>(ctx: Ctx, ticket: Ticket, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  inTransaction(ctx, async (ctx) => {
    const [found] = await lookUp<T>(ctx.db, [ticket], true)
    const before = replyOf(found, ticket)
    if (before !== undefined) return before
    const reply = await work(ctx)
    await keeping([{ ticket, reply }], ctx.clock.now()).execute(ctx.db)
    return reply
  }).catch(refuseIfKept)
