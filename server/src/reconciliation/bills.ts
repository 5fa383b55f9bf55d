import { createHash } from 'node:crypto'
import type { FundFlowRow, TradeBillRow } from '@lianka/wechat/bill-text'
import { PayError } from '@lianka/wechat/pay'
import type { Ctx } from '#platform/context'
import type { BillRow } from './rules.ts'

/** The channel's own words for movements of its accounts. What it calls otherwise is shown to a person. */
const basicSubjects: Record<string, BillRow['subject']> = {
  交易: 'fee',
  退款: 'fee',
  分账: 'sharing',
  扣除交易手续费: 'fee',
  退还交易手续费: 'fee',
}
const operationSubjects: Record<string, BillRow['subject']> = {
  充值: 'top_up',
  商家转账: 'transfer',
  转账: 'transfer',
  转账退回: 'transfer',
}

const ofTrade = (row: TradeBillRow): BillRow =>
  row.outRefundNo
    ? {
        bill: 'trade',
        subject: 'refund',
        number: row.outRefundNo,
        amount: -row.refundFen,
        fee: row.feeFen,
        state: row.refundState,
        at: row.at,
      }
    : { bill: 'trade', subject: 'payment', number: row.outTradeNo, amount: row.totalFen, fee: row.feeFen, state: row.state, at: row.at }

const ofFlow =
  (bill: 'basic' | 'operation') =>
  (row: FundFlowRow): BillRow => {
    const words = bill === 'basic' ? basicSubjects : operationSubjects
    return {
      bill,
      subject: words[row.name] ?? words[row.type] ?? 'other',
      number: row.voucherNo || row.businessNo,
      amount: row.direction === 'in' ? row.amountFen : -row.amountFen,
      fee: 0,
      state: row.type,
      at: row.at,
    }
  }

/** A bill's rows; none where the channel says that nothing happened on that day. */
async function rowsOf<R>(ask: () => Promise<{ rows: R[] }>, toRow: (row: R) => BillRow): Promise<BillRow[]> {
  try {
    return (await ask()).rows.map(toRow)
  } catch (error) {
    if (error instanceof PayError && !error.unknown && error.code === 'NO_STATEMENT_EXIST') return []
    throw error
  }
}

const hashOf = (rows: readonly BillRow[]) => (rows.length === 0 ? null : createHash('sha256').update(JSON.stringify(rows)).digest('hex'))

export type DayBills = { rows: BillRow[]; tradeHash: string | null; basicHash: string | null; operationHash: string | null }

/** The three bills of a day. Their bytes were checked against the channel's SHA-1; the hashes kept here are of what we read out of them. */
export async function fetchBills(ctx: Ctx, day: string): Promise<DayBills> {
  const { pay } = ctx.outside
  const trade = await rowsOf(() => pay.tradeBill(day), ofTrade)
  const basic = await rowsOf(() => pay.fundFlowBill(day, 'BASIC'), ofFlow('basic'))
  const operation = await rowsOf(() => pay.fundFlowBill(day, 'OPERATION'), ofFlow('operation'))
  return {
    rows: [...trade, ...basic, ...operation],
    tradeHash: hashOf(trade),
    basicHash: hashOf(basic),
    operationHash: hashOf(operation),
  }
}
