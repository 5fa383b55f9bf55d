import type { CaseKind, CaseState, CaseSummary, GuardCase, GuardOverview, Outcome, PersonRef, TeamGraph } from '@lianka/contract/guard'
import type { CaseId, MemberId } from '@lianka/contract/ids'
import type { Bps, Fen } from '@lianka/contract/money'
import { type Ctx, inTransaction, staffOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { publish } from '#platform/jobs'
import { listDifferences } from './count-store.ts'
import { windowStart } from './detect.ts'
import { alarms, canBecome, holdsAfter, measuresOf, shareBps, windowDays } from './rules.ts'
import * as store from './store.ts'

export { readEvidence } from './evidence.ts'

/** Which cases make the payouts of these people wait; whoever is missing from the answer may be paid. One statement over an index. */
export async function payoutHoldsOf(ctx: Ctx, memberIds: readonly MemberId[]): Promise<Map<MemberId, CaseId[]>> {
  const rows = memberIds.length === 0 ? [] : await store.listHolds(ctx.db, memberIds)
  const holds = new Map<MemberId, CaseId[]>()
  for (const { memberId, caseId } of rows) holds.set(memberId, [...(holds.get(memberId) ?? []), caseId])
  return holds
}

/** Counts teams and orders anew and answers where the step-by-step counts differ from it. Reads everything: for tests and for doubt. */
export const recountTeams = (ctx: Ctx) => listDifferences(ctx.db)

type Person = { id: MemberId | null; nickname: string | null; portrait: string | null }
const toPerson = ({ id, nickname, portrait }: Person): PersonRef | null => (id && nickname && portrait ? { id, nickname, portrait } : null)

const toSummary = (row: store.SummaryRow): CaseSummary => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  score: row.score,
  outcome: row.outcome,
  holdsPayouts: row.holdsPayouts,
  owner: row.ownerId && row.ownerName ? { id: row.ownerId, name: row.ownerName } : null,
  subject: toPerson({ ...row, id: row.subjectId }),
  peopleCount: row.peopleCount,
  openedAt: row.openedAt.toISOString(),
  detectedAt: row.detectedAt.toISOString(),
})

/** Where a list sorted by a number and an id goes on: `<number>~<id>`. */
function afterOf(after: string | undefined): { n: number; id: string } | undefined {
  const [n, id] = (after ?? '').split('~')
  return n && id && /^\d{1,9}$/.test(n) ? { n: Number(n), id } : undefined
}

type CaseQuery = { state?: CaseState | undefined; kind?: CaseKind | undefined; after?: string | undefined; limit: number }

export async function listCases(ctx: Ctx, { state, kind, after, limit }: CaseQuery) {
  const from = afterOf(after)
  const rows = await store.listCases(ctx.db, { state, kind, limit, after: from && { score: from.n, id: from.id } })
  const last = rows.at(-1)
  return { items: rows.map(toSummary), next: rows.length === limit && last ? `${last.score}~${last.id}` : null }
}

export async function readCase(ctx: Ctx, id: CaseId): Promise<GuardCase> {
  const [row] = await store.listCases(ctx.db, { id, limit: 1 })
  if (!row) throw new Refusal('guard.case_not_found')
  const [people, notes] = [await store.listPeople(ctx.db, id), await store.listNotes(ctx.db, id)]
  return { ...toSummary(row), facts: row.facts, people, history: notes.map((note) => ({ ...note, at: note.at.toISOString() })) }
}

/** An officer's act on a case: the row is held, what was done is noted with words, and the case is answered as it then is. */
const act = (ctx: Ctx, id: CaseId, work: (ctx: Ctx, row: store.CaseRow) => Promise<{ what: store.NoteKind; words: string } | null>) =>
  inTransaction(ctx, async (ctx) => {
    const row = await store.lockCase(ctx.db, id)
    if (!row) throw new Refusal('guard.case_not_found')
    const done = await work(ctx, row)
    if (done) await store.insertNote(ctx.db, { caseId: id, by: staffOf(ctx).staffId, at: ctx.clock.now(), ...done })
    return readCase(ctx, id)
  })

export const takeCase = (ctx: Ctx, id: CaseId) =>
  act(ctx, id, async (ctx, row) => {
    const { staffId } = staffOf(ctx)
    if (row.ownerId === staffId && row.state === 'investigating') return null
    if (!canBecome(row.state, 'investigating')) throw new Refusal('guard.closed')
    await store.updateCase(ctx.db, id, { state: 'investigating', ownerId: staffId })
    return { what: 'taken', words: '' }
  })

/** Notes are welcome on closed cases too: what comes to light later belongs there. */
export const addNote = (ctx: Ctx, id: CaseId, words: string) => act(ctx, id, async () => ({ what: 'noted', words }))

/** An officer decides about the payouts, against the score if need be. A closed case can only be let go of. */
export const setHold = (ctx: Ctx, id: CaseId, { holds, words }: { holds: boolean; words: string }) =>
  act(ctx, id, async (ctx, row) => {
    if (row.holdsPayouts === holds) return null
    if (holds && row.state === 'closed') throw new Refusal('guard.closed')
    await store.updateCase(ctx.db, id, { holdsPayouts: holds, holdDecided: true })
    if (!holds) await publish(ctx, 'guard.payouts-freed', { caseId: id })
    return { what: holds ? 'held' : 'freed', words }
  })

/** Closes a case. Cleared and warned people are paid from now on; a confirmed case goes on holding until an officer lets go. */
export const decideCase = (ctx: Ctx, id: CaseId, { outcome, words }: { outcome: Outcome; words: string }) =>
  act(ctx, id, async (ctx, row) => {
    if (row.state === 'closed' && row.outcome === outcome) return null
    if (row.state === 'closed') throw new Refusal('guard.closed')
    if (!canBecome(row.state, 'closed')) throw new Refusal('guard.not_taken')
    const set = { state: 'closed', outcome, closedAt: ctx.clock.now(), holdsPayouts: holdsAfter(outcome) } as const
    await store.updateCase(ctx.db, id, set)
    await publish(ctx, 'guard.case-closed', { caseId: id })
    return { what: 'closed', words }
  })

export async function readOverview(ctx: Ctx): Promise<GuardOverview> {
  const [row, cases] = [await store.readMeasures(ctx.db), await store.countCases(ctx.db)]
  const largestTeam = await store.largestTeam(ctx.db, alarms.levels)
  return {
    measuredAt: row ? row.measuredAt.toISOString() : null,
    windowDays,
    orders: row?.orders ?? 0,
    salesFen: row?.sales ?? (0 as Fen),
    measures: measuresOf(row && { ...row, largestTeam }),
    cases,
  }
}

export async function listRoots(ctx: Ctx, { after, limit }: { after?: string | undefined; limit: number }) {
  const from = afterOf(after)
  const rows = await store.listRoots(ctx.db, { since: windowStart(ctx), limit, after: from && { people: from.n, id: from.id } })
  const last = rows.at(-1)
  return {
    items: rows.map(({ id, nickname, portrait, people, levels, sales, outside, openCases }) => ({
      id,
      person: { id, nickname, portrait },
      people,
      levels,
      salesFen: sales as Fen,
      outsideBps: sales > 0 ? (shareBps(outside, sales) as Bps) : null,
      openCases,
    })),
    next: rows.length === limit && last ? `${last.people}~${last.id}` : null,
  }
}

const graphLevels = 4
const graphPeople = 300

/** The original graph below one person, as far as a screen can show it; of each person how many directs are left out. */
export async function readGraph(ctx: Ctx, id: MemberId): Promise<TeamGraph> {
  const rows = await store.readGraph(ctx.db, id, graphLevels, graphPeople)
  if (rows.length === 0) throw new Refusal('account.member_not_found')
  const team = await store.findTeam(ctx.db, id)
  const shown = Map.groupBy(rows, (row) => row.referrerId)
  const nodes = rows.map((row) => ({ ...row, hiddenDirects: row.directCount - (shown.get(row.id)?.length ?? 0) }))
  return { nodes, people: team?.people ?? 0, levels: team?.levels ?? 0 }
}
