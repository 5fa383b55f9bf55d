import { z } from 'zod'
import { AuditRunId } from './ids.ts'
import { PageQuery, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'
import { Day } from './wallet.ts'

/** `replay`: every share, rank and balance again from orders, graph and plans. `verify_chain`: every sealed block again from its transfers. */
export const auditKinds = ['replay', 'verify_chain'] as const
export const AuditKind = z.enum(auditKinds)
export type AuditKind = z.infer<typeof AuditKind>

export const AuditRun = z.object({
  id: AuditRunId,
  kind: AuditKind,
  state: z.enum(['waiting', 'running', 'same', 'different', 'broken_off']),
  askedBy: z.string(),
  askedAt: Time,
  finishedAt: Time.nullable(),
  /** Facts or blocks gone through, and how many there are. */
  done: z.int(),
  total: z.int(),
  /** The first difference, in words; null while none was found. */
  difference: z.object({ zh: z.string(), en: z.string() }).nullable(),
})
export type AuditRun = z.infer<typeof AuditRun>

export const Block = z.object({
  height: z.int(),
  transfers: z.int(),
  firstTransferId: z.string(),
  lastTransferId: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  sealedAt: Time,
})
export type Block = z.infer<typeof Block>

const readers = ['operator-admin', 'operator-finance', 'operator-compliance', 'auditor'] as const

export const auditContract = {
  'GET /console/audit/runs': {
    summary: 'Replays and verifications of the chain, newest first',
    who: readers,
    query: PageQuery,
    reply: pageOf(AuditRun),
  },
  'POST /console/audit/runs': {
    summary: 'Starts a replay or a verification; it goes on when the page is left',
    who: readers,
    idempotence: 'key',
    body: z.object({ kind: AuditKind }),
    reply: AuditRun,
  },
  'GET /console/audit/runs/:id': {
    summary: 'How far a run is, and what it found',
    who: readers,
    params: z.object({ id: AuditRunId }),
    reply: AuditRun,
  },
  'GET /console/audit/blocks': {
    summary: 'The sealed blocks of the ledger, newest first, with how much is not sealed yet',
    who: readers,
    query: PageQuery,
    reply: pageOf(Block).extend({ unsealed: z.int() }),
  },
  'GET /console/audit/evidence': {
    summary: 'Everything needed to check the payouts of some days offline, as one JSON file with hashes; people appear by id only',
    who: readers,
    query: z.object({ from: Day, to: Day }),
    reply: z.string(),
  },
} satisfies Contract
