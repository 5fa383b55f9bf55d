import { randomInt } from 'node:crypto'
import type { OrderId, TransferId } from '@lianka/contract/ids'
import type { AccountKind, Transfer, TransferKind } from '@lianka/contract/ledger'
import type { Fen } from '@lianka/contract/money'
import type { Ctx } from '#platform/context'
import { newId } from '#platform/ids'
import * as store from './store.ts'

export {
  blocksBetween,
  type ChainDifference,
  continueEra,
  listBlocks,
  type Progress,
  readBlockTransfers,
  sealWaiting,
  verifyChain,
} from './chain.ts'

export type Posting = {
  kind: TransferKind
  /** The unique fact recorded: posting it a second time changes nothing. */
  fact: string
  orderId: OrderId | null
  entries: readonly store.NewEntry[]
}

const spread = () => randomInt(1 << 30) / (1 << 30)

/** Posts facts to the books. Each must sum to zero; entries of 0 fen are left out. Answers those that were new: fact → transfer. */
export async function post(ctx: Ctx, postings: readonly Posting[]): Promise<Map<string, TransferId>> {
  const at = ctx.clock.now()
  const transfers = postings
    .map((posting) => ({ ...posting, id: newId<TransferId>('trf', at), at, entries: posting.entries.filter(({ amount }) => amount !== 0) }))
    .filter(({ entries }) => entries.length > 0)
  return new Map(transfers.length === 0 ? [] : await store.insertTransfers(ctx.db, transfers, spread))
}

/** Balances in fen, debits positive; an account that does not exist yet has 0. */
export async function balancesOf(ctx: Ctx, accounts: readonly string[]): Promise<Map<string, Fen>> {
  const rows = accounts.length === 0 ? [] : await store.balancesOf(ctx.db, accounts)
  return new Map(accounts.map((account) => [account, (rows.find((row) => row.accountId === account)?.amount ?? 0) as Fen]))
}

type Page = { after?: string | undefined; limit: number }

export async function listAccounts(ctx: Ctx, filter: Page & { kind?: AccountKind | undefined }) {
  const rows = await store.listAccounts(ctx.db, filter)
  return {
    items: rows.map(({ id, kind, owner, ownerName, balance }) => ({
      id,
      kind: kind as AccountKind,
      owner,
      ownerName,
      balanceFen: balance as Fen,
    })),
    next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

export async function listTransfers(ctx: Ctx, filter: Page & { accountId?: string | undefined; orderId?: OrderId | undefined }) {
  const rows = await store.listTransfers(ctx.db, filter)
  const items = rows.map(({ occurredAt, entries, ...row }) => ({
    ...row,
    kind: row.kind as TransferKind,
    occurredAt: occurredAt.toISOString(),
    entries: entries as Transfer['entries'],
  }))
  return { items, next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}

export const checkBooks = async (ctx: Ctx) => ({
  items: (await store.measureInvariants(ctx.db)).map(({ name, found }) => ({ name, holds: found === 0, foundFen: found as Fen })),
})
