import { sql } from 'kysely'
import type { Db } from '#platform/db'

export const listPlans = async (db: Db) =>
  (await db.selectFrom('plans').select(['data', 'publishedAt', 'effectiveAt']).orderBy('version').execute()).map((row) => ({
    ...(row.data as object),
    publishedAt: row.publishedAt.toISOString(),
    effectiveAt: row.effectiveAt.toISOString(),
  }))

export type EvidenceLine = { buyer: string; r1: string | null } & Record<string, unknown>

/** Lines with what their shares follow from, the shares, and in how many transfers a wallet of theirs was touched. */
export async function listLines(db: Db, ids: readonly string[]): Promise<EvidenceLine[]> {
  const { rows } = await sql<{ line: EvidenceLine }>`
    select json_build_object('id', l.id, 'order', o.id, 'paidSeq', o.paid_seq, 'planVersion', o.plan_version, 'buyer', o.buyer_id, 'payer', o.payer_id,
      'r1', o.r1_id, 'r1Rank', o.r1_rank, 'r1Lowered', l.r1_lowered, 'r2', o.r2_id, 'r2Rank', o.r2_rank, 'r2Lowered', l.r2_lowered,
      'base', l.base, 'platformDiscount', l.platform_discount, 'supply', l.supply_price * l.quantity, 'refunded', l.refunded,
      'completed', l.completed_at is not null, 'released', l.released_at is not null,
      'shares', coalesce((select json_agg(json_build_object('payee', h.payee_id, 'kind', h.kind, 'bps', h.bps, 'amount', h.amount) order by h.kind)
        from shares h where h.line_id = l.id and h.amount > 0), '[]'::json),
      'transfers', (select count(distinct e.transfer_id)::int from entries e where e.line_id = l.id)) as line
    from order_lines l join orders o on o.id = l.order_id where l.id = any(${ids}::text[]) order by o.paid_seq, l.place`.execute(db)
  return rows.map(({ line }) => line)
}

/** Who brought these people, and who brought those. */
export async function listReferrals(db: Db, people: readonly string[]) {
  const { rows } = await sql<{ member: string; referrer: string | null; boundAt: Date }>`
    select member_id as member, referrer_id as referrer, bound_at from referrals where member_id = any(${people}::text[]) order by member_id`.execute(
    db,
  )
  return rows.map(({ member, referrer, boundAt }) => ({ member, referrer, boundAt: boundAt.toISOString() }))
}
