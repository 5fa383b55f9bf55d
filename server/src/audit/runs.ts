import type { AuditKind, AuditRun } from '@lianka/contract/audit'
import type { AuditRunId } from '@lianka/contract/ids'
import { verifyChain } from '#ledger/service'
import { type Ctx, callerName } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { publish } from '#platform/jobs'
import { replay } from './replay.ts'
import { chainInWords, inWords } from './rules.ts'
import * as store from './runs-store.ts'

const toRun = ({ askedAt, finishedAt, difference, ...row }: store.RunRow): AuditRun => ({
  ...row,
  askedAt: askedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
  difference: difference as AuditRun['difference'],
})

export async function readRun(ctx: Ctx, id: AuditRunId): Promise<AuditRun> {
  const row = await store.findRun(ctx.db, id)
  if (!row) throw new Refusal('audit.run_not_found')
  return toRun(row)
}

export async function listRuns(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const rows = await store.listRuns(ctx.db, page)
  return { items: rows.map(toRun), next: rows.length === page.limit ? (rows.at(-1)?.id ?? null) : null }
}

/** Asks for a replay or a verification; a worker does it. */
export async function askRun(ctx: Ctx, kind: AuditKind): Promise<AuditRun> {
  const now = ctx.clock.now()
  const id = newId<AuditRunId>('run', now)
  await store.insertRun(ctx.db, { id, kind, state: 'waiting', askedBy: callerName(ctx), askedAt: now })
  await publish(ctx, 'audit.asked', { runId: id })
  return readRun(ctx, id)
}

/** Does a run that was asked for, writing down how far it is. */
export async function doRun(ctx: Ctx, id: AuditRunId): Promise<void> {
  const run = await store.findRun(ctx.db, id)
  if (!run || !(await store.move(ctx.db, id, ['waiting', 'running'], { state: 'running' }))) return
  const progress = async (done: number, total: number) => {
    await store.move(ctx.db, id, ['running'], { done, total })
  }
  const difference =
    run.kind === 'replay'
      ? await replay(ctx, progress).then(({ difference }) => difference && inWords(difference))
      : await verifyChain(ctx, progress).then(({ difference }) => difference && chainInWords(difference))
  await store.move(ctx.db, id, ['running'], {
    state: difference ? 'different' : 'same',
    finishedAt: ctx.clock.now(),
    ...(difference && { difference: JSON.stringify(difference) }),
  })
}

const hoursAtMost = 1

/** A run whose worker died is not left looking busy; answers how many. */
export const endLostRuns = async (ctx: Ctx): Promise<number> => {
  const now = ctx.clock.now()
  return (await store.breakOff(ctx.db, new Date(now.getTime() - hoursAtMost * 3_600_000), now)).length
}
