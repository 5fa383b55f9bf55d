import type { CouponClaimId, CouponId, MemberId, ShopId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type CouponRow = {
  id: CouponId
  issuer: 'shop' | 'platform'
  shopId: ShopId | null
  shopName: string | null
  name: string
  fromAmount: number
  offAmount: number | null
  rate: number | null
  atMost: number | null
  productIds: string[]
  categoryIds: string[]
  budget: number
  claimed: number
  perPerson: number
  claimFrom: Date
  claimUntil: Date
  validDays: number
  stopped: boolean
  mine: number
}

const columns = (me: MemberId | null) => sql`
  p.id, p.issuer, p.shop_id, s.name as shop_name, p.name, p.from_amount, p.off_amount, p.rate, p.at_most, p.product_ids, p.category_ids, p.budget, p.claimed, p.per_person, p.claim_from, p.claim_until,
  p.valid_days, p.stopped_at is not null as stopped, (select count(*)::int from coupon_claims c where c.coupon_id = p.id and c.member_id = ${me}) as mine`

export const insertCoupon = (db: Db, row: Insertable<Tables['coupons']>) => db.insertInto('coupons').values(row).execute()

export type CouponFilter = {
  id?: CouponId | undefined
  shopId?: ShopId | undefined
  issuer?: 'platform' | undefined
  claimableAt?: Date | undefined
  after?: string | undefined
  limit: number
}

export async function listCoupons(db: Db, filter: CouponFilter, me: MemberId | null): Promise<CouponRow[]> {
  const { rows } = await sql<CouponRow>`
    select ${columns(me)} from coupons p left join shops s on s.id = p.shop_id
    where (${filter.id ?? null}::text is null or p.id = ${filter.id ?? ''}) and (${filter.shopId ?? null}::text is null or p.shop_id = ${filter.shopId ?? ''})
      and (${filter.issuer ?? null}::text is null or p.issuer = ${filter.issuer ?? ''}) and (${filter.after ?? null}::text is null or p.id < ${filter.after ?? ''})
      and (${filter.claimableAt ?? null}::timestamptz is null or (p.claim_from <= ${filter.claimableAt ?? null} and p.claim_until > ${filter.claimableAt ?? null} and p.stopped_at is null))
    order by p.id desc limit ${filter.limit}`.execute(db)
  return rows
}

/** What each coupon was used for, and how much it took off. */
export async function costsOf(db: Db, ids: readonly CouponId[]): Promise<{ couponId: CouponId; redeemed: number; cost: number }[]> {
  const { rows } = await sql<{ couponId: CouponId; redeemed: number; cost: number }>`
    select c.coupon_id, count(distinct c.order_id)::int as redeemed, coalesce(sum(k.amount), 0)::bigint as cost
    from coupon_claims c join orders o on o.id = c.order_id and o.paid_seq is not null left join line_cuts k on k.source_id = c.id and k.line_id in (select l.id from order_lines l where l.order_id = o.id)
    where c.coupon_id = any(${[...ids]}::text[]) and c.state = 'redeemed' group by 1`.execute(db)
  return rows
}

export type Claimed = { id: CouponClaimId; claimedAt: Date; expiresAt: Date }

/**
 * Claims one if there is one, the person may have another, and it can be claimed now — in one statement, whose first row lock puts all who
 * claim the same coupon in a line.
 */
export async function claim(db: Db, id: CouponId, memberId: MemberId, claimId: CouponClaimId, now: Date): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    with held as (select count(*)::int as n from coupon_claims where coupon_id = ${id} and member_id = ${memberId}),
    taken as (
      update coupons p set claimed = p.claimed + 1 from held
      where p.id = ${id} and p.claimed < p.budget and held.n < p.per_person and p.claim_from <= ${now} and p.claim_until > ${now} and p.stopped_at is null
      returning p.id, p.valid_days, held.n
    )
    insert into coupon_claims (id, coupon_id, member_id, nth, state, claimed_at, expires_at)
    select ${claimId}, id, ${memberId}, n + 1, 'claimed', ${now}, ${now}::timestamptz + make_interval(days => valid_days) from taken returning id, claimed_at, expires_at`.execute(
    db,
  )
  return rows[0]
}

export type ClaimRow = Omit<CouponRow, 'id'> & { couponId: CouponId } & Claimed & {
    state: 'claimed' | 'redeemed' | 'expired'
    reminded: boolean
  }

export async function listClaims(db: Db, memberId: MemberId, state: ClaimRow['state']): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select ${columns(memberId)}, c.id, c.coupon_id, c.state, c.claimed_at, c.expires_at, c.reminded_at is not null as reminded
    from coupon_claims c join coupons p on p.id = c.coupon_id left join shops s on s.id = p.shop_id
    where c.member_id = ${memberId} and c.state = ${state} order by case when c.state = 'claimed' then c.expires_at end, c.claimed_at desc limit 100`.execute(
    db,
  )
  return rows
}

/** Unused coupons that end by then and of which nobody was reminded. */
export async function remindClaims(db: Db, now: Date, endingBy: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with due as (
      select id from coupon_claims where state = 'claimed' and reminded_at is null and expires_at > ${now} and expires_at <= ${endingBy}
      order by expires_at limit ${limit} for update skip locked
    )
    update coupon_claims c set reminded_at = ${now} from due where c.id = due.id returning c.id`.execute(db)
  return rows.length
}

/** Coupons nobody used in time. */
export async function expireClaims(db: Db, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with due as (select id from coupon_claims where state = 'claimed' and expires_at <= ${now} order by expires_at limit ${limit} for update skip locked)
    update coupon_claims c set state = 'expired' from due where c.id = due.id returning c.id`.execute(db)
  return rows.length
}
