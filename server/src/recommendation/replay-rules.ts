import type { ProductId } from '@lianka/contract/ids'
import { defaultRanker } from '@lianka/recommend/default-ranker'
import { type Case, casesOf } from '@lianka/recommend/evaluate'
import { addSession, openSessionIndex } from '@lianka/recommend/session-index'
import { openSuggest } from '@lianka/recommend/suggest'

export type ReplayedLook = { visitorId: string; productId: ProductId; categoryId: string; at: Date }
export type Way = 'neighbours' | 'category' | 'popular'
/** What each way would have shown to a visitor with these looks. */
export type Ways = Record<Way, (prefix: Int32Array) => number[]>
export type Replay = { sessions: number; cases: Case[]; itemCount: number; ways: Ways }

const sessionEndsAfterMs = 30 * 60_000
/** The earlier part is what the ways may know, the later one what they are asked. */
const known = 0.7
const casesMost = 3000
const shown = 20

type Session = { items: number[]; endedAt: number }

/** Cuts looks, sorted by visitor and time, into sessions: half an hour without one ends it; looking again at the same counts once. */
function sessionsOf(looks: readonly ReplayedLook[], numberOf: (look: ReplayedLook) => number): Session[] {
  const sessions: (Session & { visitorId: string })[] = []
  for (const look of looks) {
    const [last, time, item] = [sessions.at(-1), look.at.getTime(), numberOf(look)]
    if (last?.visitorId === look.visitorId && time - last.endedAt <= sessionEndsAfterMs) {
      if (last.items.at(-1) !== item) last.items.push(item)
      last.endedAt = time
    } else sessions.push({ visitorId: look.visitorId, items: [item], endedAt: time })
  }
  return sessions.toSorted((a, b) => a.endedAt - b.endedAt)
}

/** The last weeks' visits as questions: what the ways knew by then, and what was looked at next. */
export function replayOf(looks: readonly ReplayedLook[]): Replay {
  const numbers = new Map<ProductId, number>()
  const categories: string[] = []
  const numberOf = ({ productId, categoryId }: ReplayedLook) => {
    const number = numbers.get(productId) ?? numbers.size
    numbers.set(productId, number)
    categories[number] = categoryId
    return number
  }
  const sessions = sessionsOf(looks, numberOf)
  const cut = Math.floor(sessions.length * known)
  const [before, after] = [sessions.slice(0, cut), sessions.slice(cut)]
  const index = openSessionIndex()
  for (const { items } of before) addSession(index, items)
  const cases = after.flatMap(({ items }, group) => casesOf(Int32Array.from(items), group))
  const every = Math.max(1, cases.length / casesMost)
  const asked = Array.from({ length: Math.min(cases.length, casesMost) }, (_, at) => cases[Math.floor(at * every)] as Case)
  const byCount = categories.map((_, item) => item).toSorted((a, b) => (index.seen[b] ?? 0) - (index.seen[a] ?? 0) || a - b)
  const suggest = openSuggest(index, defaultRanker)
  return {
    sessions: sessions.length,
    cases: asked,
    itemCount: categories.length,
    ways: {
      neighbours: (prefix) => suggest(prefix, shown).map(({ item }) => item),
      category: (prefix) => byCount.filter((item) => categories[item] === categories[prefix.at(-1) as number]).slice(0, shown),
      popular: () => byCount.slice(0, shown),
    },
  }
}
