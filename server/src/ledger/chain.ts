import { type Ctx, inTransaction } from '#platform/context'
import { blockHash, genesis, type SealedTransfer } from './block-hash.ts'
import * as store from './chain-store.ts'

/** So many transfers make one block at most. */
const blockSize = 1000

/**
 * Seals transfers that nothing can come before any more into the next block; answers how many. One process at a time does it: the lock is
 * the transaction's, so it falls with the process.
 */
export const sealTransfers = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await store.tryLockSealing(ctx.db))) return 0
    const last = await store.newestBlock(ctx.db)
    const rows = await store.readSealable(ctx.db, last, blockSize)
    const [first, newest] = [rows[0], rows.at(-1)]
    if (!first || !newest) return 0
    const previousHash = last?.hash ?? genesis
    const height = (last?.height ?? 0) + 1
    await store.insertBlock(ctx.db, {
      height,
      transfers: rows.length,
      firstTransferId: first.id,
      lastTransferId: newest.id,
      lastPosition: newest.position,
      previousHash,
      hash: blockHash(height, previousHash, rows),
      sealedAt: ctx.clock.now(),
    })
    return rows.length
  })

/** Seals everything that can be sealed now. */
export async function sealWaiting(ctx: Ctx): Promise<void> {
  while ((await sealTransfers(ctx)) > 0);
}

/** After a database was restored from a dump its transactions are numbered anew: moves the counting on, so that new transfers come last. */
export const continueEra = (ctx: Ctx): Promise<void> => store.continueEra(ctx.db)

export type ChainDifference = { height: number; what: 'hash' | 'previous_hash' | 'transfers' }
export type Progress = (done: number, total: number) => Promise<void> | void

/** Computes every block again from its transfers; answers the first that differs, or null. */
export async function verifyChain(
  ctx: Ctx,
  progress: Progress = () => {},
): Promise<{ blocks: number; transfers: number; difference: ChainDifference | null }> {
  const total = (await store.newestBlock(ctx.db))?.height ?? 0
  let previous: store.BlockRow | undefined
  let transfers = 0
  for (let height = 1; height <= total; height += 1) {
    const block = await store.findBlock(ctx.db, height)
    if (!block) return { blocks: height - 1, transfers, difference: { height, what: 'previous_hash' } }
    const found = (what: ChainDifference['what']) => ({ blocks: height - 1, transfers, difference: { height, what } })
    if (!block.previousHash.equals(previous?.hash ?? genesis)) return found('previous_hash')
    const rows = await store.readBetween(ctx.db, previous, block)
    if (rows.length !== block.transfers || rows[0]?.id !== block.firstTransferId) return found('transfers')
    if (!blockHash(height, block.previousHash, rows).equals(block.hash)) return found('hash')
    transfers += rows.length
    previous = block
    await progress(height, total)
  }
  return { blocks: total, transfers, difference: null }
}

export const readBlockTransfers = async (ctx: Ctx, height: number): Promise<SealedTransfer[]> => {
  const block = await store.findBlock(ctx.db, height)
  return block ? store.readBetween(ctx.db, await store.findBlock(ctx.db, height - 1), block) : []
}

const toBlock = ({ previousHash, hash, sealedAt, lastPosition: _, ...row }: store.BlockRow) => ({
  ...row,
  previousHash: previousHash.toString('hex'),
  hash: hash.toString('hex'),
  sealedAt: sealedAt.toISOString(),
})

export async function listBlocks(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const rows = await store.listBlocks(ctx.db, page)
  const last = rows.at(-1)
  return {
    items: rows.map(toBlock),
    next: rows.length === page.limit && last ? String(last.height) : null,
    unsealed: await store.countUnsealed(ctx.db),
  }
}

/** The blocks that hold the transfers of a time, in order. */
export const blocksBetween = async (ctx: Ctx, from: Date, to: Date) => (await store.blocksBetween(ctx.db, from, to)).map(toBlock)
