import type { TransferId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { MovementKind } from '@lianka/contract/wallet'
import { post } from '#ledger/service'
import { type Ctx, callerName, inTransaction } from '#platform/context'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import * as store from './movements-store.ts'

type Movement = { kind: MovementKind; amountFen: number; reference: string; ownerId?: string | undefined }

/** Which account is debited and which credited; `owner` of a person, supplier or shop where the kind concerns one. */
function accountsOf({ kind, ownerId }: Movement): { debit: string; credit: string; owner: string | null } {
  const owned = (prefixes: Record<string, string>) => {
    const account = prefixes[ownerId?.slice(0, 3) ?? '']
    if (!account || !ownerId) throw new Refusal('wallet.owner_needed')
    return `${account}:${ownerId}`
  }
  switch (kind) {
    case 'channel_settled':
      return { debit: 'bank', credit: 'channel_clearing', owner: null }
    case 'payout_topped_up':
      return { debit: 'payout_account', credit: 'bank', owner: null }
    case 'tax_remitted':
      return { debit: 'tax_payable', credit: 'bank', owner: null }
    case 'refund_paid':
      return { debit: 'refund_pending', credit: 'bank', owner: null }
    case 'statement_paid': {
      const account = owned({ sup: 'supplier_payable', shp: 'shop_payable' })
      return { debit: account, credit: 'bank', owner: account }
    }
    case 'debt_repaid': {
      const account = owned({ mbr: 'wallet_available' })
      return { debit: 'bank', credit: account, owner: account }
    }
  }
}

/** Notes money that was moved outside, with the bank's number; the same number twice is refused. */
export const noteMovement = (ctx: Ctx, movement: Movement) =>
  inTransaction(ctx, async (ctx) => {
    const { debit, credit, owner } = accountsOf(movement)
    if (owner && !(await store.ownerExists(ctx.db, movement.ownerId as string))) throw new Refusal('wallet.owner_needed')
    const fact = `${movement.kind}:${movement.reference}`
    const posted = await post(ctx, [
      {
        kind: movement.kind,
        fact,
        orderId: null,
        entries: [
          { account: debit, amount: movement.amountFen },
          { account: credit, amount: -movement.amountFen },
        ],
      },
    ])
    const transferId = posted.get(fact)
    if (!transferId) throw new Refusal('wallet.reference_taken')
    await store
      .insertMovement(ctx.db, {
        transferId,
        kind: movement.kind,
        amount: movement.amountFen as Fen,
        reference: movement.reference,
        account: owner,
        by: callerName(ctx),
        at: ctx.clock.now(),
      })
      .catch((error) => {
        if (isUniqueViolation(error)) throw new Refusal('wallet.reference_taken')
        throw error
      })
    return { transferId }
  })

export async function listMovements(ctx: Ctx, query: { kind?: MovementKind | undefined; after?: string | undefined; limit: number }) {
  const rows = await store.listMovements(ctx.db, query)
  return {
    items: rows.map(({ transferId, amount, at, ...row }) => ({
      ...row,
      id: transferId as string,
      amountFen: amount as Fen,
      at: at.toISOString(),
    })),
    next: rows.length === query.limit ? ((rows.at(-1)?.transferId as TransferId | undefined) ?? null) : null,
  }
}
