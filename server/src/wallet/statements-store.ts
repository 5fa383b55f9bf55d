import type { LineId, OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type MonthRow = { month: string; earned: number; takenBack: number; paid: number; closing: number }

/** The entries of a payable by Beijing month. A credit is what we owe, so its sign is turned. */
export async function listMonths(db: Db, account: string): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    with m as (select to_char(t.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
        coalesce(sum(-e.amount) filter (where e.amount < 0 and t.kind <> 'statement_paid'), 0)::bigint as earned,
        coalesce(sum(e.amount) filter (where e.amount > 0 and t.kind <> 'statement_paid'), 0)::bigint as taken_back,
        coalesce(sum(e.amount) filter (where t.kind = 'statement_paid'), 0)::bigint as paid
      from entries e join transfers t on t.id = e.transfer_id where e.account_id = ${account} group by 1)
    select month, earned, taken_back, paid, sum(earned - taken_back - paid) over (order by month)::bigint as closing from m order by month desc`.execute(
    db,
  )
  return rows
}

export type LineRow = {
  id: string
  what: 'goods' | 'postage' | 'payment' | 'debt'
  orderId: OrderId | null
  orderNumber: string | null
  lineId: LineId | null
  title: string
  skuName: string
  quantity: number
  amount: number
  at: Date
}

/** What each line came to between two moments, newest first; `after` is the id of the last row seen. */
export async function listLines(
  db: Db,
  account: string,
  span: { from: Date; to: Date },
  page: { after: string | null; limit: number },
): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    with netted as (select max(e.id) as id, t.order_id, e.line_id, case when t.kind = 'statement_paid' then 'payment' when t.kind = 'debt_charged' then 'debt'
          when e.line_id is null then 'postage' else 'goods' end as what, sum(-e.amount)::bigint as amount, max(t.occurred_at) as at
      from entries e join transfers t on t.id = e.transfer_id
      where e.account_id = ${account} and t.occurred_at >= ${span.from} and t.occurred_at < ${span.to} group by t.order_id, e.line_id, 4, case when t.order_id is null then e.id end)
    select n.id::text, n.what, n.order_id, o.number as order_number, n.line_id, coalesce(l.title, '') as title, coalesce(l.sku_name, '') as sku_name,
      coalesce(l.quantity, 0) as quantity, n.amount, n.at
    from netted n left join orders o on o.id = n.order_id left join order_lines l on l.id = n.line_id
    where (${page.after}::bigint is null or n.id < ${page.after}::bigint) order by n.id desc limit ${page.limit}`.execute(db)
  return rows
}
