import type { AfterSaleId, MemberId, ShopId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { Debt } from './rules.ts'

export type Reversed = { memberId: MemberId; afterSaleId: AfterSaleId; reversed: number; shopId: ShopId | null }

/** Released shares that a refund took back, by person. Where the platform's own people decided it, no shop stands behind. */
export async function listReversed(db: Db, outRefundNo: string): Promise<Reversed[]> {
  const { rows } = await sql<Reversed>`
    select h.payee_id as member_id, a.id as after_sale_id, sum(c.from_amount - c.to_amount)::bigint as reversed,
      case when s.role like 'operator-%' then null else o.shop_id end as shop_id
    from refunds r join after_sales a on a.id = r.after_sale_id join orders o on o.id = a.order_id
    join transfers t on t.fact = 'refund_approved:' || a.id
    join share_changes c on c.transfer_id = t.id and c.reason = 'refunded' and c.to_amount < c.from_amount
    join shares h on h.id = c.share_id and h.released_at is not null
    left join staff s on s.id::text = a.decided_by
    where r.out_refund_no = ${outRefundNo} group by 1, 2, 4`.execute(db)
  return rows
}

export const insertDebt = (db: Db, row: Insertable<Tables['walletDebts']>) =>
  db
    .insertInto('walletDebts')
    .values(row)
    .onConflict((on) => on.doNothing())
    .execute()

export const listOpenDebts = async (db: Db, memberId: MemberId): Promise<Debt[]> =>
  db
    .selectFrom('walletDebts')
    .select(['id', 'amount', 'shopId', 'since'])
    .where('memberId', '=', memberId)
    .where('chargedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()

export const listDueDebts = (db: Db, now: Date, limit: number) =>
  db
    .selectFrom('walletDebts')
    .select(['id', 'memberId'])
    .where('chargedAt', 'is', null)
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .limit(limit)
    .execute()

export const markCharged = async (db: Db, id: number, charged: Fen, at: Date) =>
  (await db
    .updateTable('walletDebts')
    .set({ charged, chargedAt: at })
    .where('id', '=', id)
    .where('chargedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()) !== undefined
