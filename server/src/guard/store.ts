import type { CaseFact, CaseKind, CaseState } from '@lianka/contract/guard'
import type { CaseId, MemberId, StaffId } from '@lianka/contract/ids'
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type CaseRow = Selectable<Tables['guardCases']>
export type NoteKind = Tables['guardCaseNotes']['what']

/** Which cases hold the payouts of these people back: one look at an index. */
export async function listHolds(db: Db, memberIds: readonly MemberId[]): Promise<{ memberId: MemberId; caseId: CaseId }[]> {
  const { rows } = await sql<{ memberId: MemberId; caseId: CaseId }>`
    select p.member_id, p.case_id from guard_case_people p join guard_cases c on c.id = p.case_id and c.holds_payouts
    where p.member_id = any(${memberIds}::text[]) order by p.case_id`.execute(db)
  return rows
}

/** One detection at a time of one kind about one subject, so that there is one open case. */
export const lockSubject = (db: Db, kind: CaseKind, subjectId: string | null) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`guard:${kind}:${subjectId ?? ''}`}, 11))`.execute(db)

export const findLatest = (db: Db, kind: CaseKind, subjectId: MemberId | null) =>
  db
    .selectFrom('guardCases')
    .selectAll()
    .where('kind', '=', kind)
    .where('subjectId', subjectId === null ? 'is' : '=', subjectId as never)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const insertCase = (db: Db, row: Insertable<Tables['guardCases']>) => db.insertInto('guardCases').values(row).execute()

export const updateCase = (db: Db, id: CaseId, set: Updateable<Tables['guardCases']>) =>
  db.updateTable('guardCases').set(set).where('id', '=', id).execute()

export const lockCase = (db: Db, id: CaseId) => db.selectFrom('guardCases').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Whoever was concerned once stays so; nobody is taken off a case silently. */
export const addPeople = (db: Db, caseId: CaseId, memberIds: readonly MemberId[]) =>
  sql`insert into guard_case_people (case_id, member_id) select ${caseId}, id from unnest(${memberIds}::text[]) as id on conflict do nothing`.execute(
    db,
  )

export const insertNote = (db: Db, note: Insertable<Tables['guardCaseNotes']>) => db.insertInto('guardCaseNotes').values(note).execute()

export type SummaryRow = {
  id: CaseId
  kind: CaseKind
  state: CaseState
  score: number
  outcome: 'confirmed' | 'cleared' | 'warned' | null
  holdsPayouts: boolean
  ownerId: StaffId | null
  ownerName: string | null
  subjectId: MemberId | null
  nickname: string | null
  portrait: string | null
  peopleCount: number
  openedAt: Date
  detectedAt: Date
  facts: CaseFact[]
}

export type CaseFilter = {
  id?: CaseId
  state?: CaseState | undefined
  kind?: CaseKind | undefined
  after?: { score: number; id: string } | undefined
  limit: number
}

export async function listCases(db: Db, { id, state, kind, after, limit }: CaseFilter): Promise<SummaryRow[]> {
  const { rows } = await sql<SummaryRow>`
    select c.id, c.kind, c.state, c.score, c.outcome, c.holds_payouts, c.owner_id, t.name as owner_name, c.subject_id, m.nickname, m.portrait,
      (select count(*)::int from guard_case_people p where p.case_id = c.id) as people_count, c.opened_at, c.detected_at, c.facts
    from guard_cases c left join staff t on t.id = c.owner_id left join members m on m.id = c.subject_id
    where true ${id ? sql`and c.id = ${id}` : sql``} ${state ? sql`and c.state = ${state}` : sql``} ${kind ? sql`and c.kind = ${kind}` : sql``}
      ${after ? sql`and (c.score, c.id) < (${after.score}, ${after.id})` : sql``}
    order by c.score desc, c.id desc limit ${limit}`.execute(db)
  return rows
}

export type ConcernedRow = { id: MemberId; nickname: string; portrait: string; rank: 'member' | 'agent' | 'boss' }

export async function listPeople(db: Db, caseId: CaseId): Promise<ConcernedRow[]> {
  const { rows } = await sql<ConcernedRow>`
    select m.id, m.nickname, m.portrait, k.rank from guard_case_people p join members m on m.id = p.member_id join ranks k on k.member_id = m.id
    where p.case_id = ${caseId} order by m.id`.execute(db)
  return rows
}

export type NoteRow = { what: NoteKind; by: string | null; words: string; at: Date }

export async function listNotes(db: Db, caseId: CaseId): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select n.what, case when n.by <> 'system' then coalesce(t.name, n.by) end as by, n.words, n.at
    from guard_case_notes n left join staff t on t.id = n.by where n.case_id = ${caseId} order by n.id`.execute(db)
  return rows
}

export async function countCases(db: Db): Promise<{ open: number; investigating: number; holding: number }> {
  const { rows } = await sql<{ open: number; investigating: number; holding: number }>`
    select (count(*) filter (where state = 'open'))::int as open, (count(*) filter (where state = 'investigating'))::int as investigating,
      (count(*) filter (where holds_payouts))::int as holding from guard_cases`.execute(db)
  return rows[0] ?? { open: 0, investigating: 0, holding: 0 }
}

export const readMeasures = (db: Db) => db.selectFrom('guardMeasures').selectAll().executeTakeFirst()

/** How many people are below the one with the largest team of at least so many levels. */
export async function largestTeam(db: Db, levels: number): Promise<number> {
  const row = await db
    .selectFrom('guardTeams')
    .select('people')
    .where('levels', '>=', levels)
    .orderBy('people', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.people ?? 0
}

export type RootRow = {
  id: MemberId
  nickname: string
  portrait: string
  people: number
  levels: number
  sales: number
  outside: number
  openCases: number
}

export async function listRoots(
  db: Db,
  { since, after, limit }: { since: Date; after?: { people: number; id: string } | undefined; limit: number },
): Promise<RootRow[]> {
  const { rows } = await sql<RootRow>`
    select m.id, m.nickname, m.portrait, t.people, t.levels, coalesce(d.sales, 0)::bigint as sales, coalesce(d.outside, 0)::bigint as outside,
      (select count(*)::int from guard_cases c where c.subject_id = m.id and c.state <> 'closed') as open_cases
    from guard_teams t join members m on m.id = t.member_id
    left join lateral (select sum(sales) as sales, sum(outside) as outside from guard_team_days d where d.member_id = t.member_id
      and d.day > (${since}::timestamptz at time zone 'Asia/Shanghai')::date) d on true
    where true ${after ? sql`and (t.people, t.member_id) < (${after.people}, ${after.id})` : sql``}
    order by t.people desc, t.member_id desc limit ${limit}`.execute(db)
  return rows
}

export type NodeRow = {
  id: MemberId
  nickname: string
  portrait: string
  rank: 'member' | 'agent' | 'boss'
  level: number
  referrerId: MemberId | null
  directCount: number
}

/** The graph below one person, level by level; no more people than asked for. */
export async function readGraph(db: Db, root: MemberId, levels: number, limit: number): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    with recursive below (id, level, referrer_id) as (
      select r.member_id, 0, null::text from referrals r where r.member_id = ${root}
      union all select r.member_id, b.level + 1, r.referrer_id::text from below b join referrals r on r.referrer_id = b.id where b.level < ${levels}),
    shown as (select * from below order by level, id limit ${limit})
    select m.id, m.nickname, m.portrait, k.rank, s.level, s.referrer_id, (select count(*)::int from referrals d where d.referrer_id = m.id) as direct_count
    from shown s join members m on m.id = s.id join ranks k on k.member_id = m.id order by s.level, s.id`.execute(db)
  return rows
}

export const findTeam = (db: Db, id: MemberId) =>
  db.selectFrom('guardTeams').select(['people', 'levels']).where('memberId', '=', id).executeTakeFirst()

export const findSubject = (db: Db, id: CaseId) =>
  db.selectFrom('guardCases').select(['kind', 'subjectId']).where('id', '=', id).executeTakeFirst()
