import { describe, expect, it } from 'vitest'
import { balancesAfter, orderOf, type Transfer } from './books.ts'

const line = 'lin_tea'
const transfer = (id: string, kind: Transfer['kind'], entries: [string, number, string?][]) =>
  ({
    id,
    kind,
    fact: `${kind}:${id}`,
    orderId: 'ord_li',
    occurredAt: '2026-12-03T06:00:00.000Z',
    entries: entries.map(([accountId, amountFen, lineId = null]) => ({ accountId, amountFen, lineId })),
  }) as Transfer

// Li buys tea for ¥499.00 with ¥8.00 postage; Wang earns 10 %, and half of it comes back.
const paid = transfer('trf_1', 'order_paid', [
  ['channel_clearing', 50_700],
  ['line_escrow', -49_900, line],
  ['postage_escrow', -800],
])
const shared = transfer('trf_2', 'shares_computed', [
  ['line_escrow', 4990, line],
  ['wallet_held:mbr_wang', -4990, line],
])
const refunded = transfer('trf_3', 'refund_approved', [
  ['wallet_held:mbr_wang', 2495, line],
  ['line_escrow', 22_455, line],
  ['refund_pending', -24_950, line],
])
const newestFirst = [refunded, shared, paid]

describe('an order out of the books', () => {
  const order = orderOf(newestFirst)
  it('knows what was taken in and what of it was postage', () => expect([order.takenFen, order.postageFen]).toEqual([50_700, 800]))
  it('shows what is left of each share after a refund', () =>
    expect(order.lines[0]?.shares).toEqual([{ owner: 'mbr_wang', amountFen: 2495 }]))
  it('leaves in escrow what nobody was given yet', () =>
    expect(order.lines[0]).toMatchObject({ bookedFen: 49_900, refundedFen: 24_950, escrowFen: 49_900 - 4990 - 22_455 }))
})

it('balances are counted back from the newest, and begin at the first entry', () =>
  expect([...balancesAfter(newestFirst, 'wallet_held:mbr_wang', -2495)]).toEqual([
    ['trf_3', -2495],
    ['trf_2', -4990],
    ['trf_1', 0],
  ]))
