import { formatMoney } from '@lianka/design/money'
import { call } from '../../api.ts'
import { may, type Role } from '../../rights.ts'

export const waitingKinds = [
  'toShip',
  'afterSales',
  'returns',
  'arbitrations',
  'rejected',
  'drafts',
  'submitted',
  'applied',
  'cases',
  'withdrawals',
  'differences',
  'books',
  'planDrafts',
] as const
export type WaitingKind = (typeof waitingKinds)[number]

/** One kind of work that waits: how much of it, where it is done, and the thing to look at first. */
export type Waiting = {
  kind: WaitingKind
  count: number
  /** There are more than were counted. */
  more: boolean
  /** The menu item whose badge counts it. */
  menu: string
  link: string
  /** The time that makes it urgent, or the name of the first. */
  urgent: string | null
  examples: string[]
}

type Page<T> = { items: T[]; next: string | null }
const limit = 50

function waitingOf<T>(
  { items, next }: Page<T>,
  where: Pick<Waiting, 'kind' | 'menu' | 'link'>,
  name: (item: T) => string,
  urgent: (items: T[]) => string | null = () => null,
): Waiting {
  return {
    ...where,
    count: items.length,
    more: next !== null,
    urgent: items.length > 0 ? urgent(items) : null,
    examples: items.slice(0, 3).map(name),
  }
}

const earliest = (times: string[]) => times.toSorted()[0] ?? null

async function parcelsToShip(): Promise<Waiting> {
  const page = await call('GET /console/parcels', { query: { state: 'to_ship', limit } })
  return waitingOf(
    page,
    { kind: 'toShip', menu: '/parcels', link: '/parcels?state=to_ship' },
    ({ lines }) => lines.map(({ title }) => title).join('、'),
    (items) => earliest(items.map(({ paidAt }) => paidAt)),
  )
}

type AfterSaleWork = [state: 'requested' | 'returning' | 'arbitrating', kind: 'afterSales' | 'returns' | 'arbitrations']

async function afterSales(...[state, kind]: AfterSaleWork): Promise<Waiting> {
  const page = await call('GET /console/after-sales', { query: { state, limit } })
  return waitingOf(
    page,
    { kind, menu: '/after-sales', link: `/after-sales?state=${state}` },
    ({ title }) => title,
    (items) => (state !== 'returning' ? earliest(items.map(({ answerBy }) => answerBy)) : null),
  )
}

async function products(state: 'draft' | 'submitted' | 'rejected', kind: 'drafts' | 'submitted' | 'rejected'): Promise<Waiting> {
  const page = await call('GET /console/products', { query: { state, limit } })
  return waitingOf(
    page,
    { kind, menu: '/products', link: `/products?state=${state}&words=` },
    ({ title }) => title,
    (items) => items[0]?.supplierName ?? null,
  )
}

async function appliedSuppliers(): Promise<Waiting> {
  const { items, next } = await call('GET /console/suppliers', { query: { limit } })
  const page = { items: items.filter(({ state }) => state === 'applied'), next }
  return { ...waitingOf(page, { kind: 'applied', menu: '/suppliers', link: '/suppliers?state=applied' }, ({ name }) => name), more: false }
}

async function untakenCases(): Promise<Waiting> {
  const page = await call('GET /console/guard/cases', { query: { state: 'open', limit } })
  return waitingOf(page, { kind: 'cases', menu: '/guard', link: '/guard?state=open&kind=' }, ({ subject }) => subject?.nickname ?? '')
}

async function brokenBooks(): Promise<Waiting> {
  const { items } = await call('GET /console/ledger/checks')
  const broken = { items: items.filter(({ holds }) => !holds), next: null }
  return waitingOf(broken, { kind: 'books', menu: '/ledger', link: '/ledger' }, ({ name }) => name)
}

async function withdrawalsToDecide(): Promise<Waiting> {
  const page = await call('GET /console/withdrawals', { query: { state: 'reviewing', limit } })
  return waitingOf(
    page,
    { kind: 'withdrawals', menu: '/withdrawals', link: '/withdrawals?state=reviewing' },
    ({ member, grossFen }) => `${member.nickname} ${formatMoney(grossFen)}`,
  )
}

async function openDifferences(): Promise<Waiting> {
  const page = await call('GET /console/reconciliation/differences', { query: { state: 'open', limit } })
  const link = '/reconciliation?tab=differences&difference=open&kind='
  return waitingOf(page, { kind: 'differences', menu: '/reconciliation', link }, ({ day, number }) => `${day} ${number}`)
}

async function unpublishedDrafts(): Promise<Waiting> {
  const { items } = await call('GET /console/plan-drafts')
  return waitingOf({ items, next: null }, { kind: 'planDrafts', menu: '/plan', link: '/plan#drafts' }, ({ changedBy }) => changedBy)
}

/** What waits for a role, counted from the lists it may read; most pressing first. */
export function readWaiting(role: Role): Promise<Waiting[]> {
  const counts: Promise<Waiting>[] = []
  if (may(role, 'GET /console/parcels')) counts.push(parcelsToShip())
  if (may(role, 'POST /console/after-sales/:id/decision'))
    counts.push(afterSales('requested', 'afterSales'), afterSales('returning', 'returns'))
  if (may(role, 'POST /console/after-sales/:id/award')) counts.push(afterSales('arbitrating', 'arbitrations'))
  if (may(role, 'POST /console/products')) counts.push(products('rejected', 'rejected'), products('draft', 'drafts'))
  if (may(role, 'POST /console/products/:id/decision')) counts.push(products('submitted', 'submitted'))
  if (may(role, 'POST /console/suppliers/:id/decision')) counts.push(appliedSuppliers())
  if (may(role, 'POST /console/guard/cases/:id/decision')) counts.push(untakenCases())
  if (may(role, 'POST /console/withdrawals/:id/decision')) counts.push(withdrawalsToDecide())
  if (may(role, 'POST /console/reconciliation/days/:day/closing')) counts.push(openDifferences())
  if (may(role, 'GET /console/ledger/accounts')) counts.push(brokenBooks())
  if (may(role, 'POST /console/plan-drafts')) counts.push(unpublishedDrafts())
  return Promise.all(counts)
}
