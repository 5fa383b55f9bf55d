import { openAsker } from './features.ts'
import { openRanker, type Ranker } from './ranker.ts'
import type { SessionIndex } from './session-index.ts'
import { type Limits, openSources, usualLimits } from './sources.ts'

/** An item to show next, how much it is wanted (any scale, higher is better) and the item of the session that led to it. */
export type Suggestion = { item: number; score: number; because: number }

/** Answers what comes next in a session, best first, at most `most`; only items that `mayShow` lets through. */
export type Suggest = (session: ArrayLike<number>, most: number, mayShow?: (item: number) => boolean) => Suggestion[]

/** Opens the index for questions. It may grow between two questions; one question is answered without waiting, so none sees half a change. */
export function openSuggest(index: SessionIndex, ranker: Ranker, limits: Limits = usualLimits): Suggest {
  const ask = openAsker(openSources(index, limits))
  const rank = openRanker(ranker)
  const scores = new Float32Array(limits.candidates)
  return (session, most, mayShow) => {
    const candidates = ask(session)
    rank(candidates, scores)
    const places: number[] = []
    for (let place = 0; place < candidates.count; place += 1) if (!mayShow || mayShow(candidates.items[place]!)) places.push(place)
    places.sort((a, b) => scores[b]! - scores[a]! || candidates.items[a]! - candidates.items[b]!)
    return places
      .slice(0, most)
      .map((place) => ({ item: candidates.items[place]!, score: scores[place]!, because: candidates.becauseOf[place]! }))
  }
}
