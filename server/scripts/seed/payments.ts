import type { OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context'
import { unseal } from '#platform/crypto'

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
      (select m.openid_cipher from members m where m.openid_hash = o.payer_hash) as openid_cipher
    from payment_attempts a join orders o on o.id = a.order_id
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
