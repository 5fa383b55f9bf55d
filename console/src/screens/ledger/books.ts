import type { Item } from '../../api.ts'

export type Account = Item<'GET /console/ledger/accounts'>
export type Transfer = Item<'GET /console/ledger/transfers'>
export type Block = Item<'GET /console/audit/blocks'>

const sumOn = (entries: Transfer['entries'], matches: (entry: Transfer['entries'][number]) => boolean) =>
  entries.filter(matches).reduce((sum, { amountFen }) => sum + amountFen, 0)

/** With an account chosen, the amount is what moved on that account; otherwise the sum of the debits. */
export const amountOf = ({ entries }: Transfer, account: string): number =>
  sumOn(entries, ({ accountId, amountFen }) => (account ? accountId === account : amountFen > 0))

/** The balance of an account after each transfer. They come newest first, so one counts back from the balance as it is now. */
export function balancesAfter(transfers: readonly Transfer[], account: string, balanceFen: number): Map<string, number> {
  let running = balanceFen
  return new Map(
    transfers.map((transfer) => {
      const after = running
      running -= amountOf(transfer, account)
      return [transfer.id, after]
    }),
  )
}

export type BookedLine = {
  id: string
  /** What came into escrow for it, discounts of the platform included. */
  bookedFen: number
  refundedFen: number
  escrowFen: number
  shares: { owner: string; amountFen: number }[]
}
export type BookedOrder = { paidAt: string | null; takenFen: number; postageFen: number; refundedFen: number; lines: BookedLine[] }

const kindOf = (accountId: string) => accountId.split(':')[0] ?? ''
const walletKinds = ['wallet_held', 'wallet_available']

/** Shares as the wallets have them: moved from held to available they stay one's own, so both count. */
function sharesOf(entries: Transfer['entries']): BookedLine['shares'] {
  const byOwner = new Map<string, number>()
  for (const { accountId, amountFen } of entries) {
    const [kind = '', owner = ''] = accountId.split(':')
    if (walletKinds.includes(kind)) byOwner.set(owner, (byOwner.get(owner) ?? 0) - amountFen)
  }
  return [...byOwner].filter(([, amountFen]) => amountFen !== 0).map(([owner, amountFen]) => ({ owner, amountFen }))
}

/** An order as its entries tell it, line by line. */
export function orderOf(transfers: readonly Transfer[]): BookedOrder {
  const all = transfers.flatMap(({ entries }) => entries)
  const paid = transfers.find(({ kind }) => kind === 'order_paid')
  const ids = [...new Set(all.flatMap(({ lineId }) => lineId ?? []))]
  const lineOf = (id: string): BookedLine => {
    const entries = all.filter(({ lineId }) => lineId === id)
    const first = (paid?.entries ?? []).filter(({ lineId }) => lineId === id)
    return {
      id,
      bookedFen: 0 - sumOn(first, ({ accountId }) => accountId === 'line_escrow'),
      refundedFen: 0 - sumOn(entries, ({ accountId, amountFen }) => accountId === 'refund_pending' && amountFen < 0),
      escrowFen: 0 - sumOn(entries, ({ accountId }) => accountId === 'line_escrow'),
      shares: sharesOf(entries),
    }
  }
  return {
    paidAt: paid?.occurredAt ?? null,
    takenFen: sumOn(paid?.entries ?? [], ({ accountId }) => accountId === 'channel_clearing'),
    postageFen: 0 - sumOn(paid?.entries ?? [], ({ accountId }) => accountId === 'postage_escrow'),
    refundedFen: 0 - sumOn(all, ({ accountId, amountFen }) => kindOf(accountId) === 'refund_pending' && amountFen < 0),
    lines: ids.map(lineOf),
  }
}
