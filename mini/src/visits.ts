import { useDidHide, useDidShow, useUnload } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { VisitEvent } from '../../contract/visitor.ts'
import { addressOf, call } from './api.ts'
import { now } from './clock.ts'
import { recall, remember } from './device.ts'
import { onLeave, sendLast, watchHiding } from './platform/leave.ts'
import { randomName } from './random.ts'
import { session } from './session.ts'
import { recallShareCode } from './share-code.ts'

type Event = z.input<typeof VisitEvent>
export type Subject = Event['subject']

const everyMs = 4000
const atMost = 50
let waiting: Event[] = []
let asking: Promise<string> | undefined

/** This device's visitor id, fetched once. */
export function visitorId(): Promise<string> {
  const known = recall<string>('visitor')
  if (known) return Promise.resolve(known)
  asking ??= call('POST /visitors', { body: withCode({}) })
    .then(({ visitorId: id }) => {
      remember('visitor', id)
      return id as string
    })
    .finally(() => {
      asking = undefined
    })
  return asking
}

export const knownVisitorId = () => recall<string>('visitor')

/** Notes something the visitor did; sent with others a few seconds later. */
export function note(event: Omit<Event, 'id' | 'at'>): void {
  waiting.push({ ...event, id: randomName(), at: now().toISOString() })
}

/** Sends what was noted every few seconds, and the rest when the visitor leaves. Failures are kept for the next round. */
export function startVisits(): void {
  setInterval(() => void flush().catch(() => undefined), everyMs)
  onLeave(() => {
    const known = knownVisitorId()
    if (!known || waiting.length === 0) return
    const body = JSON.stringify(withCode({ visitorId: known, events: waiting.slice(0, atMost) }))
    waiting = waiting.slice(atMost)
    sendLast(addressOf('/visits'), body, session.get()?.accessToken)
  })
}

async function flush(): Promise<void> {
  if (waiting.length === 0) return
  const events = waiting.slice(0, atMost)
  waiting = waiting.slice(atMost)
  try {
    await call('POST /visits', { body: withCode({ visitorId: await visitorId(), events }) })
  } catch (error) {
    // Seen events are worth a retry, but not without end.
    waiting = [...events, ...waiting].slice(-200)
    throw error
  }
}

function withCode<T extends object>(body: T): T & { shareCode?: string } {
  const shareCode = recallShareCode()
  return shareCode ? { ...body, shareCode } : body
}

/** One page being looked at: a view when it begins, the dwell when it ends. */
class Look {
  readonly #subject: Subject
  #about: string | undefined
  #since: number | undefined

  constructor(subject: Subject) {
    this.#subject = subject
  }

  /** What is looked at may be known later than the page opens. */
  about(subjectId: string | undefined): void {
    if (subjectId === this.#about) return
    this.leave()
    this.#about = subjectId
    this.arrive()
  }

  arrive = () => {
    if (this.#about === undefined || this.#since !== undefined) return
    this.#since = Date.now()
    note({ kind: 'view', subject: this.#subject, subjectId: this.#about })
  }

  leave = () => {
    if (this.#since === undefined || this.#about === undefined) return
    const dwellSeconds = Math.min(3600, Math.round((Date.now() - this.#since) / 1000))
    this.#since = undefined
    if (dwellSeconds > 0) note({ kind: 'dwell', subject: this.#subject, subjectId: this.#about, dwellSeconds })
  }
}

/** Notes that this page was looked at and for how long. */
export function useVisit(subject: Subject, subjectId: string | undefined): void {
  const [look] = useState(() => new Look(subject))
  useEffect(() => look.about(subjectId), [look, subjectId])
  useDidShow(look.arrive)
  useDidHide(look.leave)
  useUnload(look.leave)
  useEffect(() => watchHiding(look.leave, look.arrive), [look])
}
