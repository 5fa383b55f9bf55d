import type { LineId, MemberId, OrderId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { PersonFacts, RankChange, ShareTarget } from './rules.ts'

export const insertReferral = (db: Db, row: Insertable<Tables['referrals']>) => db.insertInto('referrals').values(row).execute()

export const insertRank = (db: Db, memberId: MemberId, since: Date) =>
  db.insertInto('ranks').values({ memberId, rank: 'member', since }).execute()

/** The sharer of the newest code this visitor came through since `since`. */
export const newestArrival = (db: Db, visitorId: string, since: Date) =>
  db
    .selectFrom('arrivals as a')
    .innerJoin('shareCodes as c', 'c.code', 'a.shareCode')
    .select(['c.code', 'c.sharerId'])
    .where('a.visitorId', '=', visitorId as never)
    .where('a.at', '>=', since)
    .orderBy('a.at', 'desc')
    .limit(1)
    .executeTakeFirst()

export const findShareCode = (db: Db, code: string) =>
  db
    .selectFrom('shareCodes as c')
    .innerJoin('members as m', 'm.id', 'c.sharerId')
    .select(['c.code', 'c.kind', 'c.targetId', 'c.sharerId', 'm.nickname', 'm.portrait'])
    .where('c.code', '=', code)
    .executeTakeFirst()

/** Whether there is such a thing to share: a person's card, a shop, goods on sale, a group, a bargain, a campaign. */
export async function targetExists(db: Db, { kind, targetId }: ShareTarget): Promise<boolean> {
  const table = {
    card: sql`members`,
    shop: sql`shops`,
    product: sql`listings`,
    group: sql`group_buys`,
    bargain: sql`bargains`,
    campaign: sql`campaigns`,
  }[kind]
  const { rows } = await sql`select 1 from ${table} where id = ${targetId}`.execute(db)
  return rows.length > 0
}

/** The code this person shares this target with, in this way and for this occasion; made at the first time. One's own code is nobody's passing on. */
export async function keepShareCode(
  db: Db,
  row: Omit<Insertable<Tables['shareCodes']>, 'parentCode'> & { via: string | null },
): Promise<{ code: string }> {
  const { rows } = await sql<{ code: string }>`
    insert into share_codes (code, kind, target_id, sharer_id, channel, campaign, made_at, parent_code)
    values (${row.code}, ${row.kind}, ${row.targetId}, ${row.sharerId}, ${row.channel}, ${row.campaign}, ${row.madeAt},
      (select p.code from share_codes p where p.code = ${row.via} and p.sharer_id <> ${row.sharerId}))
    on conflict (sharer_id, kind, target_id, channel, campaign) do update set channel = share_codes.channel
    returning code`.execute(db)
  return rows[0] as { code: string }
}

/** Locks the rank rows of these people in id order: the lock of everything that touches their ranks or shares. */
export const lockPeople = (db: Db, ids: readonly MemberId[]) =>
  db.selectFrom('ranks').select(['memberId', 'rank']).where('memberId', 'in', ids).orderBy('memberId').forUpdate().execute()

export const findUpline = (db: Db, memberId: MemberId) =>
  db
    .selectFrom('referrals as r')
    .leftJoin('referrals as up', 'up.memberId', 'r.referrerId')
    .select(['r.referrerId as r1Id', 'up.referrerId as r2Id'])
    .where('r.memberId', '=', memberId)
    .executeTakeFirst()

export const insertQualifying = (db: Db, rows: readonly Insertable<Tables['qualifyingLines']>[]) =>
  db
    .insertInto('qualifyingLines')
    .values([...rows])
    .execute()

/** Ends the qualifying of a line whose rest fell below its floor; answers whether it qualified until now. */
export const endQualifying = (db: Db, lineId: LineId, left: number) =>
  db
    .updateTable('qualifyingLines')
    .set({ qualifies: false })
    .where('lineId', '=', lineId)
    .where('qualifies', '=', true)
    .where('floorFen', '>', left as never)
    .returning('buyerId')
    .executeTakeFirst()

export const endQualifyingWindow = (db: Db, lineIds: readonly LineId[]) =>
  db.updateTable('qualifyingLines').set({ windowEnded: true }).where('lineId', 'in', lineIds).returning('buyerId').execute()

const purchasesOf = (settledOnly: boolean) => sql`(
  select coalesce(jsonb_agg(distinct jsonb_build_object('buyer', q.buyer_id, 'payer', encode(q.payer_hash, 'hex'))), '[]'::jsonb)
  from referrals d join qualifying_lines q on q.buyer_id = d.member_id and q.qualifies ${settledOnly ? sql`and q.window_ended` : sql``}
  where d.referrer_id = k.member_id)`

/** What the ranks of these people follow from; with `settledOnly`, counting only purchases whose own window has ended. */
export async function readPersonFacts(db: Db, ids: readonly MemberId[], at: Date, settledOnly = false): Promise<PersonFacts[]> {
  const { rows } = await sql<PersonFacts>`
    select k.member_id, k.rank, k.applied_at is not null as applied,
      least(k.buyers_needed, (select min((p.data->>'buyersForBoss')::int) from plans p where p.effective_at > k.since and p.effective_at <= ${at})) as buyers_needed,
      exists (select 1 from qualifying_lines q where q.buyer_id = k.member_id and q.qualifies) as own_qualifying,
      ${purchasesOf(settledOnly)} as purchases,
      array(select encode(m.openid_hash, 'hex') from members m where m.id = k.member_id and m.openid_hash is not null
        union select encode(q.payer_hash, 'hex') from qualifying_lines q where q.buyer_id = k.member_id) as own_payers
    from ranks k where k.member_id = any(${ids}::text[]) order by k.member_id`.execute(db)
  return rows
}

/** Writes new ranks and their history in one statement. */
export const writeRanks = (db: Db, changes: readonly RankChange[], reason: string, orderId: OrderId | null, at: Date) =>
  sql`
    with c as (select * from unnest(${changes.map((c) => c.memberId)}::text[], ${changes.map((c) => c.from)}::text[], ${changes.map((c) => c.to)}::text[],
      ${changes.map((c) => c.buyersNeeded)}::int[]) as c (member_id, from_rank, to_rank, buyers_needed)),
    u as (update ranks set rank = c.to_rank, buyers_needed = c.buyers_needed, since = ${at} from c where ranks.member_id = c.member_id)
    insert into rank_changes (member_id, from_rank, to_rank, reason, order_id, at)
    select member_id, from_rank, to_rank, ${reason}, ${orderId}, ${at} from c`.execute(db)

/** Notes a free application with its place among the facts of ranks; undefined when it was made before. */
export const markApplied = (db: Db, memberId: MemberId, at: Date) =>
  db
    .updateTable('ranks')
    .set({ appliedAt: at, appliedSeq: sql<number>`nextval('paid_seq')` })
    .where('memberId', '=', memberId)
    .where('appliedAt', 'is', null)
    .returning('memberId')
    .executeTakeFirst()

export type TeamRow = {
  nickname: string
  portrait: string
  rank: 'member' | 'agent' | 'boss'
  level: number
  boundAt: Date
  referredBy: string | null
  qualifying: boolean
  brought: number
  memberId: MemberId
}

/** Two levels below one person, newest first, with what each brought this person in shares. Each level is one range of an index. */
export async function listTeam(db: Db, me: MemberId, after: string | undefined, limit: number): Promise<TeamRow[]> {
  const older = after ? sql`and member_id < ${after}` : sql``
  const { rows } = await sql<TeamRow>`
    with team as (
      (select member_id, 1 as level, bound_at, null::text as by_id from referrals where referrer_id = ${me} ${older} order by member_id desc limit ${limit})
      union all
      (select member_id, 2, bound_at, referrer_id from referrals where grand_referrer_id = ${me} ${older} order by member_id desc limit ${limit})
      order by member_id desc limit ${limit}
    )
    select t.member_id, m.nickname, m.portrait, k.rank, t.level, t.bound_at, b.nickname as referred_by,
      exists (select 1 from qualifying_lines q where q.buyer_id = t.member_id and q.qualifies) as qualifying,
      -- By the few orders of each of the page, never by the many shares of a person with a large team.
      (select coalesce(sum((select sum(h.amount) from shares h where h.order_id = o.id and h.payee_id = ${me})), 0)::bigint from orders o where o.buyer_id = t.member_id) as brought
    from team t join members m on m.id = t.member_id join ranks k on k.member_id = t.member_id left join members b on b.id = t.by_id
    order by t.member_id desc`.execute(db)
  return rows
}

export async function countTeam(db: Db, me: MemberId) {
  const row = await db.selectFrom('teamSizes').select(['directs', 'seconds']).where('memberId', '=', me).executeTakeFirst()
  return { direct: row?.directs ?? 0, second: row?.seconds ?? 0 }
}

export type GrowthRow = { week: string; directs: number; seconds: number }

/** Who joined one's team in each week since a Monday, Beijing time; weeks without anybody are not there. */
export async function readGrowth(db: Db, me: MemberId, since: Date): Promise<GrowthRow[]> {
  const { rows } = await sql<GrowthRow>`
    select to_char(date_trunc('week', bound_at at time zone 'Asia/Shanghai'), 'YYYY-MM-DD') as week,
      count(*) filter (where level = 1)::int as directs, count(*) filter (where level = 2)::int as seconds
    from (select bound_at, 1 as level from referrals where referrer_id = ${me} and bound_at >= ${since}
      union all select bound_at, 2 from referrals where grand_referrer_id = ${me} and bound_at >= ${since}) team
    group by 1 order by 1`.execute(db)
  return rows
}

export type PersonRow = {
  id: MemberId
  nickname: string
  portrait: string
  rank: 'member' | 'agent' | 'boss'
  joinedAt: Date
  qualifyingBuyers: number
  directCount: number
  referrerId: MemberId | null
}

const personColumns = sql`m.id, m.nickname, m.portrait, k.rank, m.joined_at, r.referrer_id,
  (select count(distinct q.buyer_id)::int from referrals d join qualifying_lines q on q.buyer_id = d.member_id and q.qualifies where d.referrer_id = m.id) as qualifying_buyers,
  (select count(*)::int from referrals d where d.referrer_id = m.id) as direct_count`
const personTables = sql`members m join ranks k on k.member_id = m.id join referrals r on r.member_id = m.id`

export async function listPeople(
  db: Db,
  filter: { words?: string | undefined; after?: string | undefined; limit: number },
): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`select ${personColumns} from ${personTables}
    where (${filter.words ?? null}::text is null or m.nickname like ${`%${(filter.words ?? '').replace(/[%_\\]/g, '\\$&')}%`} or m.id = ${filter.words ?? ''})
      and (${filter.after ?? null}::text is null or m.id < ${filter.after ?? ''})
    order by m.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export async function readPeople(db: Db, ids: readonly MemberId[]): Promise<PersonRow[]> {
  const { rows } =
    await sql<PersonRow>`select ${personColumns} from ${personTables} where m.id = any(${ids}::text[]) order by m.id`.execute(db)
  return rows
}

export async function readDirects(db: Db, ids: readonly MemberId[]): Promise<PersonRow[]> {
  const { rows } =
    await sql<PersonRow>`select ${personColumns} from ${personTables} where r.referrer_id = any(${ids}::text[]) order by m.id limit 500`.execute(
      db,
    )
  return rows
}

export const listRankChanges = (db: Db, id: MemberId) =>
  db.selectFrom('rankChanges').selectAll().where('memberId', '=', id).orderBy('id').execute()

export type { ShareTarget }
