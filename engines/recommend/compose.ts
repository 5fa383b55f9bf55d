/** An item that may be shown, with how much it is wanted (any scale, higher is better) and the kind it should not crowd out, its category. */
export type Offer = { item: number; score: number; kind: string }

/** Each further item of a kind that is there already counts so much less. */
const crowdingFactor = 0.85

/**
 * The page: best first, but each further one of the same kind must be so much better than one of another. Scores must be positive. Greedy, as
 * maximal marginal relevance is (Carbonell and Goldstein, 1998), with likeness reduced to "of the same kind".
 */
export function diversify<T extends Offer>(offers: readonly T[], most: number): T[] {
  const left = [...offers]
  /** What is left of a further one of each kind. */
  const shares = new Map<string, number>()
  const page: T[] = []
  while (page.length < most && left.length > 0) {
    let best = 0
    let bestWorth = -Infinity
    for (let place = 0; place < left.length; place += 1) {
      const { score, kind } = left[place]!
      const worth = score * (shares.get(kind) ?? 1)
      if (worth <= bestWorth) continue
      best = place
      bestWorth = worth
    }
    const [chosen] = left.splice(best, 1) as [T]
    shares.set(chosen.kind, (shares.get(chosen.kind) ?? 1) * crowdingFactor)
    page.push(chosen)
  }
  return page
}

/** Puts items on trial at fixed places of a page: one in every `every`, from the second on, so that the first thing seen is always a known one. */
export function withTrials<T>(page: readonly T[], trials: readonly T[], every: number): T[] {
  const mixed: T[] = []
  const waiting = [...trials]
  for (const one of page) {
    if (waiting.length > 0 && mixed.length % every === 1) mixed.push(waiting.shift() as T)
    mixed.push(one)
  }
  return mixed.slice(0, page.length)
}
