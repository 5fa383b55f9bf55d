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

/** The ids the events are about, by kind of subject. */
export const subjectIds = (sent: readonly SentEvent[]) => {
  const of = (subject: SentEvent['subject']) => [
    ...new Set(sent.filter((event) => event.subject === subject).map((event) => event.subjectId)),
  ]
  return { listings: of('product') as ListingId[], shops: of('shop') as ShopId[], members: of('card') as MemberId[] }
}
