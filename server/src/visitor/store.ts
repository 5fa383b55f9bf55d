import type { ListingId, MemberId, ShopId, VisitorId } from '@lianka/contract/ids'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { KeptEvent, Subject } from './rules.ts'

/** Keeps a visitor, and through which shared link it came if that is known. A visitor who signs in gets a member, once. */
export const keepVisitor = (db: Db, row: { id: VisitorId; memberId: MemberId | null; shareCode: string | null; at: Date }) =>
  sql`
    with v as (
      insert into visitors (id, member_id, first_at) values (${row.id}, ${row.memberId}, ${row.at})
      on conflict (id) do update set member_id = coalesce(visitors.member_id, excluded.member_id) returning id
    )
    insert into arrivals (visitor_id, share_code, at) select v.id, c.code, ${row.at} from v join share_codes c on c.code = ${row.shareCode}
    on conflict (visitor_id, share_code) do update set at = greatest(arrivals.at, excluded.at)`.execute(db)

export type Context = {
  visitor: { memberId: MemberId | null } | null
  /** Another visitor id of the signed-in member. */
  ownVisitorId: VisitorId | null
  sharerId: MemberId | null
  /** Whether the visitor is noted as come through this link a short while ago. */
  arrived: boolean
  subjects: Subject[]
}

/** Everything a batch of events refers to, in one statement. */
export async function readContext(
  db: Db,
  asked: {
    visitorId: VisitorId
    memberId: MemberId | null
    shareCode: string | null
    listings: readonly ListingId[]
    shops: readonly ShopId[]
    members: readonly MemberId[]
    arrivedSince: Date
  },
): Promise<Context> {
  const { rows } = await sql<Context>`
    select (select json_build_object('memberId', v.member_id) from visitors v where v.id = ${asked.visitorId}) as visitor,
      (select v.id from visitors v where v.member_id = ${asked.memberId} order by v.id desc limit 1) as own_visitor_id,
      (select c.sharer_id from share_codes c where c.code = ${asked.shareCode}) as sharer_id,
      exists (select 1 from arrivals a where a.visitor_id = ${asked.visitorId} and a.share_code = ${asked.shareCode} and a.at >= ${asked.arrivedSince}) as arrived,
      coalesce((select json_agg(json_build_object('subject', x.subject, 'id', x.id, 'productId', x.product_id, 'ownerId', x.owner_id)) from (
        select 'product' as subject, l.id::text as id, l.product_id::text as product_id, s.owner_id from listings l join shops s on s.id = l.shop_id where l.id = any(${asked.listings}::text[])
        union all select 'shop', s.id, null, s.owner_id from shops s where s.id = any(${asked.shops}::text[])
        union all select 'card', m.id, null, m.id from members m where m.id = any(${asked.members}::text[])) x), '[]') as subjects`.execute(
    db,
  )
  return rows[0] as Context
}

export type EventBatch = { visitorId: VisitorId; events: readonly KeptEvent[] }

/** Writes what is new of each batch in one statement; answers for each how many that were. */
export async function insertBatches(db: Db, batches: readonly EventBatch[], receivedAt: Date): Promise<number[]> {
  const sent = batches.flatMap(({ visitorId, events }, batch) => events.map((event) => ({ batch, visitorId, ...event })))
  const { rows } = await sql<{ batch: number; count: number }>`
    with sent as (
      select * from json_to_recordset(${JSON.stringify(sent)}::json)
        as x (batch int, "visitorId" text, id text, kind text, subject text, "subjectId" text, "productId" text, "ownerId" text, "fromId" text, "dwellSeconds" int, detail text, at timestamptz)
    ), kept as (
      insert into visit_events (id, visitor_id, kind, subject, subject_id, product_id, owner_id, from_id, dwell_seconds, detail, at, received_at)
      select id, "visitorId", kind, subject, "subjectId", "productId", "ownerId", "fromId", "dwellSeconds", detail, at, ${receivedAt} from sent
      on conflict (visitor_id, id) do nothing returning visitor_id, id
    )
    -- The same event twice in one statement is kept once and counted for the batch it came with first.
    select f.batch, count(*)::int as count from kept k
    join lateral (select min(s.batch) as batch from sent s where s."visitorId" = k.visitor_id and s.id = k.id) f on true group by f.batch`.execute(
    db,
  )
  const counts = batches.map(() => 0)
  for (const { batch, count } of rows) counts[batch] = count
  return counts
}

/** How an owner is told one person from another: a digest, since a member's id leads to that member's card and a device's to its looks. */
export const told = (person: RawBuilder<unknown>, ownerId: MemberId) => sql<string>`told_person(${ownerId}, ${person})`

export type VisitRow = {
  told: string
  person: string
  nickname: string | null
  portrait: string | null
  fromNickname: string | null
  lastAt: Date
  viewCount: number
  dwellSeconds: number
  items: { subject: string; title: string; picture: string | null; views: number; dwellSeconds: number; lastAt: string }[]
}

export type VisitPage = { since: Date; after: { at: Date; person: string } | undefined; limit: number }

const itemsPerPerson = 20

/** Who looked at what a person owns, newest first; the view decides whom an owner may know. */
export async function listVisits(db: Db, ownerId: MemberId, { since, after, limit }: VisitPage): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    with seen as (
      select person, member_id, subject, subject_id, kind, dwell_seconds, from_id, at from owner_looks where owner_id = ${ownerId} and at >= ${since}
    ), people as (
      select person, max(member_id::text) as member_id, max(at) as last_at, (count(*) filter (where kind = 'view'))::int as view_count, sum(dwell_seconds)::int as dwell_seconds,
        (array_agg(from_id order by at desc) filter (where from_id is not null))[1] as from_id
      from seen group by person ${after ? sql`having (max(at), person) < (${after.at}, ${after.person})` : sql``} order by last_at desc, person desc limit ${limit}
    )
    select p.person, ${told(sql`p.person`, ownerId)} as told, m.nickname, m.portrait, f.nickname as from_nickname,
      p.last_at, p.view_count, p.dwell_seconds,
      (select json_agg(json_build_object('subject', i.subject, 'title', i.title, 'picture', i.picture, 'views', i.views, 'dwellSeconds', i.dwell_seconds, 'lastAt', i.last_at) order by i.last_at desc) from (
        select s.subject, (count(*) filter (where s.kind = 'view'))::int as views, sum(s.dwell_seconds)::int as dwell_seconds, max(s.at) as last_at,
          coalesce(max(g.title), max(h.name), max(c.name), max(o.nickname), '') as title, coalesce(max(g.pictures->>0), max(h.front), max(o.portrait)) as picture
        from seen s
        left join listings l on s.subject = 'product' and l.id = s.subject_id left join products g on g.id = l.product_id
        left join shops h on s.subject = 'shop' and h.id = s.subject_id
        left join members o on s.subject = 'card' and o.id = s.subject_id left join cards c on c.member_id = o.id
        where s.person = p.person group by s.subject, s.subject_id order by last_at desc limit ${itemsPerPerson}) i) as items
    from people p left join members m on m.id = p.member_id left join members f on f.id = p.from_id order by p.last_at desc, p.person desc`.execute(
    db,
  )
  return rows
}

export const listFavourites = (db: Db, memberId: MemberId) =>
  db.selectFrom('favourites').select('listingId').where('memberId', '=', memberId).orderBy('at', 'desc').limit(200).execute()

/** Answers whether there is such a listing. */
export async function addFavourite(db: Db, memberId: MemberId, listingId: ListingId, at: Date): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    with f as (insert into favourites (member_id, listing_id, at) select ${memberId}, l.id, ${at} from listings l where l.id = ${listingId} on conflict do nothing)
    select exists (select 1 from listings where id = ${listingId}) as known`.execute(db)
  return rows[0]?.known ?? false
}

export const removeFavourite = (db: Db, memberId: MemberId, listingId: ListingId) =>
  db.deleteFrom('favourites').where('memberId', '=', memberId).where('listingId', '=', listingId).execute()
