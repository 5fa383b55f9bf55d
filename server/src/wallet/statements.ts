import type { Fen } from '@lianka/contract/money'
import type { StatementLine } from '@lianka/contract/statement'
import { type SheetToWrite, writeSheet } from '#file/service'
import { type Ctx, shopOf, staffOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import * as store from './statements-store.ts'

/** The payable of who asks: a supplier's by its staff, a shop's by its owner. */
export function ownPayable(ctx: Ctx): string {
  if (ctx.caller.kind !== 'staff') return `shop_payable:${shopOf(ctx)}`
  const { supplierId } = staffOf(ctx)
  if (!supplierId) throw new Refusal('account.forbidden')
  return `supplier_payable:${supplierId}`
}

export async function listStatementMonths(ctx: Ctx) {
  const rows = await store.listMonths(ctx.db, ownPayable(ctx))
  const items = rows.map(({ month, earned, takenBack, paid, closing }) => ({
    month,
    earnedFen: earned as Fen,
    takenBackFen: takenBack as Fen,
    paidFen: paid as Fen,
    closingFen: closing,
  }))
  return { items, balanceFen: items[0]?.closingFen ?? 0 }
}

/** From the first moment of a month in Beijing to that of the next. */
function spanOf(month: string): { from: Date; to: Date } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const start = (y: number, m: number) => new Date(Date.UTC(y, m - 1, 1) - 8 * 3_600_000)
  return { from: start(year, number), to: start(year, number + 1) }
}

const toLine = ({ amount, at, ...row }: store.LineRow): StatementLine => ({ ...row, amountFen: amount, at: at.toISOString() })

export async function listStatementLines(ctx: Ctx, month: string, { after, limit }: { after?: string | undefined; limit: number }) {
  const known = after && /^\d{1,18}$/.test(after) ? after : null
  const rows = await store.listLines(ctx.db, ownPayable(ctx), spanOf(month), { after: known, limit })
  return { items: rows.map(toLine), next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
}

const heads = ['时间', '项目', '订单号', '商品', '规格', '件数', '金额（元）']
const names: Record<StatementLine['what'], string> = { goods: '货款', postage: '运费', payment: '已付款', debt: '代扣欠款' }
const yuan = (fen: number) => `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
const cellsOf = (row: store.LineRow): string[] => {
  const at = new Date(row.at.getTime() + 8 * 3_600_000).toISOString()
  const quantity = row.quantity > 0 ? String(row.quantity) : ''
  return [
    `${at.slice(0, 10)} ${at.slice(11, 16)}`,
    names[row.what],
    row.orderNumber ?? '',
    row.title,
    row.skuName,
    quantity,
    yuan(row.amount),
  ]
}

const rowsAtOnce = 500
const rowsOfXlsx = 20_000

/** All rows of a month, read a few hundred at a time. */
async function* readAll(ctx: Ctx, account: string, month: string, most: number): AsyncGenerator<store.LineRow[]> {
  let after: string | null = null
  for (let read = 0; read < most; read += rowsAtOnce) {
    const rows: store.LineRow[] = await store.listLines(ctx.db, account, spanOf(month), { after, limit: rowsAtOnce })
    if (rows.length > 0) yield rows
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)?.id ?? null
  }
}

/** A cell that a spreadsheet would run is written as text. */
const csvCell = (text: string) => {
  const calm = /^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text
  return /[",\n]/.test(calm) ? `"${calm.replaceAll('"', '""')}"` : calm
}
const csvLine = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`

/** The month as CSV, written as it is read; the mark at its start tells spreadsheets that it is UTF-8. */
async function* csvOf(ctx: Ctx, account: string, month: string): AsyncGenerator<string> {
  yield `\ufeff${csvLine(heads)}`
  for await (const rows of readAll(ctx, account, month, Number.POSITIVE_INFINITY)) yield rows.map((row) => csvLine(cellsOf(row))).join('')
}

export async function writeStatement(ctx: Ctx, month: string, format: 'csv' | 'xlsx'): Promise<AsyncIterable<string> | Uint8Array> {
  const account = ownPayable(ctx)
  if (format === 'csv') return csvOf(ctx, account, month)
  const rows: string[][] = []
  for await (const some of readAll(ctx, account, month, rowsOfXlsx)) rows.push(...some.map(cellsOf))
  const widths = [18, 10, 22, 36, 16, 8, 14]
  const sheet: SheetToWrite = { name: month, columns: heads.map((heading, place) => ({ heading, width: widths[place] ?? 12 })), rows }
  return writeSheet(sheet)
}
