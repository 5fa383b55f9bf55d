import { z } from 'zod'
import { LeadNoteId, LeadReminderId } from './ids.ts'
import { PageQuery, Picture, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** The way of a person from a first look to buying again; `lost` only by the owner's hand. */
export const leadStages = ['looked', 'interested', 'in_touch', 'ordered', 'returning', 'lost'] as const
export const LeadStage = z.enum(leadStages)
export type LeadStage = z.infer<typeof LeadStage>

/** Tells one person from another for this owner; the same as in visits, and says nothing of who it is. */
const Person = z.string().regex(/^[0-9a-f]{24}$/)
const Words = z.object({ zh: z.string(), en: z.string() })

export const LeadTag = z.object({
  tag: z.string(),
  /** Where a tag is learnt: what it was learnt from. */
  learntFrom: Words.nullable(),
})

export const Lead = z.object({
  person: Person,
  /** Null where the owner may not know it; clients say "a visitor from …". */
  nickname: z.string().nullable(),
  portrait: Picture.nullable(),
  fromNickname: z.string().nullable(),
  stage: LeadStage,
  /** What is reckoned from what happened, and why; differs from `stage` where the owner set it. */
  reckoned: LeadStage,
  reasons: z.array(Words),
  /** The owner's words on a stage set by hand; null where it is the reckoned one. */
  stageWords: z.string().nullable(),
  tags: z.array(LeadTag),
  lastAt: Time,
  noteCount: z.int(),
  nextReminderAt: Time.nullable(),
})
export type Lead = z.infer<typeof Lead>

export const LeadReminder = z.object({ id: LeadReminderId, words: z.string(), dueAt: Time, doneAt: Time.nullable() })
export const LeadPage = Lead.extend({
  views: z.int(),
  goods: z.int(),
  dwellSeconds: z.int(),
  days: z.int(),
  orders: z.int(),
  /** Whether there are visits to be read one by one. */
  hasVisits: z.boolean(),
  notes: z.array(z.object({ id: LeadNoteId, words: z.string(), at: Time, changedAt: Time.nullable() })),
  reminders: z.array(LeadReminder),
  /** Other people whom the owner took for this one. */
  merged: z.array(z.object({ person: Person, nickname: z.string().nullable(), fromNickname: z.string().nullable() })),
})
export type LeadPage = z.infer<typeof LeadPage>

const reply = LeadPage
const params = z.object({ person: Person })
const tag = z.string().trim().min(1).max(12)

export const leadContract = {
  'GET /my/leads': {
    summary: 'People who may buy, by stage, the last seen first, and whom to follow up today',
    who: ['customer'],
    query: PageQuery.extend({ stage: LeadStage.optional(), tag: tag.optional(), words: z.string().trim().max(40).optional() }),
    reply: z.object({
      items: z.array(Lead),
      next: z.string().nullable(),
      /** How many there are in each stage, whatever is asked for. */
      counts: z.record(LeadStage, z.int()),
      due: z.array(LeadReminder.extend({ person: Person, nickname: z.string().nullable(), fromNickname: z.string().nullable() })),
    }),
  },
  'GET /my/leads/export.xlsx': { summary: 'All leads as a sheet, as they are shown', who: ['customer'], reply: z.custom<Uint8Array>() },
  'GET /my/leads/:person': { summary: 'One lead with notes and reminders', who: ['customer'], params, reply },
  'PUT /my/leads/:person/stage': {
    summary: 'Set a stage by hand and say why; null goes back to what is reckoned',
    who: ['customer'],
    idempotence: 'natural',
    params,
    body: z.object({ stage: LeadStage.nullable(), words: z.string().trim().max(100).default('') }),
    reply,
  },
  'PUT /my/leads/:person/tags': {
    summary: 'Put a tag on, or take one off; a learnt one that is taken off stays off',
    who: ['customer'],
    idempotence: 'natural',
    params,
    body: z.object({ tag, on: z.boolean() }),
    reply,
  },
  'POST /my/leads/:person/notes': {
    summary: 'Write a note',
    who: ['customer'],
    idempotence: 'key',
    params,
    body: z.object({ words: z.string().trim().min(1).max(500) }),
    reply,
  },
  'PUT /my/leads/:person/notes/:id': {
    summary: 'Change a note; without words it is deleted',
    who: ['customer'],
    idempotence: 'natural',
    params: params.extend({ id: LeadNoteId }),
    body: z.object({ words: z.string().trim().min(1).max(500).nullable() }),
    reply,
  },
  'POST /my/leads/:person/reminders': {
    summary: 'Be reminded of a person at a time',
    who: ['customer'],
    idempotence: 'key',
    params,
    body: z.object({ words: z.string().trim().min(1).max(100), dueAt: Time }),
    reply,
  },
  'PUT /my/leads/:person/reminders/:id': {
    summary: 'Done, not done, or put off',
    who: ['customer'],
    idempotence: 'natural',
    params: params.extend({ id: LeadReminderId }),
    body: z.object({ done: z.boolean(), dueAt: Time.optional() }),
    reply,
  },
  'PUT /my/leads/:person/merge': {
    summary: 'Take two for the same person, or (null) apart again; nothing of either is lost',
    who: ['customer'],
    idempotence: 'natural',
    params,
    body: z.object({ into: Person.nullable() }),
    reply,
  },
} satisfies Contract
