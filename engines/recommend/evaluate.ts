/**
 * How good lists of suggestions are, by what the same people did next. Hit rate: how often the next item is among the first k. MRR: the mean of
 * one over its place, 0 beyond k. NDCG: the mean of 1 / log2(place + 1), which is NDCG for one right answer. Coverage: how many of the items
 * are ever suggested. Gini: how unevenly the suggestions fall on the items that are (0 even, 1 all on one).
 */
export type Measures = {
  cases: number
  hitRate: number
  mrr: number
  ndcg: number
  coverage: number
  gini: number
  /** 95 % of resampled data sets lie within, [low, high]; resampled by group, since prefixes of one session are no independent cases. */
  hitRateWithin: [number, number]
  mrrWithin: [number, number]
}

export type Case = { prefix: Int32Array; next: number; group: number }

/** The prefixes of a session and what followed each. */
export const casesOf = (items: Int32Array, group: number): Case[] =>
  Array.from({ length: Math.max(0, items.length - 1) }, (_, at) => ({ prefix: items.subarray(0, at + 1), next: items[at + 1]!, group }))

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32 by Tommy Ettinger, public domain). */
export function randomOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The Gini coefficient of counts that are not negative; 0 where there is nothing. */
export function giniOf(counts: ArrayLike<number>): number {
  const sorted = Float64Array.from(counts).sort()
  let [sum, weighted] = [0, 0]
  for (let at = 0; at < sorted.length; at += 1) {
    sum += sorted[at]!
    weighted += (at + 1) * sorted[at]!
  }
  return sum === 0 ? 0 : (2 * weighted) / (sorted.length * sum) - (sorted.length + 1) / sorted.length
}

const resamples = 400

/** The middle 95 % of the means of groups drawn with replacement. `sums` and `counts` by group. */
export function bootstrap(sums: Float64Array, counts: Float64Array, seed = 1): [number, number] {
  const random = randomOf(seed)
  const means = Float64Array.from({ length: resamples }, () => {
    let [sum, count] = [0, 0]
    for (let draw = 0; draw < sums.length; draw += 1) {
      const group = Math.floor(random() * sums.length)
      sum += sums[group]!
      count += counts[group]!
    }
    return count === 0 ? 0 : sum / count
  }).sort()
  return [means[Math.floor(resamples * 0.025)] ?? 0, means[Math.ceil(resamples * 0.975) - 1] ?? 0]
}

/** Asks `suggest` for each case and compares with what came next; `suggest` must not know the case's own session. */
export function evaluate(cases: readonly Case[], suggest: (prefix: Int32Array) => ArrayLike<number>, itemCount: number, k = 20): Measures {
  const groups = new Map<number, number>()
  for (const { group } of cases) if (!groups.has(group)) groups.set(group, groups.size)
  const [hits, reciprocals, counts] = [new Float64Array(groups.size), new Float64Array(groups.size), new Float64Array(groups.size)]
  const shown = new Float64Array(itemCount)
  let [hitSum, reciprocalSum, gainSum] = [0, 0, 0]
  for (const { prefix, next, group } of cases) {
    const list = suggest(prefix)
    let place = 0
    for (let at = 0; at < Math.min(k, list.length); at += 1) {
      if (list[at]! < itemCount) shown[list[at]!]! += 1
      if (list[at] === next && place === 0) place = at + 1
    }
    const own = groups.get(group)!
    counts[own]! += 1
    if (place === 0) continue
    hits[own]! += 1
    reciprocals[own]! += 1 / place
    hitSum += 1
    reciprocalSum += 1 / place
    gainSum += 1 / Math.log2(place + 1)
  }
  const total = Math.max(1, cases.length)
  const used = shown.filter((count) => count > 0)
  return {
    cases: cases.length,
    hitRate: hitSum / total,
    mrr: reciprocalSum / total,
    ndcg: gainSum / total,
    coverage: used.length / Math.max(1, itemCount),
    gini: giniOf(used),
    hitRateWithin: bootstrap(hits, counts),
    mrrWithin: bootstrap(reciprocals, counts),
  }
}
