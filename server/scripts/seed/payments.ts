import type { OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context'
import { unseal } from '#platform/crypto'
import { topUpFen, topUpReference } from './load-money.ts'

/** The number a seeded payment has at the channel; real ones are random, so the two never meet. */
export const numberOfPayment = (orderId: OrderId) => `P${orderId.slice(4).toUpperCase()}`

/** A payment as the channel should remember it. */
export type SeededPayment = {
  out_trade_no: string
  transaction_id: string
  total: number
  openid: string | null
  scene: 'jsapi' | 'h5'
  paid_at: string
}

type Row = {
  outTradeNo: string
  transactionId: string
  total: number
  scene: SeededPayment['scene']
  paidAt: Date
  openidCipher: string | null
}

/** The paid payments of the seeded world, each with the account it was paid from where a member is known to hold it. */
export async function seededPayments(ctx: Ctx): Promise<SeededPayment[]> {
  const { rows } = await sql<Row>`
    select a.out_trade_no, a.transaction_id, a.amount as total, a.scene, a.paid_at,
      (select m.openid_cipher from members m where m.openid_hash = coalesce(o.payer_hash, h.payer_hash)) as openid_cipher
    from payment_attempts a join orders o on o.id = a.order_id left join held_payments h on h.order_id = o.id
    where a.state = 'paid' and a.out_trade_no = 'P' || upper(substr(o.id, 5)) order by a.out_trade_no`.execute(ctx.db)
  return rows.map((row) => ({
    out_trade_no: row.outTradeNo,
    transaction_id: row.transactionId,
    total: row.total,
    openid: row.openidCipher ? unseal(ctx.keys, 'openid', row.openidCipher) : null,
    scene: row.scene,
    paid_at: row.paidAt.toISOString(),
  }))
}

/** Everything of the seeded world that the channel should remember: it appears in its bills, too. */
export async function seededMoney(ctx: Ctx) {
  const { rows: refunds } = await sql<{ outRefundNo: string; outTradeNo: string; amount: number; finishedAt: Date }>`
    select r.out_refund_no, r.out_trade_no, r.amount, r.finished_at from refunds r join payment_attempts a on a.out_trade_no = r.out_trade_no
    where r.state = 'succeeded' and a.out_trade_no = 'P' || upper(substr(a.order_id, 5)) order by r.finished_at`.execute(ctx.db)
  const { rows: parts } = await sql<{ number: string; net: number; finishedAt: Date; openidCipher: string | null }>`
    select p.number, p.gross - p.tax as net, p.finished_at, m.openid_cipher from withdrawal_parts p join members m on m.id = p.member_id
    where p.state = 'paid' and p.order_id is null and p.asked_at is null order by p.finished_at`.execute(ctx.db)
  const { rows: topUps } = await sql<{ at: Date }>`select at from money_movements where reference = ${topUpReference}`.execute(ctx.db)
  return {
    payments: await seededPayments(ctx),
    refunds: refunds.map((row) => ({
      out_refund_no: row.outRefundNo,
      out_trade_no: row.outTradeNo,
      refund: row.amount,
      refunded_at: row.finishedAt.toISOString(),
    })),
    transfers: parts.flatMap((row) =>
      row.openidCipher
        ? [
            {
              out_bill_no: row.number,
              openid: unseal(ctx.keys, 'openid', row.openidCipher),
              amount: row.net,
              transferred_at: row.finishedAt.toISOString(),
            },
          ]
        : [],
    ),
    top_ups: topUps.map(({ at }) => ({ number: topUpReference, amount: topUpFen, paid_at: at.toISOString() })),
  }
}
