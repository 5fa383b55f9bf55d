import { hour, minute } from './virtual-clock.ts'

/** What the far sides must tell the merchant, with the documented patience of each. Pure but for `deliverDue`. */

export type PayNotice = {
  kind: 'pay'
  eventType: string
  originalType: 'transaction' | 'refund' | 'mch_payment' | 'profitsharing'
  summary: string
  /** Which of the platform's keys signs it. */
  serial: string
  data: object
}

export type CourierNotice = { kind: 'courier'; param: string; salt: string }

export type Delivery = {
  id: string
  /** Order number or parcel number; notices about one subject go out one after the other. */
  subject: string
  url: string
  createdAt: string
  attempts: number
  /** When the next attempt is due; null when delivered or given up. */
  dueAt: string | null
  /** A fault keeps it back until a later notice was delivered. */
  held: boolean
  deliveredAt: string | null
  lastAnswer: string | null
  notice: PayNotice | CourierNotice
}

const seconds = (count: number): number => count * 1000

/** Gaps between attempts, from the documents; the couriers' are less certain. */
const gapsMs: Record<Delivery['notice']['kind'], readonly number[]> = {
  pay: [
    seconds(15),
    seconds(15),
    seconds(30),
    3 * minute,
    10 * minute,
    20 * minute,
    30 * minute,
    30 * minute,
    30 * minute,
    hour,
    3 * hour,
    3 * hour,
    3 * hour,
    6 * hour,
    6 * hour,
  ],
  courier: [30 * minute, 30 * minute, 30 * minute],
}

/** How long a notice may be kept back when nothing overtakes it. */
const longestHoldMs = 30 * minute

export function post(deliveries: Delivery[], made: Pick<Delivery, 'id' | 'subject' | 'url' | 'notice'>, now: Date, held: boolean): void {
  const dueAt = new Date(now.getTime() + (held ? longestHoldMs : 0)).toISOString()
  deliveries.push({ ...made, createdAt: now.toISOString(), attempts: 0, dueAt, held, deliveredAt: null, lastAnswer: null })
}

export type Answer = { accepted: boolean; said: string }

/** The next attempt counts from this one, so that a jump of the clock doesn't use up a day of patience in a second. */
export function recordAnswer(deliveries: Delivery[], delivery: Delivery, answer: Answer, now: Date): void {
  delivery.attempts += 1
  delivery.lastAnswer = answer.said
  delivery.held = false
  const gap = gapsMs[delivery.notice.kind][delivery.attempts - 1]
  if (answer.accepted) {
    delivery.dueAt = null
    delivery.deliveredAt = now.toISOString()
    for (const overtaken of deliveries) {
      if (!overtaken.held || overtaken.dueAt === null) continue
      overtaken.held = false
      overtaken.dueAt = now.toISOString()
    }
  } else {
    delivery.dueAt = gap === undefined ? null : new Date(now.getTime() + gap).toISOString()
  }
}

export const dueBy = (deliveries: readonly Delivery[], now: Date): Delivery[] =>
  deliveries
    .filter((it) => it.dueAt !== null && it.dueAt <= now.toISOString())
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? '') || a.createdAt.localeCompare(b.createdAt))

export type Sender = (delivery: Delivery) => Promise<Answer>

const lanesAtOnce = 4

/** Rounds until nothing is due; within a round subjects go side by side, a subject's own notices in order. */
export async function deliverDue(deliveries: () => Delivery[], send: Sender, now: () => Date): Promise<number> {
  let sent = 0
  for (let due = dueBy(deliveries(), now()); due.length > 0; due = dueBy(deliveries(), now())) {
    const lanes = [...Map.groupBy(due, (it) => it.subject).values()]
    const work = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
        for (const delivery of lane) {
          recordAnswer(deliveries(), delivery, await send(delivery), now())
          sent += 1
        }
      }
    }
    await Promise.all(Array.from({ length: lanesAtOnce }, work))
  }
  return sent
}
