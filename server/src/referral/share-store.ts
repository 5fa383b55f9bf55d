import type { MemberId } from '@lianka/contract/ids'
import type { ShareChannel, sharedKinds } from '@lianka/contract/reward'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

type Kind = (typeof sharedKinds)[number]

/** What the code `c` leads to, by name. */
const titleOf = sql`coalesce(case c.kind
  when 'card' then (select coalesce(d.name, m.nickname) from members m left join cards d on d.member_id = m.id where m.id = c.target_id)
  when 'shop' then (select s.name from shops s where s.id = c.target_id)
  when 'product' then (select p.title from listings l join products p on p.id = l.product_id where l.id = c.target_id)
  when 'group' then (select p.title from group_buys g join group_offers f on f.id = g.offer_id join listings l on l.id = f.listing_id join products p on p.id = l.product_id where g.id = c.target_id)
  when 'bargain' then (select p.title from bargains b join bargain_offers f on f.id = b.offer_id join listings l on l.id = f.listing_id join products p on p.id = l.product_id where b.id = c.target_id)
  when 'campaign' then (select a.title from campaigns a where a.id = c.target_id) end, '')`

/** Visitors of one's own are nobody brought. */
const visitorsOf = sql`(select count(*)::int from arrivals a join visitors v on v.id = a.visitor_id where a.share_code = c.code and v.member_id is distinct from c.sharer_id)`

export type OwnRow = {
  code: string
  kind: Kind
  targetId: string
  title: string
  channel: ShareChannel
  campaign: string
  madeAt: Date
  fromNickname: string | null
  visitors: number
  joined: number
  orders: number
  passedOn: number
}

export async function listOwn(db: Db, me: MemberId, { after, limit }: { after?: string | undefined; limit: number }): Promise<OwnRow[]> {
  const older = after
    ? sql`and (c.made_at, c.code) < (select x.made_at, x.code from share_codes x where x.code = ${after} and x.sharer_id = ${me})`
    : sql``
  const { rows } = await sql<OwnRow>`
    select c.code, c.kind, c.target_id, ${titleOf} as title, c.channel, c.campaign, c.made_at,
      (select m.nickname from share_codes p join members m on m.id = p.sharer_id where p.code = c.parent_code) as from_nickname,
      ${visitorsOf} as visitors,
      (select count(*)::int from referrals r where r.share_code = c.code) as joined,
      (select count(*)::int from orders o where o.share_code = c.code and o.paid_seq is not null and o.buyer_id <> c.sharer_id) as orders,
      (select count(distinct n.sharer_id)::int from share_codes n where n.parent_code = c.code) as passed_on
    from share_codes c where c.sharer_id = ${me} ${older} order by c.made_at desc, c.code desc limit ${limit}`.execute(db)
  return rows
}

export type Totals = { codes: number; visitors: number; joined: number; orders: number }

/** Over all of one's codes; a visitor who came through two of them is one. */
export async function countOwn(db: Db, me: MemberId): Promise<Totals> {
  const { rows } = await sql<Totals>`
    with own as materialized (select code from share_codes where sharer_id = ${me})
    select (select count(*)::int from own) as codes,
      (select count(distinct a.visitor_id)::int from own join arrivals a on a.share_code = own.code join visitors v on v.id = a.visitor_id where v.member_id is distinct from ${me}) as visitors,
      (select count(*)::int from own join referrals r on r.share_code = own.code) as joined,
      (select count(*)::int from own join orders o on o.share_code = own.code where o.paid_seq is not null and o.buyer_id <> ${me}) as orders`.execute(
    db,
  )
  return rows[0] as Totals
}

export const isOwn = async (db: Db, me: MemberId, code: string): Promise<boolean> =>
  (await db.selectFrom('shareCodes').select('code').where('code', '=', code).where('sharerId', '=', me).executeTakeFirst()) !== undefined

export type ChainRow = {
  code: string
  parentCode: string
  depth: number
  nickname: string | null
  portrait: string | null
  channel: ShareChannel
  title: string
  madeAt: Date
  visitors: number
}

const deepest = 5
const linksShown = 200

/** The codes that were made by whoever came through this one, and through those; parents before their children. */
export async function listChain(db: Db, code: string): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    with recursive chain as (
      select n.code, 1 as depth from share_codes n where n.parent_code = ${code}
      union all
      select n.code, chain.depth + 1 from chain join share_codes n on n.parent_code = chain.code where chain.depth < ${deepest}
    )
    select c.code, c.parent_code, chain.depth, case when m.visits_shown then m.nickname end as nickname, case when m.visits_shown then m.portrait end as portrait,
      c.channel, ${titleOf} as title, c.made_at, ${visitorsOf} as visitors
    from chain join share_codes c on c.code = chain.code join members m on m.id = c.sharer_id
    order by chain.depth, c.made_at, c.code limit ${linksShown}`.execute(db)
  return rows
}
