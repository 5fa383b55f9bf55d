import type { DifferenceKind, Subject } from '@lianka/contract/reconciliation'

/** A row of a bill as we keep it. Amounts are fen as the channel counts them: what comes in is positive, what goes out negative. */
export type BillRow = {
  bill: 'trade' | 'basic' | 'operation'
  subject: 'payment' | 'refund' | 'transfer' | 'sharing' | 'top_up' | 'fee' | 'other'
  number: string
  amount: number
  fee: number
  state: string
  at: Date
}

/** What our books say of a number. `settled`: it has ended well here; `returned`: it failed here, so its money came back. */
export type Ours = {
  subject: Subject
  number: string
  amount: number
  state: 'settled' | 'open' | 'returned'
  orderId: string | null
  /** The fee noted before, of a payment or refund. */
  fee: number | null
  /** Whether it happened on the day that is compared. */
  today: boolean
}

export type Difference = {
  kind: DifferenceKind
  subject: Subject
  number: string
  ours: number | null
  theirs: number | null
  orderId: string | null
}

const key = (subject: string, number: string) => `${subject} ${number}`

/** The agreed fee of a payment: its rate, rounded half up to the fen. */
export const feeOf = (total: number, bps: number) => Number((BigInt(total) * BigInt(bps) * 2n + 10_000n) / 20_000n)

const subjectOf: Partial<Record<BillRow['subject'], Subject>> = {
  payment: 'payment',
  refund: 'refund',
  transfer: 'transfer',
  sharing: 'sharing',
  top_up: 'top_up',
  other: 'account',
}

function compareRow(row: BillRow, sum: number, found: Ours | undefined, feeBps: number): Difference | null {
  const subject = subjectOf[row.subject]
  if (!subject) return null
  const is = (kind: DifferenceKind, ours: number | null, theirs: number | null): Difference => ({
    kind,
    subject,
    number: row.number,
    ours,
    theirs,
    orderId: found?.orderId ?? null,
  })
  if (!found) return is('missing_here', null, Math.abs(sum))
  // On its way here, or come back there as here: nothing to say yet, or any more.
  if (subject === 'transfer' && (found.state !== 'settled' || sum === 0)) {
    if (found.state === 'returned' && sum !== 0) return is('missing_there', 0, Math.abs(sum))
    return found.state === 'settled' ? is('amount', found.amount, 0) : null
  }
  if (found.state !== 'settled') return is('missing_here', null, Math.abs(sum))
  if (found.amount !== Math.abs(sum)) return is(subject === 'refund' ? 'refund' : 'amount', found.amount, Math.abs(sum))
  if (subject !== 'payment') return null
  const expected = found.fee ?? feeOf(found.amount, feeBps)
  return row.fee === expected ? null : is('fee', expected, row.fee)
}

/**
 * What a day's bills and our books disagree about, each number at most once a kind. `known`: sums of each number's rows over all days fetched,
 * since a transfer leaves on one day and may come back on the next.
 */
export function compareDay(
  rows: readonly BillRow[],
  ours: readonly Ours[],
  known: ReadonlyMap<string, number>,
  feeBps: number,
): Difference[] {
  const oursBy = new Map(ours.map((each) => [key(each.subject, each.number), each]))
  const seen = new Set<string>()
  const differences: Difference[] = []
  for (const row of rows) {
    const subject = subjectOf[row.subject]
    if (!subject || seen.has(key(subject, row.number))) continue
    seen.add(key(subject, row.number))
    const sum = known.get(key(row.subject, row.number)) ?? row.amount
    const difference = compareRow(row, sum, oursBy.get(key(subject, row.number)), feeBps)
    if (difference) differences.push(difference)
  }
  for (const each of ours) {
    if (!each.today || each.state !== 'settled' || seen.has(key(each.subject, each.number))) continue
    if (known.has(key(each.subject, each.number))) continue
    differences.push({ ...missing, subject: each.subject, number: each.number, ours: each.amount, orderId: each.orderId })
  }
  if (differences.length > 0) return differences
  return balanceOf(rows)
}

const missing = { kind: 'missing_there', theirs: null } as const

/** Where number by number all agrees, the trade bill and the account's own movements must come to the same. */
function balanceOf(rows: readonly BillRow[]): Difference[] {
  const sum = (bill: BillRow['bill'], of: (row: BillRow) => number) =>
    rows.filter((row) => row.bill === bill).reduce((total, row) => total + of(row), 0)
  const trade = sum('trade', ({ amount, fee }) => amount - fee)
  const basic = sum('basic', ({ subject, amount }) => (subject === 'fee' ? amount : 0))
  return trade === basic
    ? []
    : [{ kind: 'balance', subject: 'account', number: 'channel_clearing', ours: trade, theirs: basic, orderId: null }]
}

const dayMs = 86_400_000
const beijingMs = 8 * 3_600_000

export const dayOf = (at: Date) => new Date(at.getTime() + beijingMs).toISOString().slice(0, 10)
export const startOf = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - beijingMs)
export const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)

/** Bills come after ten the next morning, Beijing time; a few minutes more are given. */
export const billsReady = (day: string, now: Date) => now.getTime() >= startOf(day).getTime() + dayMs + 10 * 3_600_000 + 300_000

/** The channel keeps bills for three months. */
export const daysKept = 88

/** Days that can be fetched now and were not, the oldest first. */
export function daysToFetch(first: Date, known: ReadonlySet<string>, now: Date): string[] {
  const oldest = dayOf(new Date(Math.max(first.getTime(), now.getTime() - daysKept * dayMs)))
  const days: string[] = []
  for (let day = oldest; billsReady(day, now); day = nextDay(day)) if (!known.has(day)) days.push(day)
  return days
}
