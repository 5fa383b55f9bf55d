import { randomOf } from './evaluate.ts'
import { type Candidates, featureCount } from './features.ts'

/**
 * The small network that orders the candidates: features, one layer of a few units (leaky ReLU), one number. Learnt listwise: the softmax over a
 * session's candidates should fall on what was looked at next. Units and weights are few enough to be read, kept in a file and learnt in a minute.
 */
export type Ranker = {
  units: number
  /** By feature: what is taken off and by what the rest is divided, so that all are of one size. */
  mean: number[]
  spread: number[]
  /** `units × featureCount`, then one a unit. */
  weights: number[]
  offsets: number[]
  out: number[]
}

const leak = 0.1

/** A ranker ready to be asked: the scaling folded into the weights. */
export type OpenRanker = (candidates: Candidates, scores: Float32Array) => void

export function openRanker({ units, mean, spread, weights, offsets, out }: Ranker): OpenRanker {
  // Four units are reckoned at a time, so that a feature is read once for them: rounded up with units that say nothing.
  const lanes = Math.ceil(units / 4) * 4
  const folded = new Float64Array(lanes * featureCount)
  const constant = new Float64Array(lanes)
  const last = new Float64Array(lanes)
  for (let unit = 0; unit < units; unit += 1) {
    constant[unit] = offsets[unit]!
    last[unit] = out[unit]!
    for (let feature = 0; feature < featureCount; feature += 1) {
      const weight = weights[unit * featureCount + feature]! / spread[feature]!
      // By groups of four: feature after feature, four weights each.
      folded[((unit >> 2) * featureCount + feature) * 4 + (unit & 3)] = weight
      constant[unit]! -= weight * mean[feature]!
    }
  }
  const rectified = (sum: number) => (sum > 0 ? sum : leak * sum)
  return ({ count, features }, scores) => {
    for (let place = 0; place < count; place += 1) {
      const from = place * featureCount
      let score = 0
      for (let unit = 0; unit < lanes; unit += 4) {
        let [a, b, c, d] = [constant[unit]!, constant[unit + 1]!, constant[unit + 2]!, constant[unit + 3]!]
        let at = unit * featureCount
        for (let feature = from; feature < from + featureCount; feature += 1) {
          const value = features[feature]!
          a += folded[at]! * value
          b += folded[at + 1]! * value
          c += folded[at + 2]! * value
          d += folded[at + 3]! * value
          at += 4
        }
        score +=
          last[unit]! * rectified(a) + last[unit + 1]! * rectified(b) + last[unit + 2]! * rectified(c) + last[unit + 3]! * rectified(d)
      }
      scores[place] = score
    }
  }
}

/** A session's candidates and which of them came next. */
export type Lesson = { features: Float32Array; count: number; right: number }

/** Keeps what is needed of an answer; undefined where what came next is not among the candidates: nothing to learn. */
export function lessonOf({ count, items, features }: Candidates, next: number): Lesson | undefined {
  const right = items.subarray(0, count).indexOf(next)
  return right < 0 ? undefined : { features: features.slice(0, count * featureCount), count, right }
}

function scaleOf(lessons: readonly Lesson[]): Pick<Ranker, 'mean' | 'spread'> {
  const [sum, squares] = [new Float64Array(featureCount), new Float64Array(featureCount)]
  let count = 0
  for (const lesson of lessons)
    for (let at = 0; at < lesson.count * featureCount; at += 1) {
      const value = lesson.features[at]!
      sum[at % featureCount]! += value
      squares[at % featureCount]! += value * value
      if (at % featureCount === 0) count += 1
    }
  const mean = Array.from(sum, (total) => total / count)
  return { mean, spread: Array.from(squares, (total, at) => Math.sqrt(Math.max(total / count - mean[at]! ** 2, 1e-6))) }
}

/** Parameters in one array: weights, offsets, out. */
type Learning = { units: number; values: Float64Array; gradient: Float64Array; first: Float64Array; second: Float64Array; steps: number }

function begin(units: number, random: () => number): Learning {
  const size = units * (featureCount + 2)
  const spread = () => random() + random() + random() - 1.5
  const values = Float64Array.from({ length: size }, (_, at) =>
    at < units * featureCount ? (spread() * 0.5) / Math.sqrt(featureCount) : at < units * (featureCount + 1) ? 0 : spread() * 0.5,
  )
  return { units, values, gradient: new Float64Array(size), first: new Float64Array(size), second: new Float64Array(size), steps: 0 }
}

/** Adds one lesson's gradient and answers its loss, −log of the chance given to the right one. */
function study({ units, values, gradient }: Learning, { features, count, right }: Lesson, scratch: Float64Array): number {
  const [offsets, out] = [units * featureCount, units * (featureCount + 1)]
  const chances = new Float64Array(count)
  let highest = -Infinity
  for (let place = 0; place < count; place += 1) {
    let score = 0
    for (let unit = 0; unit < units; unit += 1) {
      let sum = values[offsets + unit]!
      const [row, from] = [unit * featureCount, place * featureCount]
      for (let feature = 0; feature < featureCount; feature += 1) sum += values[row + feature]! * features[from + feature]!
      scratch[place * units + unit] = sum
      score += values[out + unit]! * (sum > 0 ? sum : leak * sum)
    }
    chances[place] = score
    if (score > highest) highest = score
  }
  let total = 0
  for (let place = 0; place < count; place += 1) total += chances[place] = Math.exp(chances[place]! - highest)
  for (let place = 0; place < count; place += 1) {
    const error = chances[place]! / total - (place === right ? 1 : 0)
    if (Math.abs(error) < 1e-4) continue
    for (let unit = 0; unit < units; unit += 1) {
      const sum = scratch[place * units + unit]!
      gradient[out + unit]! += error * (sum > 0 ? sum : leak * sum)
      const down = error * values[out + unit]! * (sum > 0 ? 1 : leak)
      gradient[offsets + unit]! += down
      const [row, from] = [unit * featureCount, place * featureCount]
      for (let feature = 0; feature < featureCount; feature += 1) gradient[row + feature]! += down * features[from + feature]!
    }
  }
  return -Math.log(chances[right]! / total)
}

/** One step of Adam (Kingma and Ba, 2015). */
function step(learning: Learning, lessons: number, rate: number) {
  learning.steps += 1
  const { values, gradient, first, second, steps } = learning
  const [one, two] = [1 - 0.9 ** steps, 1 - 0.999 ** steps]
  for (let at = 0; at < values.length; at += 1) {
    const slope = gradient[at]! / lessons + 1e-5 * values[at]!
    first[at] = 0.9 * first[at]! + 0.1 * slope
    second[at] = 0.999 * second[at]! + 0.001 * slope * slope
    values[at]! -= (rate * (first[at]! / one)) / (Math.sqrt(second[at]! / two) + 1e-8)
  }
  gradient.fill(0)
}

const lessonsAStep = 64

export type Course = { units?: number; epochs?: number; rate?: number; seed?: number; onEpoch?: (epoch: number, loss: number) => void }

/** Learns a ranker. The lessons are scaled in place. The same lessons and seed give the same ranker. */
export function learnRanker(lessons: readonly Lesson[], { units = 12, epochs = 6, rate = 0.01, seed = 1, onEpoch }: Course = {}): Ranker {
  const scale = scaleOf(lessons)
  let largest = 0
  for (const lesson of lessons) {
    largest = Math.max(largest, lesson.count)
    for (let at = 0; at < lesson.count * featureCount; at += 1)
      lesson.features[at] = (lesson.features[at]! - scale.mean[at % featureCount]!) / scale.spread[at % featureCount]!
  }
  const random = randomOf(seed)
  const learning = begin(units, random)
  const scratch = new Float64Array(largest * units)
  const order = lessons.map((_, at) => at)
  const steps = Math.ceil(order.length / lessonsAStep) * epochs
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1))
      ;[order[at], order[other]] = [order[other]!, order[at]!]
    }
    let loss = 0
    for (let from = 0; from < order.length; from += lessonsAStep) {
      const batch = order.slice(from, from + lessonsAStep)
      for (const at of batch) loss += study(learning, lessons[at]!, scratch)
      step(learning, batch.length, rate * (1 - learning.steps / (steps + 1)))
    }
    onEpoch?.(epoch, loss / order.length)
  }
  const { values } = learning
  const part = (from: number, to: number) => Array.from(values.subarray(from, to))
  const [offsets, out] = [units * featureCount, units * (featureCount + 1)]
  return { units, ...scale, weights: part(0, offsets), offsets: part(offsets, out), out: part(out, values.length) }
}
