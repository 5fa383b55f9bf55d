import type { MemberId, OrderId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const findOpenAttempt = (db: Db, orderId: OrderId) =>
  db.selectFrom('paymentAttempts').selectAll().where('orderId', '=', orderId).where('state', '=', 'open').executeTakeFirst()

export const insertAttempt = (db: Db, row: Insertable<Tables['paymentAttempts']>) =>
  db
    .insertInto('paymentAttempts')
    .values(row)
    .onConflict((on) => on.doNothing())
    .returning('outTradeNo')
    .executeTakeFirst()

/** False when this notification was taken before. */
export const noteNotification = async (db: Db, row: Insertable<Tables['paymentNotifications']>) =>
  (await db
    .insertInto('paymentNotifications')
    .values(row)
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()) !== undefined

export type AttemptFacts = {
  outTradeNo: string
  orderId: OrderId
  amount: number
  state: Tables['paymentAttempts']['state']
  scene: 'jsapi' | 'h5'
  buyerId: MemberId
  r1Id: MemberId | null
  r2Id: MemberId | null
  /** Who holds the paying account for sure, by openid. */
  holderId: MemberId | null
  /** The first who ever bought with it. */
  firstId: MemberId | null
  startedBy: MemberId | null
}

/** An attempt with everyone the payment may concern: buyer, the two above, who set out to pay, and who may hold the paying account. */
export async function findAttempt(db: Db, outTradeNo: string, payerHash: Buffer | null): Promise<AttemptFacts | undefined> {
  const { rows } = await sql<AttemptFacts>`
    select a.out_trade_no, a.order_id, a.amount, a.state, a.scene, o.buyer_id, r.referrer_id as r1_id, up.referrer_id as r2_id, a.started_by,
      (select m.id from members m where m.openid_hash = ${payerHash}) as holder_id,
      (select b.buyer_id from orders b where b.payer_hash = ${payerHash} order by b.paid_seq limit 1) as first_id
    from payment_attempts a join orders o on o.id = a.order_id join referrals r on r.member_id = o.buyer_id left join referrals up on up.member_id = r.referrer_id
    where a.out_trade_no = ${outTradeNo}`.execute(db)
  return rows[0]
}

/** Compare-and-set; undefined when the attempt was in another state. */
export const moveAttempt = (
  db: Db,
  outTradeNo: string,
  from: readonly Tables['paymentAttempts']['state'][],
  set: { state: Tables['paymentAttempts']['state']; transactionId?: string | null; paidAt?: Date | null; channelPaidAt?: Date },
) =>
  db
    .updateTable('paymentAttempts')
    .set({ ...set, queryAt: null })
    .where('outTradeNo', '=', outTradeNo)
    .where('state', 'in', from)
    .returning('outTradeNo')
    .executeTakeFirst()

export const openAttemptsOf = (db: Db, orderId: OrderId) =>
  db.selectFrom('paymentAttempts').select('outTradeNo').where('orderId', '=', orderId).where('state', '=', 'open').execute()

/** Attempts the channel should be asked about; each is taken by one sweeper, who sets when it is next. */
export async function takeDueAttempts(db: Db, now: Date, next: (queries: number) => Date, limit: number) {
  return db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('paymentAttempts')
      .select(['outTradeNo', 'queries', 'expiresAt'])
      .where('state', '=', 'open')
      .where('queryAt', '<=', now)
      .orderBy('queryAt')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { outTradeNo, queries } of due) {
      await tx
        .updateTable('paymentAttempts')
        .set({ queries: queries + 1, queryAt: next(queries + 1) })
        .where('outTradeNo', '=', outTradeNo)
        .execute()
    }
    return due
  })
}

export const insertRefund = (db: Db, row: Insertable<Tables['refunds']>) =>
  db
    .insertInto('refunds')
    .values(row)
    .onConflict((on) => on.doNothing())
    .execute()

export const findRefund = (db: Db, outRefundNo: string) =>
  db
    .selectFrom('refunds as r')
    .innerJoin('paymentAttempts as a', 'a.outTradeNo', 'r.outTradeNo')
    .select(['r.outRefundNo', 'r.outTradeNo', 'r.amount', 'r.state', 'r.afterSaleId', 'a.amount as total', 'a.orderId'])
    .select(['a.profitSharing', 'a.unfrozenAt', 'a.transactionId'])
    .where('r.outRefundNo', '=', outRefundNo)
    .executeTakeFirst()

export const moveRefund = (
  db: Db,
  outRefundNo: string,
  from: readonly Tables['refunds']['state'][],
  set: Partial<Pick<Tables['refunds'], 'state' | 'refundId' | 'queryAt' | 'finishedAt' | 'channelFinishedAt'>>,
) =>
  db
    .updateTable('refunds')
    .set(set)
    .where('outRefundNo', '=', outRefundNo)
    .where('state', 'in', from)
    .returning('outRefundNo')
    .executeTakeFirst()

export const markUnfrozen = (db: Db, outTradeNo: string, at: Date) =>
  db.updateTable('paymentAttempts').set({ unfrozenAt: at }).where('outTradeNo', '=', outTradeNo).where('unfrozenAt', 'is', null).execute()

export async function takeDueRefunds(db: Db, now: Date, nextAt: Date, limit: number) {
  const { rows } = await sql<{ outRefundNo: string }>`
    with due as (select out_refund_no from refunds where state in ('to_send', 'sent') and query_at <= ${now} order by query_at limit ${limit} for update skip locked)
    update refunds set query_at = ${nextAt} from due where refunds.out_refund_no = due.out_refund_no returning refunds.out_refund_no`.execute(
    db,
  )
  return rows
}

export const paidAttemptOf = (db: Db, orderId: OrderId) =>
  db
    .selectFrom('paymentAttempts')
    .select(['outTradeNo', 'amount'])
    .where('orderId', '=', orderId)
    .where('state', '=', 'paid')
    .executeTakeFirst()

export const insertHeld = (db: Db, row: Insertable<Tables['heldPayments']>) =>
  db
    .insertInto('heldPayments')
    .values(row)
    .onConflict((on) => on.column('orderId').doUpdateSet({ outTradeNo: row.outTradeNo, payerHash: row.payerHash, heldAt: row.heldAt }))
    .execute()

export const findHeld = (db: Db, orderId: OrderId) =>
  db.selectFrom('heldPayments').selectAll().where('orderId', '=', orderId).executeTakeFirst()
