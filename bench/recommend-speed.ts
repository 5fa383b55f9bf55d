// A question's time, the index's size and its loading, on invented sessions: a hundred thousand items of which few are seen by many, in streets of
// items that go together, as shops have them.
import { bytesOf } from '@lianka/recommend/blocks'
import { randomOf } from '@lianka/recommend/evaluate'
import type { Ranker } from '@lianka/recommend/ranker'
import { addSession, indexBytes, openSessionIndex, type SessionIndex, tidy } from '@lianka/recommend/session-index'
import { fromBytes, toBytes } from '@lianka/recommend/snapshot'
import { openSuggest } from '@lianka/recommend/suggest'

const items = 100_000
const streetOf = 50
const looksEach = 5

/** Sessions that stay in one street of items with three looks of four, streets and items within them seen by a power law. */
export function inventSessions(count: number, seed = 1): Int32Array[] {
  const random = randomOf(seed)
  const streets = items / streetOf
  const few = (most: number) => Math.min(most - 1, Math.floor(most * random() ** 3))
  return Array.from({ length: count }, () => {
    const street = few(streets)
    // One to nine looks, five on the average.
    const looks = 1 + Math.floor(random() * (2 * looksEach - 1))
    return Int32Array.from({ length: looks }, () => (random() < 0.75 ? street : few(streets)) * streetOf + few(streetOf))
  })
}

const quantile = (sorted: Float64Array, part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

export type Speed = {
  sessions: number
  clicks: number
  p50Ms: number
  p99Ms: number
  perSecond: number
  indexMB: number
  addMicros: number
}

function ask(index: SessionIndex, ranker: Ranker, sessions: readonly Int32Array[], questions: number) {
  const suggest = openSuggest(index, ranker)
  const times = new Float64Array(questions)
  const random = randomOf(7)
  // What is asked are beginnings of sessions like those in the index; a fifth of the questions warm up.
  for (let at = -questions / 5; at < questions; at += 1) {
    const session = sessions[Math.floor(random() * sessions.length)]!
    const prefix = session.subarray(0, 1 + Math.floor(random() * session.length))
    const from = performance.now()
    suggest(prefix, 20)
    if (at >= 0) times[Math.floor(at)] = performance.now() - from
  }
  return times.sort()
}

export function benchSpeed(count: number, ranker: Ranker): Speed & { snapshotMB: number; saveMs: number; loadMs: number } {
  const sessions = inventSessions(count)
  const index = openSessionIndex()
  const adding = performance.now()
  for (const session of sessions) addSession(index, session)
  const addMs = performance.now() - adding
  const times = ask(index, ranker, sessions.slice(-50_000), 20_000)
  const clicks = bytesOf(index.looks) > 0 ? sessions.reduce((sum, { length }) => sum + length, 0) : 0
  const saving = performance.now()
  const bytes = toBytes(tidy(index), {})
  const saveMs = performance.now() - saving
  const loading = performance.now()
  const loaded = fromBytes<object>(bytes)
  const loadMs = performance.now() - loading
  if (!loaded) throw new Error('The snapshot that was just written cannot be read.')
  return {
    sessions: count,
    clicks,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    perSecond: (1000 * times.length) / times.reduce((sum, time) => sum + time, 0),
    indexMB: indexBytes(index) / 1e6,
    addMicros: (addMs * 1000) / clicks,
    snapshotMB: bytes.length / 1e6,
    saveMs,
    loadMs,
  }
}
