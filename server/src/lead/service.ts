import type { LeadNoteId, LeadReminderId, MemberId } from '@lianka/contract/ids'
import type { Lead, LeadPage, LeadStage } from '@lianka/contract/lead'
import { beijingDate } from '@lianka/design/dates'
import { listCategories } from '#catalog/service'
import { writeSheet } from '#file/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { type Facts, stageOf, tagsOf, together } from './rules.ts'
import * as store from './store.ts'

const dayMs = 86_400_000
const looksCountDays = 90
const most = { tags: 12, notes: 200, reminders: 20 }

/** A person with all whom the owner takes for the same one. */
type Known = { row: store.PersonRow; merged: store.PersonRow[]; facts: Facts }

const time = (text: string) => new Date(text).toISOString()

async function peopleOf(ctx: Ctx): Promise<Known[]> {
  const since = new Date(ctx.clock.now().getTime() - looksCountDays * dayMs)
  const [rows, { items }] = await Promise.all([store.readPeople(ctx.db, memberOf(ctx), since), listCategories(ctx)])
  const names = new Map(items.map((category) => [category.id, category]))
  const factsOf = ({ categories, ...row }: store.PersonRow): Facts => ({
    ...row,
    categories: categories.map(({ id, dwellSeconds }) => ({ zh: names.get(id)?.zh ?? id, en: names.get(id)?.en ?? id, dwellSeconds })),
  })
  return rows
    .filter(({ mergedInto }) => mergedInto === null)
    .map((row) => {
      const merged = row.leadId === null ? [] : rows.filter(({ mergedInto }) => mergedInto === row.leadId)
      return { row, merged, facts: merged.map(factsOf).reduce(together, factsOf(row)) }
    })
}

const latest = ({ row, merged }: Known) => new Date(Math.max(...[row, ...merged].map(({ lastAt }) => lastAt.getTime())))
const notesOf = ({ row, merged }: Known) => [row, ...merged].flatMap(({ notes }) => notes).toSorted((a, b) => (a.id < b.id ? 1 : -1))
const remindersOf = ({ row, merged }: Known) => [row, ...merged].flatMap(({ reminders }) => reminders)
const ownTags = ({ row, merged }: Known) => [row, ...merged].flatMap(({ tags }) => tags)

function toLead(known: Known): Lead {
  const { row, merged, facts } = known
  const { stage: reckoned, reasons } = stageOf(facts)
  const named = [row, ...merged].find(({ nickname }) => nickname !== null)
  const open = remindersOf(known).filter(({ doneAt }) => doneAt === null)
  const next = open.map(({ dueAt }) => dueAt).toSorted()[0]
  return {
    person: row.person,
    nickname: named?.nickname ?? null,
    portrait: named?.portrait ?? null,
    fromNickname: facts.fromNickname,
    stage: row.stage ?? reckoned,
    reckoned,
    reasons,
    stageWords: row.stage === null ? null : row.stageWords,
    tags: tagsOf(facts, ownTags(known)),
    lastAt: latest(known).toISOString(),
    noteCount: notesOf(known).length,
    nextReminderAt: next ? time(next) : null,
  }
}

const toReminder = ({ dueAt, doneAt, ...row }: store.Reminder) => ({ ...row, dueAt: time(dueAt), doneAt: doneAt && time(doneAt) })

function toPage(known: Known): LeadPage {
  const { row, merged, facts } = known
  const { views, goods, dwellSeconds, days, orders } = facts
  return {
    ...toLead(known),
    ...{ views, goods, dwellSeconds, days, orders },
    hasVisits: row.views > 0 || row.dwellSeconds > 0,
    notes: notesOf(known).map(({ at, changedAt, ...note }) => ({ ...note, at: time(at), changedAt: changedAt && time(changedAt) })),
    reminders: remindersOf(known).map(toReminder),
    merged: merged.map(({ person, nickname, fromNickname }) => ({ person, nickname, fromNickname })),
  }
}

export type Asked = {
  stage?: LeadStage | undefined
  tag?: string | undefined
  words?: string | undefined
  after?: string | undefined
  limit: number
}

const none = { looked: 0, interested: 0, in_touch: 0, ordered: 0, returning: 0, lost: 0 }

/** People who may buy, the last seen first; and whose reminders are due by the end of the day. */
export async function listLeads(ctx: Ctx, { stage, tag, words, after, limit }: Asked) {
  const people = await peopleOf(ctx)
  const leads = people.map((known) => ({ known, lead: toLead(known) })).toSorted((a, b) => (a.lead.lastAt < b.lead.lastAt ? 1 : -1))
  const counts: Record<LeadStage, number> = { ...none }
  for (const { lead } of leads) counts[lead.stage] += 1
  const says = ({ known, lead }: (typeof leads)[number]) =>
    !words || [lead.nickname ?? '', ...notesOf(known).map((note) => note.words)].some((text) => text.includes(words))
  const wanted = leads.filter(
    (each) => (!stage || each.lead.stage === stage) && (!tag || each.lead.tags.some((one) => one.tag === tag)) && says(each),
  )
  // The place of a person moves when they come back, so the page goes on behind where it left off in time.
  const [lastAt, person] = (after ?? '').split('~')
  const rest = lastAt
    ? wanted.filter(({ lead }) => lead.lastAt < lastAt || (lead.lastAt === lastAt && lead.person > (person ?? '')))
    : wanted
  const items = rest.slice(0, limit).map(({ lead }) => lead)
  const last = items.at(-1)
  return {
    items,
    next: rest.length > limit && last ? `${last.lastAt}~${last.person}` : null,
    counts,
    due: dueOf(
      leads.map(({ known }) => known),
      ctx.clock.now(),
    ),
  }
}

/** Reminders that are due by the end of today in Beijing. */
function dueOf(people: readonly Known[], now: Date) {
  const today = beijingDate(now.toISOString())
  return people
    .flatMap((known) => {
      const { person, nickname, fromNickname } = toLead(known)
      return remindersOf(known)
        .filter(({ dueAt, doneAt }) => doneAt === null && beijingDate(time(dueAt)) <= today)
        .map((reminder) => ({ ...toReminder(reminder), person, nickname, fromNickname }))
    })
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
}

async function requirePerson(ctx: Ctx, person: string): Promise<Known> {
  const people = await peopleOf(ctx)
  const known = people.find(({ row, merged }) => row.person === person || merged.some((each) => each.person === person))
  if (!known) throw new Refusal('lead.not_found')
  return known
}

export const readLead = async (ctx: Ctx, person: string): Promise<LeadPage> => toPage(await requirePerson(ctx, person))

type Writing = { known: Known; leadId: number; leadIds: number[]; at: Date }

/** Writes something about a person, and answers the person as it is then. */
const write = (ctx: Ctx, person: string, work: (ctx: Ctx, writing: Writing) => Promise<void>): Promise<LeadPage> =>
  inTransaction(ctx, async (ctx) => {
    const known = await requirePerson(ctx, person)
    const at = ctx.clock.now()
    const leadId = await store.keepLead(ctx.db, memberOf(ctx), known.row, at)
    const leadIds = [leadId, ...known.merged.flatMap((each) => each.leadId ?? [])]
    await work(ctx, { known, leadId, leadIds, at })
    return readLead(ctx, person)
  })

export const setStage = (ctx: Ctx, person: string, { stage, words }: { stage: LeadStage | null; words: string }) =>
  write(ctx, person, async (ctx, { known: { row }, leadId, at }) => {
    if (row.stage === stage && (row.stageWords ?? '') === words) return
    await store.setStage(ctx.db, leadId, { stage, words, at })
  })

export const setTag = (ctx: Ctx, person: string, { tag, on }: { tag: string; on: boolean }) =>
  write(ctx, person, async (ctx, { known, leadIds, at }) => {
    const own = ownTags(known).filter((each) => each.on)
    if (on && own.length >= most.tags && !own.some((each) => each.tag === tag)) throw new Refusal('lead.too_many')
    for (const leadId of on ? leadIds.slice(0, 1) : leadIds) await store.setTag(ctx.db, leadId, { tag, on, at })
  })

export const addNote = (ctx: Ctx, person: string, words: string) =>
  write(ctx, person, async (ctx, { known, leadId, at }) => {
    if (notesOf(known).length >= most.notes) throw new Refusal('lead.too_many')
    await store.insertNote(ctx.db, { id: newId<LeadNoteId>('lnt', at), leadId, words, at })
  })

export const changeNote = (ctx: Ctx, person: string, id: LeadNoteId, words: string | null) =>
  write(ctx, person, async (ctx, { leadIds, at }) => {
    if (!(await store.changeNote(ctx.db, leadIds, id, words, at))) throw new Refusal('lead.note_not_found')
  })

export const addReminder = (ctx: Ctx, person: string, { words, dueAt }: { words: string; dueAt: string }) =>
  write(ctx, person, async (ctx, { known, leadId, at }) => {
    if (remindersOf(known).filter(({ doneAt }) => doneAt === null).length >= most.reminders) throw new Refusal('lead.too_many')
    await store.insertReminder(ctx.db, { id: newId<LeadReminderId>('lrm', at), leadId, words, dueAt: new Date(dueAt), madeAt: at })
  })

export const changeReminder = (
  ctx: Ctx,
  person: string,
  id: LeadReminderId,
  { done, dueAt }: { done: boolean; dueAt?: string | undefined },
) =>
  write(ctx, person, async (ctx, { leadIds, at }) => {
    const set = { doneAt: done ? at : null, ...(dueAt && { dueAt: new Date(dueAt) }) }
    if (!(await store.changeReminder(ctx.db, leadIds, id, set))) throw new Refusal('lead.reminder_not_found')
  })

/** Takes two for the same person: what is known and written of one stands with the other, and comes back when they are taken apart. */
export const mergeLead = (ctx: Ctx, person: string, into: string | null): Promise<LeadPage> =>
  inTransaction(ctx, async (ctx) => {
    const owner: MemberId = memberOf(ctx)
    const at = ctx.clock.now()
    const known = await requirePerson(ctx, person)
    const row = [known.row, ...known.merged].find((each) => each.person === person) as store.PersonRow
    if (into === null) {
      if (row.leadId !== null) await store.setMerged(ctx.db, row.leadId, null)
      return readLead(ctx, person)
    }
    const target = await requirePerson(ctx, into)
    if (target.row.person === person || known.merged.length > 0) {
      // Said again it is the same; but nobody with others in tow goes into another, for then it could not be told apart again.
      if (target.merged.some((each) => each.person === person)) return toPage(target)
      throw new Refusal('lead.merge')
    }
    const targetId = await store.keepLead(ctx.db, owner, target.row, at)
    await store.setMerged(ctx.db, await store.keepLead(ctx.db, owner, row, at), targetId)
    return readLead(ctx, into)
  })

const stageNames: Record<LeadStage, string> = {
  looked: '看过',
  interested: '有兴趣',
  in_touch: '已联系',
  ordered: '买过',
  returning: '回头客',
  lost: '已流失',
}

const columns = [
  { heading: '客户', width: 18 },
  { heading: '阶段', width: 10 },
  { heading: '依据', width: 40 },
  { heading: '标签', width: 24 },
  { heading: '最近来访', width: 14 },
  { heading: '订单', width: 8 },
  { heading: '备注', width: 50 },
  { heading: '下次提醒', width: 14 },
]

/** All leads as a sheet: what the screen shows and nothing more. */
export async function exportLeads(ctx: Ctx): Promise<Buffer> {
  const people = (await peopleOf(ctx)).map((known) => ({ known, lead: toLead(known) }))
  const rows = people
    .toSorted((a, b) => (a.lead.lastAt < b.lead.lastAt ? 1 : -1))
    .map(({ known, lead }) => [
      lead.nickname ?? (lead.fromNickname ? `来自${lead.fromNickname}的访客` : '一位访客'),
      stageNames[lead.stage],
      lead.stageWords === null ? lead.reasons.map(({ zh }) => zh).join('；') : `店主定的：${lead.stageWords}`,
      lead.tags.map(({ tag }) => tag).join('、'),
      beijingDate(lead.lastAt),
      String(known.facts.orders),
      notesOf(known)
        .map((note) => note.words)
        .join('\n'),
      lead.nextReminderAt ? beijingDate(lead.nextReminderAt) : '',
    ])
  return writeSheet({ name: '客户', columns, rows })
}
