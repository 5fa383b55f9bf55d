import type {
  AfterSaleId,
  AuditRunId,
  CaseId,
  DraftId,
  GroupBuyId,
  LineId,
  MemberId,
  OrderId,
  ParcelId,
  SupplierDocumentId,
  WithdrawalId,
} from '@lianka/contract/ids'
import { Logger, run, runOnce, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import type { Pool } from './db.ts'
import { keepWorking } from './lost-jobs.ts'

/** Facts that have happened. Published inside the transaction that made them true, so the job rows are the outbox. */
export type Events = {
  'order.paid': { orderId: OrderId }
  'order.rerated': { orderId: OrderId }
  'order.closed': { orderId: OrderId }
  'group.filled': { groupId: GroupBuyId }
  'group.expired': { groupId: GroupBuyId }
  'parcel.shipped': { parcelId: ParcelId; orderId: OrderId }
  'parcel.received': { parcelId: ParcelId; orderId: OrderId }
  'line.completed': { lineId: LineId; orderId: OrderId }
  'refund.approved': { outRefundNo: string }
  'after-sale.sent': { afterSaleId: AfterSaleId; direction: 'return' | 'replacement' }
  /** The courier service tells of a parcel that is not an order's. */
  'tracks.pushed': { company: string; number: string; delivered: boolean; lines: { at: string; text: string; place: string }[] }
  'refund.succeeded': { outRefundNo: string }
  'member.joined': { memberId: MemberId }
  'audit.asked': { runId: AuditRunId }
  'withdrawal.requested': { withdrawalId: WithdrawalId }
  /** The channel says that a transfer or split has ended; it is asked how. */
  'transfer.finished': { number: string }
  'guard.case-closed': { caseId: CaseId }
  'guard.payouts-freed': { caseId: CaseId }
  /** Words that goods are found by changed; a trigger adds this one's job. */
  'goods.reworded': Record<string, never>
  /** Words are to be drafted by a model. */
  'draft.asked': { draftId: DraftId }
  'supply.document-ending': { documentId: SupplierDocumentId }
}

/** Work a module does after a fact. It may run twice and in any order, so it must not mind either. */
export type Reaction<E extends keyof Events> = { name: string; on: E; run: (ctx: Ctx, event: Events[E]) => Promise<void> }
export type AnyReaction = { [E in keyof Events]: Reaction<E> }[keyof Events]

/** Work that is due by the clock: rows with a `due_at`. Answers how many it did; it is called again at once while it does any. */
export type Sweep = { name: string; run: (ctx: Ctx) => Promise<number> }

/** Queues one job for each reaction to the fact, in the caller's transaction and in one statement. */
export async function publish<E extends keyof Events>(ctx: Ctx, event: E, payload: Events[E]): Promise<void> {
  const names = ctx.reactions.filter((reaction) => reaction.on === event).map((reaction) => reaction.name)
  if (names.length === 0) return
  await sql`select graphile_worker.add_job(name, ${JSON.stringify(payload)}::json) from unnest(${names}::text[]) as name`.execute(ctx.db)
}

const tasksOf = (ctx: Ctx): TaskList =>
  Object.fromEntries(
    ctx.reactions.map((reaction) => [
      reaction.name,
      async (payload: unknown) => {
        await reaction.run({ ...ctx, caller: { kind: 'system' } }, payload as never)
      },
    ]),
  )

/** The worker's own messages: what goes wrong is ours to know, its chatter is not. */
const loggerOf = (ctx: Ctx) =>
  new Logger(() => (level, message) => {
    if (level === 'error') ctx.log.error(message)
    else if (level === 'warning') ctx.log.warn(message)
  })

/** Runs jobs as they come, until stopped. */
export const startJobs = (ctx: Ctx, pool: Pool) =>
  keepWorking(ctx, (events) =>
    run({ pgPool: pool, taskList: tasksOf(ctx), concurrency: 4, pollInterval: 1000, noHandleSignals: true, logger: loggerOf(ctx), events }),
  )

/** Runs every job that is ready now, and those they make, then returns: for tests and seeding. */
export async function runJobsOnce(ctx: Ctx, pool: Pool): Promise<void> {
  // Setting up a runner takes longer than most jobs, so it is asked first whether there are any.
  const { rows } = await pool.query(
    'select 1 from graphile_worker.jobs where run_at <= now() and attempts < max_attempts and locked_at is null limit 1',
  )
  if (rows.length > 0) await runOnce({ pgPool: pool, taskList: tasksOf(ctx), noHandleSignals: true, logger: loggerOf(ctx) })
}

/** Runs each sweep until it finds nothing due. One that fails is logged and does not stop the others. */
export async function sweepOnce(ctx: Ctx, sweeps: readonly Sweep[]): Promise<void> {
  for (const sweep of sweeps) {
    try {
      while ((await sweep.run({ ...ctx, caller: { kind: 'system' } })) > 0);
    } catch (error) {
      ctx.log.error({ err: error, sweep: sweep.name }, 'sweep failed')
    }
  }
}

/** Sweeps every few seconds, one sweep at a time; `now()` sweeps at once (the clock was moved). */
export function startSweeps(ctx: Ctx, sweeps: readonly Sweep[], everyMs = 2000) {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  const sweep = () => {
    running = running.then(() => (stopped ? undefined : sweepOnce(ctx, sweeps)))
    return running
  }
  const timer = setInterval(() => void sweep(), everyMs)
  return {
    now: sweep,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
