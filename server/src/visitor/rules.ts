import type { ListingId, MemberId, ProductId, ShopId } from '@lianka/contract/ids'
import type { VisitEvent } from '@lianka/contract/visitor'
import type { z } from 'zod'

export type SentEvent = z.infer<typeof VisitEvent>

/** A phone without a network sends later, but not weeks later; a clock may run ahead a little. */
const oldestDays = 7
const aheadMinutes = 5

export function isTimely(at: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(at)
  return age <= oldestDays * 86_400_000 && age >= -aheadMinutes * 60_000
}

/** What an event's subject is, as the database knows it. */
export type Subject = { subject: 'card' | 'product' | 'shop'; id: string; productId: ProductId | null; ownerId: MemberId }

export type KeptEvent = {
  id: string
  kind: SentEvent['kind']
  subject: SentEvent['subject']
  subjectId: string
  productId: ProductId | null
  ownerId: MemberId | null
  fromId: MemberId | null
  dwellSeconds: number
  detail: string
  at: string
}

/**
 * The events worth keeping: timely, about something that exists, and not about what the visitor owns,
 * since nobody is a visitor at home and an owner's own clicks must not speak for the goods.
 */
export function keepable(
  sent: readonly SentEvent[],
  known: readonly Subject[],
  about: { person: MemberId | null; sharer: MemberId | null; now: Date },
): KeptEvent[] {
  const found = new Map(known.map((subject) => [`${subject.subject} ${subject.id}`, subject]))
  const fromId = about.sharer === about.person ? null : about.sharer
  return sent.flatMap((event) => {
    const subject = found.get(`${event.subject} ${event.subjectId}`)
    if (!isTimely(event.at, about.now) || (!subject && event.subject !== 'home')) return []
    if (subject && subject.ownerId === about.person) return []
    return [
      {
        id: event.id,
        kind: event.kind,
        subject: event.subject,
        subjectId: subject?.id ?? '',
        productId: subject?.productId ?? null,
        ownerId: subject?.ownerId ?? null,
        fromId,
        dwellSeconds: event.dwellSeconds ?? 0,
        detail: event.detail ?? '',
        at: event.at,
      },
    ]
  })
}

export type SeenEvent = {
  kind: SentEvent['kind']
  subject: 'card' | 'product' | 'shop'
  subjectId: string
  title: string
  picture: string | null
  fromNickname: string | null
  dwellSeconds: number
  at: Date
}

/** Half an hour without a look ends a visit. */
const visitEndsAfterMs = 30 * 60_000

export type Seen = { subject: SeenEvent['subject']; title: string; picture: string | null; views: number; dwellSeconds: number }
export type OneVisit = { startedAt: Date; seconds: number; fromNickname: string | null; shared: boolean; items: Seen[] }

/** Events in their order, cut into visits, the last first; in each what was looked at, the longest first. `seconds` is dwell, not time between. */
export function visitsOf(events: readonly SeenEvent[]): OneVisit[] {
  const cut: SeenEvent[][] = []
  for (const event of events.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const last = cut.at(-1)?.at(-1)
    if (last && event.at.getTime() - last.at.getTime() <= visitEndsAfterMs) cut.at(-1)?.push(event)
    else cut.push([event])
  }
  return cut.reverse().map((of) => ({
    startedAt: (of[0] as SeenEvent).at,
    seconds: of.reduce((sum, { dwellSeconds }) => sum + dwellSeconds, 0),
    fromNickname: of.find(({ fromNickname }) => fromNickname !== null)?.fromNickname ?? null,
    shared: of.some(({ kind }) => kind === 'share'),
    items: seenIn(of),
  }))
}

function seenIn(events: readonly SeenEvent[]): Seen[] {
  const items = new Map<string, Seen>()
  for (const { kind, subject, subjectId, title, picture, dwellSeconds } of events) {
    const key = `${subject} ${subjectId}`
    const item = items.get(key) ?? { subject, title, picture, views: 0, dwellSeconds: 0 }
    items.set(key, { ...item, views: item.views + Number(kind === 'view'), dwellSeconds: item.dwellSeconds + dwellSeconds })
  }
  return [...items.values()].toSorted((a, b) => b.dwellSeconds - a.dwellSeconds || b.views - a.views)
}

/** Whole percents of what was looked at for how long, the most first; below five percent nothing is said. */
export function interestsOf<T>(stays: readonly { of: T; dwellSeconds: number }[]): { of: T; percent: number }[] {
  const total = stays.reduce((sum, { dwellSeconds }) => sum + dwellSeconds, 0)
  return stays
    .map(({ of, dwellSeconds }) => ({ of, percent: total === 0 ? 0 : Math.round((100 * dwellSeconds) / total) }))
    .filter(({ percent }) => percent >= 5)
    .toSorted((a, b) => b.percent - a.percent)
}

/** The ids the events are about, by kind of subject. */
export const subjectIds = (sent: readonly SentEvent[]) => {
  const of = (subject: SentEvent['subject']) => [
    ...new Set(sent.filter((event) => event.subject === subject).map((event) => event.subjectId)),
  ]
  return { listings: of('product') as ListingId[], shops: of('shop') as ShopId[], members: of('card') as MemberId[] }
}
