import type { Rank } from '@lianka/contract/account'
import type { LineId, MemberId, OrderId } from '@lianka/contract/ids'
import type { Plan } from '@lianka/contract/plan'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** Everything a replay reads, in the order of the facts' own numbers, page by page. */

export type JoinedRow = { memberId: MemberId; referrerId: MemberId | null }

export async function listJoined(db: Db, after: string, limit: number): Promise<JoinedRow[]> {
  const { rows } = await sql<JoinedRow>`
    select member_id, referrer_id from referrals where member_id > ${after} order by member_id limit ${limit}`.execute(db)
  return rows
}

export const listPlans = async (db: Db): Promise<{ plan: Plan; effectiveAt: Date }[]> =>
  (await db.selectFrom('plans').select(['data', 'effectiveAt']).orderBy('version').execute()).map(({ data, effectiveAt }) => ({
    plan: data as Plan,
    effectiveAt,
  }))

export type PaidLineRow = {
  id: LineId
  base: number
  platformDiscount: number
  supply: number
  productId: string
  supplierId: string
}

export type FactRow = {
  seq: number
  is: 'account' | 'applied' | 'paid' | 'refunded' | 'completed' | 'released'
  /** The member, order, after-sale or line it is about. */
  id: string
  at: Date | null
  /** What the fact itself says. */
  body: Record<string, unknown> | null
}

/** Facts after a number, in order. `account` of rows older than their numbers comes first, with number 0. */
export async function listFacts(db: Db, after: number, limit: number): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select * from (
      (select openid_seq as seq, 'account' as is, id::text, null::timestamptz as at, jsonb_build_object('account', encode(openid_hash, 'hex')) as body
        from members where openid_seq > ${after} order by openid_seq limit ${limit})
      union all (select applied_seq, 'applied', member_id::text, applied_at, null from ranks where applied_seq > ${after} order by applied_seq limit ${limit})
      union all (select o.paid_seq, 'paid', o.id::text, o.paid_at, jsonb_build_object('buyer', o.buyer_id, 'payer', o.payer_id, 'account', encode(o.payer_hash, 'hex'),
          'planVersion', o.plan_version, 'shopId', o.shop_id, 'r1', o.r1_id, 'r1Rank', o.r1_rank, 'r2', o.r2_id, 'r2Rank', o.r2_rank, 'computed', not exists (select 1 from orders_to_compute q where q.order_id = o.id),
          'lines', (select jsonb_agg(jsonb_build_object('id', l.id, 'base', l.base, 'platformDiscount', l.platform_discount, 'supply', l.supply_price * l.quantity,
            'productId', l.product_id, 'supplierId', p.supplier_id) order by l.place) from order_lines l join parcels p on p.id = l.parcel_id where l.order_id = o.id))
        from orders o where o.paid_seq > ${after} order by o.paid_seq limit ${limit})
      union all (select paid_back_seq, 'refunded', id::text, paid_back_at, jsonb_build_object('line', line_id, 'amount', amount, 'bySupplier', borne_by_supplier, 'byPlatform', borne_by_platform)
        from after_sales where paid_back_seq > ${after} order by paid_back_seq limit ${limit})
      union all (select completed_seq, 'completed', id::text, completed_at, null from order_lines where completed_seq > ${after} order by completed_seq limit ${limit})
      union all (select released_seq, 'released', id::text, released_at, null from order_lines where released_seq > ${after} order by released_seq limit ${limit})
    ) facts order by seq limit ${limit}`.execute(db)
  return rows
}

export async function countFacts(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select ((select count(*) from members where openid_seq is not null) + (select count(*) from ranks where applied_seq is not null)
      + (select count(*) from orders where paid_seq is not null) + (select count(*) from after_sales where paid_back_seq is not null)
      + (select count(*) from order_lines where completed_seq is not null) + (select count(*) from order_lines where released_seq is not null))::int as n`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

export type LiveLine = {
  id: LineId
  orderId: OrderId
  r1Lowered: boolean
  r2Lowered: boolean
  refunded: number
  completed: boolean
  released: boolean
  shares: { payee: string; kind: 'direct' | 'team'; bps: number; amount: number; state: string }[]
}

/** Lines of paid orders as the live system has them, page by page. */
export async function listLiveLines(db: Db, after: string, limit: number): Promise<LiveLine[]> {
  const { rows } = await sql<LiveLine>`
    select l.id, l.order_id, l.r1_lowered, l.r2_lowered, l.refunded, l.completed_at is not null as completed, l.released_at is not null as released,
      coalesce((select json_agg(json_build_object('payee', h.payee_id, 'kind', h.kind, 'bps', h.bps, 'amount', h.amount, 'state', h.state) order by h.kind)
        from shares h where h.line_id = l.id), '[]'::json) as shares
    from order_lines l join orders o on o.id = l.order_id
    where o.paid_seq is not null and l.id > ${after} order by l.id limit ${limit}`.execute(db)
  return rows
}

export async function listLiveRanks(db: Db, after: string, limit: number): Promise<{ memberId: MemberId; rank: Rank }[]> {
  const { rows } = await sql<{ memberId: MemberId; rank: Rank }>`
    select member_id, rank from ranks where member_id > ${after} order by member_id limit ${limit}`.execute(db)
  return rows
}

/** What facts beside lines make of the accounts: account → fen, debits positive. One row an account and fact kind. */
export async function sumOtherFacts(db: Db): Promise<{ account: string; amount: number }[]> {
  const { rows } = await sql<{ account: string; amount: number }>`
    with moves (account, amount) as (
      select 'channel_clearing', p.postage from parcels p join orders o on o.id = p.order_id and o.paid_seq is not null
      union all select case p.postage_state when 'held' then 'postage_escrow' when 'settled' then 'supplier_payable:' || p.supplier_id else 'refund_pending' end, -p.postage
        from parcels p join orders o on o.id = p.order_id and o.paid_seq is not null
      union all select 'channel_clearing', o.total from orders o where o.state = 'awaiting_group'
      union all select 'unapplied_receipts', -o.total from orders o where o.state = 'awaiting_group'
      union all select 'channel_clearing', a.amount from payment_attempts a where a.state = 'returned'
      union all select 'refund_pending', -a.amount from payment_attempts a where a.state = 'returned'
      union all select 'refund_pending', r.amount from refunds r where r.state = 'succeeded'
      union all select 'channel_clearing', -r.amount from refunds r where r.state = 'succeeded'
      union all select 'wallet_available:' || w.member_id, w.gross from withdrawal_parts w where w.state in ('to_send', 'sent', 'awaiting_confirmation', 'paid')
      union all select 'withdrawal_pending:' || w.member_id, -w.gross from withdrawal_parts w where w.state in ('to_send', 'sent', 'awaiting_confirmation')
      union all select case when w.order_id is null then 'payout_account' else 'channel_clearing' end, -(w.gross - w.tax) from withdrawal_parts w where w.state = 'paid'
      union all select 'tax_payable', -w.tax from withdrawal_parts w where w.state = 'paid'
      union all select coalesce('shop_payable:' || d.shop_id, 'bad_debt'), d.charged from wallet_debts d where d.charged_at is not null
      union all select 'wallet_available:' || d.member_id, -d.charged from wallet_debts d where d.charged_at is not null
      union all select case m.kind when 'channel_settled' then 'bank' when 'payout_topped_up' then 'payout_account' when 'tax_remitted' then 'tax_payable'
          when 'refund_paid' then 'refund_pending' when 'statement_paid' then m.account else 'bank' end, m.amount from money_movements m
      union all select case m.kind when 'channel_settled' then 'channel_clearing' when 'debt_repaid' then m.account else 'bank' end, -m.amount from money_movements m
      union all select 'channel_fee', f.amount from channel_fees f
      union all select 'channel_clearing', -f.amount from channel_fees f
    )
    select account, sum(amount)::bigint as amount from moves group by account having sum(amount) <> 0`.execute(db)
  return rows
}

export type BalanceRow = { account: string; entries: number; balance: number }

/** Every account by its entries and by its kept balance. */
export async function listBalances(db: Db): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`
    select coalesce(e.account_id, b.account_id) as account, coalesce(e.amount, 0)::bigint as entries, coalesce(b.amount, 0)::bigint as balance
    from (select account_id, sum(amount) as amount from entries group by 1) e
    full join (select account_id, sum(amount) as amount from balances group by 1) b using (account_id) order by 1`.execute(db)
  return rows
}
