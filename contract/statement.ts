import { z } from 'zod'
import { LineId, OrderId } from './ids.ts'
import { Fen } from './money.ts'
import { PageQuery, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** A month in Beijing: what was earned, given back and paid out in it, and what is owed at its end (negative: owed to us). */
export const StatementMonth = z.object({
  month: z.string(),
  earnedFen: Fen,
  takenBackFen: Fen,
  paidFen: Fen,
  closingFen: z.int(),
})

/** What one order line came to in the month, refunds taken off; a parcel's postage and payments stand without a line. */
export const StatementLine = z.object({
  id: z.string(),
  what: z.enum(['goods', 'postage', 'payment', 'debt']),
  orderId: OrderId.nullable(),
  orderNumber: z.string().nullable(),
  lineId: LineId.nullable(),
  title: z.string(),
  skuName: z.string(),
  quantity: z.int(),
  amountFen: z.int(),
  at: Time,
})
export type StatementLine = z.infer<typeof StatementLine>

const Month = z.object({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/) })
const Months = z.object({ items: z.array(StatementMonth), balanceFen: z.int() })
const format = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') })
/** Bytes, sent as they are read. */
const File = z.custom<AsyncIterable<string> | Uint8Array>()

export const statementContract = {
  'GET /console/statements': { summary: 'What a supplier earned, month by month, from the books', who: ['supplier-staff'], reply: Months },
  'GET /console/statements/:month': {
    summary: 'A month of a supplier by order line, netted',
    who: ['supplier-staff'],
    params: Month,
    query: PageQuery,
    reply: pageOf(StatementLine),
  },
  'GET /console/statements/:month/file': {
    summary: 'The month as CSV, sent as it is read, or as XLSX of at most 20 000 rows',
    who: ['supplier-staff'],
    params: Month,
    query: format,
    reply: File,
  },
  'GET /my/shop/statements': { summary: 'What one’s shop earned, month by month, from the books', who: ['shop-owner'], reply: Months },
  'GET /my/shop/statements/:month': {
    summary: 'A month of one’s shop by order line, netted',
    who: ['shop-owner'],
    params: Month,
    query: PageQuery,
    reply: pageOf(StatementLine),
  },
  'GET /my/shop/statements/:month/file': {
    summary: 'The month as CSV or XLSX',
    who: ['shop-owner'],
    params: Month,
    query: format,
    reply: File,
  },
} satisfies Contract
