import type { CaseKind, Evidence, EvidenceCell } from '@lianka/contract/guard'
import type { CaseId, MemberId, OrderId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { windowStart } from './detect.ts'
import { findBurstEnd, listJoiners, listQualifying } from './detect-store.ts'
import * as evidence from './evidence-store.ts'
import { marksInWords } from './findings.ts'
import { alarms } from './rules.ts'
import { findSubject } from './store.ts'

type Table = Pick<Evidence, 'columns' | 'rows'>
type Subject = { ctx: Ctx; id: MemberId; since: Date }

const column = (zh: string, en: string) => ({ zh, en })
const buyer = column('买家', 'Buyer')
const order = column('订单', 'Order')
const paid = column('付款时间', 'Paid at')

const orderCell = (row: { orderId: OrderId; number: string }): EvidenceCell => ({ is: 'order', id: row.orderId, number: row.number })
const personCell = (id: MemberId, nickname: string): EvidenceCell => ({ is: 'person', id, nickname })
const fenCell = (fen: number): EvidenceCell => ({ is: 'fen', fen: fen as Fen })
const timeCell = (at: Date | null): EvidenceCell => ({ is: 'time', at: at?.toISOString() ?? null })
const countCell = (count: number): EvidenceCell => ({ is: 'count', count })
const yesNo = (yes: boolean): EvidenceCell => (yes ? { is: 'words', zh: '是', en: 'yes' } : { is: 'words', zh: '否', en: 'no' })

async function sharedOrders({ ctx, id, since }: Subject): Promise<Table> {
  const rows = await evidence.listSharedOrders(ctx.db, id, since)
  return {
    columns: [order, buyer, column('共用', 'Shared'), column('得奖', 'Earned'), paid],
    rows: rows.map((row) => [
      orderCell(row),
      personCell(row.buyerId, row.nickname),
      marksInWords(row.kinds),
      fenCell(row.earned),
      timeCell(row.paidAt),
    ]),
  }
}

async function makingPurchases({ ctx, id }: Subject): Promise<Table> {
  const rows = await evidence.listMakingPurchases(ctx.db, id)
  return {
    columns: [
      order,
      buyer,
      paid,
      column('升为老板', 'Became boss'),
      column('退款时间', 'Returned at'),
      column('退款', 'Returned'),
      column('仍合格', 'Still qualifies'),
    ],
    rows: rows.map((row) => [
      orderCell(row),
      personCell(row.buyerId, row.nickname),
      timeCell(row.paidAt),
      timeCell(row.bossAt),
      timeCell(row.returnedAt),
      fenCell(row.returnedFen),
      yesNo(row.qualifies),
    ]),
  }
}

/** The latest day that was a burst. */
async function joiners({ ctx, id }: Subject): Promise<Table> {
  const to = (await findBurstEnd(ctx.db, id, alarms.burstPeople, alarms.burstHours)) ?? ctx.clock.now()
  const rows = await listJoiners(ctx.db, id, new Date(to.getTime() - alarms.burstHours * 3_600_000), to)
  return {
    columns: [column('注册的人', 'Who joined'), column('注册时间', 'Joined at'), column('买过', 'Orders'), column('与别人共用', 'Shared')],
    rows: rows.map((row) => [personCell(row.id, row.nickname), timeCell(row.joinedAt), countCell(row.orders), marksInWords(row.kinds)]),
  }
}

async function qualifying({ ctx, id, since }: Subject): Promise<Table> {
  const rows = await listQualifying(ctx.db, id, since)
  return {
    columns: [order, buyer, column('实付剩', 'Left'), column('合格线', 'Floor'), paid],
    rows: rows.map((row) => [
      orderCell(row),
      personCell(row.buyerId, row.nickname),
      fenCell(row.left),
      fenCell(row.floor),
      timeCell(row.paidAt),
    ]),
  }
}

async function levels({ ctx, id, since }: Subject): Promise<Table> {
  const rows = await evidence.listLevels(ctx.db, id, since)
  return {
    columns: [column('层', 'Level'), column('人数', 'People'), column('买过的人', 'Buyers'), column('净销售', 'Net sales')],
    rows: rows.map((row) => [countCell(row.level), countCell(row.people), countCell(row.buyers), fenCell(row.sales)]),
  }
}

async function sales({ ctx, id, since }: Omit<Subject, 'id'> & { id: MemberId | null }): Promise<Table> {
  const rows = await evidence.listSales(ctx.db, id, since)
  return {
    columns: [order, buyer, column('净销售', 'Net'), column('非参与者', 'Takes no part'), column('首次购买', 'First purchase'), paid],
    rows: rows.map((row) => [
      orderCell(row),
      personCell(row.buyerId, row.nickname),
      fenCell(row.net),
      yesNo(row.outside),
      yesNo(row.first),
      timeCell(row.paidAt),
    ]),
  }
}

async function earners({ ctx, since }: Pick<Subject, 'ctx' | 'since'>): Promise<Table> {
  const rows = await evidence.listTopEarners(ctx.db, since)
  return {
    columns: [column('得奖人', 'Payee'), column('90 天奖励', 'Rewards in 90 days'), column('商品行', 'Lines')],
    rows: rows.map((row) => [personCell(row.id, row.nickname), fenCell(row.amount), countCell(row.lines)]),
  }
}

/** The named queries; each is the look of the detector of the same kind, row by row. */
const queriesOfPeople: Partial<Record<CaseKind, (subject: Subject) => Promise<Table>>> = {
  self_referral: sharedOrders,
  refund_ring: makingPurchases,
  sign_up_burst: joiners,
  threshold_gaming: qualifying,
  team_growth: levels,
}

/** Runs a case's query again, now. */
export async function readEvidence(ctx: Ctx, caseId: CaseId): Promise<Evidence> {
  const row = await findSubject(ctx.db, caseId)
  if (!row) throw new Refusal('guard.case_not_found')
  const { kind, subjectId: id } = row
  const asked = { ctx, since: windowStart(ctx) }
  const query = queriesOfPeople[kind]
  const table =
    query && id ? await query({ ...asked, id }) : kind === 'concentration' ? await earners(asked) : await sales({ ...asked, id })
  return { query: kind, foundAt: ctx.clock.now().toISOString(), ...table }
}
