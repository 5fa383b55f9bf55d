import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** Orders whose lines are all released and whose released shares are all paid out, or which were paid too long ago to wait. */
export async function listToUnfreeze(db: Db, paidBefore: Date, limit: number): Promise<{ outTradeNo: string; transactionId: string }[]> {
  const { rows } = await sql<{ outTradeNo: string; transactionId: string }>`
    select a.out_trade_no, a.transaction_id from payment_attempts a
    where a.state = 'paid' and a.profit_sharing and a.unfrozen_at is null and a.transaction_id is not null and (a.paid_at < ${paidBefore} or (
      not exists (select 1 from order_lines l where l.order_id = a.order_id and l.released_at is null)
      and coalesce((select sum(h.amount) from shares h where h.order_id = a.order_id), 0)
        <= coalesce((select sum(p.gross) from withdrawal_parts p where p.order_id = a.order_id and p.state = 'paid'), 0)))
      and not exists (select 1 from withdrawal_parts p where p.order_id = a.order_id and p.state in ('to_send', 'sent'))
    order by a.paid_at limit ${limit}`.execute(db)
  return rows
}

export const markUnfrozen = (db: Db, outTradeNo: string, at: Date) =>
  db.updateTable('paymentAttempts').set({ unfrozenAt: at }).where('outTradeNo', '=', outTradeNo).where('unfrozenAt', 'is', null).execute()
