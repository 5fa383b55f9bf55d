import type { LeadNoteId, LeadReminderId, MemberId, VisitorId } from '@lianka/contract/ids'
import type { LeadStage } from '@lianka/contract/lead'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Facts } from './rules.ts'

export type Note = { id: LeadNoteId; words: string; at: string; changedAt: string | null }
export type Reminder = { id: LeadReminderId; words: string; dueAt: string; doneAt: string | null }

/** One person as an owner may know them, with what the owner wrote. */
export type PersonRow = Omit<Facts, 'categories'> & {
  person: string
  memberId: MemberId | null
  visitorId: VisitorId | null
  nickname: string | null
  portrait: string | null
  categories: { id: string; dwellSeconds: number }[]
  lastAt: Date
  leadId: number | null
  stage: LeadStage | null
  stageWords: string | null
  mergedInto: number | null
  tags: { tag: string; on: boolean }[]
  notes: Note[]
  reminders: Reminder[]
}

const peopleMost = 2000

/**
 * Everybody an owner may count among the leads: who looked (by the view that decides on names), who bought in the owner's shop and who asked for
 * contacts. Notes about somebody who took the consent back stay, without name and looks. The last seen first.
 */
export async function readPeople(db: Db, ownerId: MemberId, since: Date): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    with looks as materialized (select person, member_id, visitor_id, kind, subject, subject_id, product_id, from_id, dwell_seconds, at from owner_looks where owner_id = ${ownerId} and at >= ${since}),
    lookers as (
      select person, max(member_id::text) as member_id, case when max(member_id::text) is null then max(visitor_id::text) end as visitor_id,
        (count(*) filter (where kind = 'view'))::int as views, (count(distinct product_id) filter (where kind = 'view'))::int as goods, sum(dwell_seconds)::int as dwell_seconds,
        count(distinct (at at time zone 'Asia/Shanghai')::date)::int as days, (count(distinct subject_id) filter (where kind = 'favourite'))::int as marked,
        (count(*) filter (where kind = 'share'))::int as shared, max(at) as last_at, (array_agg(from_id order by at desc) filter (where from_id is not null))[1] as from_id
      from looks group by person
    ), buyers as (
      select o.buyer_id::text as member_id, count(*)::int as orders, max(o.paid_at) as last_at from orders o join shops s on s.id = o.shop_id
      where s.owner_id = ${ownerId} and o.paid_seq is not null and o.buyer_id <> ${ownerId} group by 1
    ), askers as (
      select r.asker_id::text as member_id, max(r.asked_at) as last_at, case when bool_or(r.state = 'approved') then 'approved' else 'requested' end as asked
      from contact_requests r where r.owner_id = ${ownerId} and r.state in ('requested', 'approved') group by 1
    ), written as (select l.*, coalesce(l.member_id::text, l.visitor_id::text) as whose from leads l where l.owner_id = ${ownerId}
    ), keys as (
      select person, member_id, visitor_id from lookers
      union select member_id, member_id, null from buyers union select member_id, member_id, null from askers
      union select coalesce(w.member_id::text, 'dev_' || substr(encode(sha256(convert_to(w.owner_id || ' ' || w.visitor_id, 'UTF8')), 'hex'), 1, 24)), w.member_id::text, w.visitor_id::text from written w
    )
    select told_person(${ownerId}, k.person) as person, k.member_id, k.visitor_id,
      case when v.person is not null or b.member_id is not null or a.member_id is not null then m.nickname end as nickname,
      case when v.person is not null or b.member_id is not null or a.member_id is not null then m.portrait end as portrait, f.nickname as from_nickname,
      coalesce(v.views, 0) as views, coalesce(v.goods, 0) as goods, coalesce(v.dwell_seconds, 0) as dwell_seconds, coalesce(v.days, 0) as days, coalesce(v.marked, 0) as marked,
      coalesce(v.shared, 0) as shared, a.asked, coalesce(b.orders, 0) as orders, greatest(v.last_at, b.last_at, a.last_at, w.made_at) as last_at,
      coalesce((select json_agg(json_build_object('id', c.category_id, 'dwellSeconds', c.dwell)) from (select p.category_id, sum(x.dwell_seconds)::int as dwell from looks x join products p on p.id = x.product_id
        where x.person = k.person group by 1 having sum(x.dwell_seconds) > 0) c), '[]') as categories,
      w.id as lead_id, w.stage, w.stage_words, w.merged_into,
      coalesce((select json_agg(json_build_object('tag', t.tag, 'on', t."on") order by t.at, t.tag) from lead_tags t where t.lead_id = w.id), '[]') as tags,
      coalesce((select json_agg(json_build_object('id', n.id, 'words', n.words, 'at', n.at, 'changedAt', n.changed_at) order by n.id desc) from lead_notes n where n.lead_id = w.id), '[]') as notes,
      coalesce((select json_agg(json_build_object('id', r.id, 'words', r.words, 'dueAt', r.due_at, 'doneAt', r.done_at) order by r.done_at is not null, r.due_at, r.id) from lead_reminders r where r.lead_id = w.id), '[]') as reminders
    from keys k left join lookers v on v.person = k.person left join buyers b on b.member_id = k.member_id left join askers a on a.member_id = k.member_id
    left join members m on m.id = k.member_id left join members f on f.id = v.from_id left join written w on w.whose = coalesce(k.member_id, k.visitor_id)
    order by last_at desc, person limit ${sql.lit(peopleMost)}`.execute(db)
  return rows
}

/** The row that what an owner writes about a person belongs to; made at the first word. Locked, so that limits hold. */
export async function keepLead(db: Db, ownerId: MemberId, who: Pick<PersonRow, 'memberId' | 'visitorId'>, at: Date): Promise<number> {
  const visitorId = who.memberId ? null : who.visitorId
  await sql`insert into leads (owner_id, member_id, visitor_id, made_at) values (${ownerId}, ${who.memberId}, ${visitorId}, ${at}) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ id: number }>`
    select id from leads where owner_id = ${ownerId} and member_id is not distinct from ${who.memberId} and visitor_id is not distinct from ${visitorId} for update`.execute(
    db,
  )
  return (rows[0] as { id: number }).id
}

export const setStage = (db: Db, leadId: number, { stage, words, at }: { stage: LeadStage | null; words: string; at: Date }) =>
  sql`with set_to as (update leads set stage = ${stage}, stage_words = ${words} where id = ${leadId} returning id)
    insert into lead_stage_changes (lead_id, stage, words, at) select id, ${stage}, ${words}, ${at} from set_to`.execute(db)

export const setTag = (db: Db, leadId: number, { tag, on, at }: { tag: string; on: boolean; at: Date }) =>
  sql`insert into lead_tags (lead_id, tag, "on", at) values (${leadId}, ${tag}, ${on}, ${at}) on conflict (lead_id, tag) do update set "on" = excluded."on"`.execute(
    db,
  )

export const insertNote = (db: Db, note: { id: LeadNoteId; leadId: number; words: string; at: Date }) =>
  db.insertInto('leadNotes').values(note).execute()

/** Changes a note of one of these leads, or deletes it; answers whether there was one. */
export const changeNote = async (db: Db, leadIds: readonly number[], id: LeadNoteId, words: string | null, at: Date): Promise<boolean> => {
  const of = (words === null ? db.deleteFrom('leadNotes') : db.updateTable('leadNotes').set({ words, changedAt: at })) as ReturnType<
    typeof db.deleteFrom<'leadNotes'>
  >
  return (await of.where('id', '=', id).where('leadId', 'in', leadIds).returning('id').executeTakeFirst()) !== undefined
}

export const insertReminder = (db: Db, row: { id: LeadReminderId; leadId: number; words: string; dueAt: Date; madeAt: Date }) =>
  db.insertInto('leadReminders').values(row).execute()

export const changeReminder = async (
  db: Db,
  leadIds: readonly number[],
  id: LeadReminderId,
  set: { doneAt: Date | null; dueAt?: Date },
): Promise<boolean> =>
  (await db
    .updateTable('leadReminders')
    .set(set)
    .where('id', '=', id)
    .where('leadId', 'in', leadIds)
    .returning('id')
    .executeTakeFirst()) !== undefined

export const setMerged = (db: Db, leadId: number, into: number | null) =>
  db.updateTable('leads').set({ mergedInto: into }).where('id', '=', leadId).execute()
