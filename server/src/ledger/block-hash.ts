import { createHash } from 'node:crypto'
import type { TransferId } from '@lianka/contract/ids'

/** A transfer as it goes into a block. Entries are account, fen, line, in the order they were posted. */
export type SealedTransfer = {
  id: TransferId
  kind: string
  fact: string
  orderId: string | null
  occurredAt: Date
  entries: [string, number, string | null][]
}

/** What the first block names as its predecessor. */
export const genesis = Buffer.alloc(32)

/** The one way a transfer is written for hashing: a JSON array, so that nothing in a field can look like the border of another. */
export const canonicalTransfer = ({ id, kind, fact, orderId, occurredAt, entries }: SealedTransfer): string =>
  JSON.stringify([id, kind, fact, orderId, occurredAt.toISOString(), entries])

/** SHA-256 over height, the previous block's hash and each transfer, one a line. `docs/verify-evidence.mjs` computes the same. */
export function blockHash(height: number, previous: Uint8Array, transfers: readonly SealedTransfer[]): Buffer {
  const hash = createHash('sha256').update(`${height}\n${Buffer.from(previous).toString('hex')}\n`)
  for (const transfer of transfers) hash.update(`${canonicalTransfer(transfer)}\n`)
  return hash.digest()
}
