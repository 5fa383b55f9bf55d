import { itemCountOf, sessionCountOf } from './session-index.ts'
import { forget, gather, type Sources } from './sources.ts'

/** What the ranker is told of an item for a session. Sums are told as logarithms, since they run over many magnitudes. */
export const featureNames = [
  'after',
  'before',
  'around',
  'next',
  'afterLast',
  'beforeLast',
  'afterEarlier',
  'beforeEarlier',
  'twoSteps',
  'popularity',
  'isLast',
  'isSecondLast',
  'isThirdLast',
  'isEarlier',
  'isRepeated',
  'besideLastShare',
  'aroundShare',
  'earlierShare',
  'firstLook',
  'secondLook',
  'length',
  'lastPopularity',
  'blend',
] as const
export const featureCount = featureNames.length

/** Items with their features, `featureCount` numbers each, in the order in which the sources named them. */
export type Candidates = { count: number; items: Int32Array; becauseOf: Int32Array; features: Float32Array }

const openCandidates = (most: number): Candidates => ({
  count: 0,
  items: new Int32Array(most),
  becauseOf: new Int32Array(most),
  features: new Float32Array(most * featureCount),
})

const log = (value: number) => Math.log(value + 1e-4)

/** A rough worth of every item that was named, by which the candidates are chosen. */
function blendOf({ sums, placeOf }: Sources, item: number, lastSeen: number): number {
  const place = placeOf[item]!
  return (
    sums.after[item]! * 0.25 +
    sums.before[item]! * 0.2 +
    (sums.afterLast[item]! + 0.7 * sums.beforeLast[item]! + sums.next[item]!) / (lastSeen + 5) +
    0.05 * (sums.afterEarlier[item]! + sums.beforeEarlier[item]!) +
    0.3 * sums.twoSteps[item]! +
    (place === 0 ? 0 : place === 1 ? 0.2 : 0.5)
  )
}

const stepCount = 1024
const stepCounts = new Int32Array(stepCount)
const stepOf = (value: number) => {
  const step = (Math.log(value + 1e-9) + 20.8) * 38
  return step < 0 ? 0 : step > stepCount - 1 ? stepCount - 1 : step | 0
}

/** The places of the `most` highest values, in no order; by counting in steps of the logarithm, which never sorts. `steps` is room for them. */
function chooseHighest(values: Float32Array, steps: Int16Array, count: number, most: number, chosen: Int32Array): number {
  if (count <= most) {
    for (let at = 0; at < count; at += 1) chosen[at] = at
    return count
  }
  stepCounts.fill(0)
  for (let at = 0; at < count; at += 1) {
    const step = stepOf(values[at]!)
    steps[at] = step
    stepCounts[step]! += 1
  }
  let [step, kept] = [stepCount - 1, stepCounts[stepCount - 1]!]
  while (step > 0 && kept + stepCounts[step - 1]! <= most) {
    step -= 1
    kept += stepCounts[step]!
  }
  let taken = 0
  for (let at = 0; at < count && taken < most; at += 1) if (steps[at]! >= step) chosen[taken++] = at
  return taken
}

type Asked = { length: number; lastSeen: number; all: number }

function describe({ index, sums, placeOf, timesOf }: Sources, item: number, blend: number, asked: Asked, into: Float32Array, at: number) {
  const { length, lastSeen, all } = asked
  const seen = index.seen[item]!
  const place = placeOf[item]!
  const scale = 1000 / (all + 1000)
  const around = sums.after[item]! + sums.before[item]!
  into[at] = log(sums.after[item]!)
  into[at + 1] = log(sums.before[item]!)
  into[at + 2] = log(around)
  into[at + 3] = log(sums.next[item]! / (lastSeen + 1))
  into[at + 4] = log(sums.afterLast[item]! / (lastSeen + 1))
  into[at + 5] = log(sums.beforeLast[item]! / (lastSeen + 1))
  into[at + 6] = log(sums.afterEarlier[item]!)
  into[at + 7] = log(sums.beforeEarlier[item]!)
  into[at + 8] = log(sums.twoSteps[item]!)
  into[at + 9] = Math.log(1 + seen * scale * 100) / 4
  into[at + 10] = place === 1 ? 1 : 0
  into[at + 11] = place === 2 ? 1 : 0
  into[at + 12] = place === 3 ? 1 : 0
  into[at + 13] = place > 3 ? 1 : 0
  into[at + 14] = timesOf[item]! > 1 ? 1 : 0
  into[at + 15] = log((sums.afterLast[item]! + sums.beforeLast[item]!) / Math.sqrt((lastSeen + 1) * (seen + 1)))
  into[at + 16] = log(around / Math.sqrt(seen + 1))
  into[at + 17] = log((sums.afterEarlier[item]! + sums.beforeEarlier[item]!) / Math.sqrt(seen + 1))
  into[at + 18] = length === 1 ? 1 : 0
  into[at + 19] = length === 2 ? 1 : 0
  into[at + 20] = Math.log(length)
  into[at + 21] = Math.log(1 + lastSeen) / 4
  into[at + 22] = log(blend)
}

export type Asker = (session: ArrayLike<number>) => Candidates

/** Answers the candidates of a session. The answer is good until the next question. */
export function openAsker(sources: Sources): Asker {
  const made = openCandidates(sources.limits.candidates)
  const chosen = new Int32Array(sources.limits.candidates)
  let blends = new Float32Array(1024)
  let steps = new Int16Array(1024)
  return (session) => {
    const items = gather(sources, session)
    const { named, namedCount, index } = sources
    const last = items[0]
    const lastSeen = last === undefined ? 0 : index.seen[last]!
    if (blends.length < namedCount) {
      blends = new Float32Array(itemCountOf(index))
      steps = new Int16Array(blends.length)
    }
    for (let at = 0; at < namedCount; at += 1) blends[at] = blendOf(sources, named[at]!, lastSeen)
    made.count = chooseHighest(blends, steps, namedCount, sources.limits.candidates, chosen)
    const asked = { length: session.length, lastSeen, all: sessionCountOf(index) }
    for (let place = 0; place < made.count; place += 1) {
      const at = chosen[place]!
      made.items[place] = named[at]!
      made.becauseOf[place] = sources.becauseOf[named[at]!]!
      describe(sources, named[at]!, blends[at]!, asked, made.features, place * featureCount)
    }
    forget(sources)
    return made
  }
}
