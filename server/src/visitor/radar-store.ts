import type { MemberId } from '@lianka/contract/ids'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { SeenEvent } from './rules.ts'
import { told } from './store.ts'

export type LiveRow = {
  ownerId: MemberId
  id: string
  person: string
  nickname: string | null
  portrait: string | null
  fromNickname: string | null
  kind: SeenEvent['kind']
  subject: SeenEvent['subject']
  title: string
  picture: string | null
  dwellSeconds: number
  at: string
}
export type LiveRead = { oldest: string; looks: LiveRow[] }

const liveMost = 300

/** What a look was at, as people call it. */
const subjectOf = sql`
  left join listings l on e.subject = 'product' and l.id = e.subject_id left join products g on g.id = l.product_id
  left join shops h on e.subject = 'shop' and h.id = e.subject_id
  left join members o on e.subject = 'card' and o.id = e.subject_id left join cards c on c.member_id = o.id`
const title = sql`coalesce(g.title, h.name, c.name, o.nickname, '')`
const picture = sql`coalesce(g.pictures->>0, h.front, o.portrait)`

/** Looks at what these people own by transactions from a mark on (or of the time since), and the oldest transaction still running: the next mark. */
export async function readLive(db: Db, owners: readonly MemberId[], from: { mark: string } | { since: Date }): Promise<LiveRead> {
  const recent = 'mark' in from ? sql`e.tx >= ${from.mark}::text::xid8` : sql`e.received_at >= ${from.since} and e.at >= ${from.since}`
  const digest = (words: RawBuilder<unknown>) => sql`told_person(e.owner_id, ${words})`
  const { rows } = await sql<LiveRead>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, coalesce((
      select json_agg(json_build_object('ownerId', x.owner_id, 'id', x.id, 'person', x.person, 'nickname', x.nickname, 'portrait', x.portrait, 'fromNickname', x.from_nickname,
        'kind', x.kind, 'subject', x.subject, 'title', x.title, 'picture', x.picture, 'dwellSeconds', x.dwell_seconds, 'at', x.at) order by x.at)
      from (
        select e.owner_id, ${digest(sql`e.visitor_id || ' ' || e.id`)} as id, ${digest(sql`e.person`)} as person, m.nickname, m.portrait, f.nickname as from_nickname,
          e.kind, e.subject, ${title} as title, ${picture} as picture, e.dwell_seconds, e.at
        from owner_looks e left join members m on m.id = e.member_id left join members f on f.id = e.from_id ${subjectOf}
        where e.owner_id = any(${owners}::text[]) and e.subject <> 'home' and ${recent}
        order by e.tx desc, e.at desc limit ${sql.lit(liveMost)}) x), '[]') as looks`.execute(db)
  return rows[0] as LiveRead
}

export type StoryRow = SeenEvent & { nickname: string | null; portrait: string | null; categoryId: string | null }

const storyMost = 500

/** One person's latest looks at what an owner owns. */
export async function readPerson(db: Db, ownerId: MemberId, person: string, since: Date): Promise<StoryRow[]> {
  const { rows } = await sql<StoryRow>`
    select m.nickname, m.portrait, f.nickname as from_nickname, e.kind, e.subject, e.subject_id, ${title} as title, ${picture} as picture, g.category_id, e.dwell_seconds, e.at
    from owner_looks e left join members m on m.id = e.member_id left join members f on f.id = e.from_id ${subjectOf}
    where e.owner_id = ${ownerId} and e.at >= ${since} and e.subject <> 'home' and ${told(sql`e.person`, ownerId)} = ${person}
    order by e.at desc limit ${sql.lit(storyMost)}`.execute(db)
  return rows
}

export type HeatRow = {
  people: number
  views: number
  dwellSeconds: number
  peopleBefore: number
  viewsBefore: number
  categories: { id: string; dwellSeconds: number }[]
  hours: { hour: number; views: number }[]
  top: { subject: SeenEvent['subject']; title: string; picture: string | null; people: number; dwellSeconds: number }[]
}

const topMost = 5

/** Counts over the looks at what an owner owns, since a moment and in the time before it. */
export async function readHeat(db: Db, ownerId: MemberId, { before, since }: { before: Date; since: Date }): Promise<HeatRow> {
  const { rows } = await sql<HeatRow>`
    with looks as materialized (select * from owner_looks where owner_id = ${ownerId} and at >= ${before} and subject <> 'home'),
    now as (select * from looks where at >= ${since}),
    stays as (select p.category_id, sum(n.dwell_seconds)::int as dwell_seconds from now n join products p on p.id = n.product_id group by 1 having sum(n.dwell_seconds) > 0),
    clock as (select extract(hour from at at time zone 'Asia/Shanghai')::int as hour, count(*)::int as views from now where kind = 'view' group by 1),
    best as (select subject, subject_id, count(distinct person)::int as people, sum(dwell_seconds)::int as dwell_seconds from now group by 1, 2
      order by people desc, dwell_seconds desc, subject_id limit ${sql.lit(topMost)})
    select (select count(distinct person)::int from now) as people, (select count(*)::int from now where kind = 'view') as views,
      (select coalesce(sum(dwell_seconds), 0)::int from now) as dwell_seconds,
      (select count(distinct person)::int from looks where at < ${since}) as people_before, (select count(*)::int from looks where at < ${since} and kind = 'view') as views_before,
      coalesce((select json_agg(json_build_object('id', category_id, 'dwellSeconds', dwell_seconds) order by dwell_seconds desc) from stays), '[]') as categories,
      coalesce((select json_agg(json_build_object('hour', hour, 'views', views)) from clock), '[]') as hours,
      coalesce((select json_agg(json_build_object('subject', e.subject, 'title', ${title}, 'picture', ${picture}, 'people', e.people, 'dwellSeconds', e.dwell_seconds)
        order by e.people desc, e.dwell_seconds desc, e.subject_id) from best e ${subjectOf}), '[]') as top`.execute(db)
  return rows[0] as HeatRow
}

/** Deletes looks that came before this time, at most so many; answers how many. */
export async function deleteLooks(db: Db, before: Date, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with gone as (delete from visit_events where ctid = any(array(select ctid from visit_events where received_at < ${before} limit ${sql.lit(most)})) returning 1)
    select count(*)::int as n from gone`.execute(db)
  return rows[0]?.n ?? 0
}
