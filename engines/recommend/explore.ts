/**
 * New goods have no past to be found by, so some of the places go to them on trial: Thompson sampling, a draw from what is believed of each one's
 * click rate — Beta(1 + clicks, prior + shown without a click) — and the highest draws are shown. What does not please is drawn ever lower.
 */
export type Trial = { item: number; shown: number; clicked: number }

/** Of what nobody knows yet, one in twelve views is taken to become a click: the shops' usual rate, as a weak belief. */
const priorClicks = 1
const priorMisses = 11

/** A draw from Gamma(shape, 1), shape ≥ 1 (Marsaglia and Tsang, 2000). */
function gammaDraw(shape: number, random: () => number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * normal) ** 3
    if (v <= 0) continue
    if (Math.log(1 - random()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v
  }
}

/** A draw from Beta(a, b), both ≥ 1. */
export function betaDraw(a: number, b: number, random: () => number): number {
  const [x, y] = [gammaDraw(a, random), gammaDraw(b, random)]
  return x / (x + y)
}

/** The items to try, best draw first. Items shown as often as `budget` have had their chance: they stand on their own from then on. */
export const chooseTrials = (trials: readonly Trial[], budget: number, most: number, random: () => number): number[] =>
  trials
    .filter(({ shown }) => shown < budget)
    .map(({ item, shown, clicked }) => ({
      item,
      draw: betaDraw(priorClicks + clicked, priorMisses + Math.max(0, shown - clicked), random),
    }))
    .toSorted((a, b) => b.draw - a.draw)
    .slice(0, most)
    .map(({ item }) => item)
