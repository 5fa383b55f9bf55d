import { endOf, sizeOf, startOf } from './blocks.ts'
import { itemCountOf, type SessionIndex, sessionCountOf } from './session-index.ts'

/**
 * What the sessions of others say about what comes next in this one, item by item, from several sides at once: the most alike sessions (the
 * family of VS-kNN, VSTAN and VMIS-kNN: Ludewig and Jannach 2018, Garg et al. 2019, Kersbergen et al. 2022), what directly followed and came
 * before the last items, and what stands two steps away. Nothing is computed ahead: everything is read from the newest postings, so an event
 * counts at once and a question costs the same however many sessions there are.
 */
export type Limits = {
  /** The last so many looks of the session are used, and the newest so many sessions of each. */
  looks: number
  sessionsEach: number
  /** The most alike so many sessions are read. */
  neighbours: number
  /** So many sessions with the last item, and with each of the two before, are read for what stands next to it. */
  besideLast: number
  besideEarlier: number
  /** So many items are handed on. */
  candidates: number
}

export const usualLimits: Limits = { looks: 8, sessionsEach: 150, neighbours: 150, besideLast: 150, besideEarlier: 60, candidates: 100 }

/** One number an item and source, all 0 between two questions. */
type Sums = Record<'after' | 'before' | 'next' | 'afterLast' | 'beforeLast' | 'afterEarlier' | 'beforeEarlier' | 'twoSteps', Float32Array>
const sumNames = ['after', 'before', 'next', 'afterLast', 'beforeLast', 'afterEarlier', 'beforeEarlier', 'twoSteps'] as const

export type Sources = {
  index: SessionIndex
  limits: Limits
  sums: Sums
  /** The items any source named for the question under way. */
  named: Int32Array
  namedCount: number
  isNamed: Uint8Array
  /** Of each item that was named: the item of the session that first led to it. */
  becauseOf: Int32Array
  /** How far from the end of the session each of its items last was, 1 for the last; 0 for all others. */
  placeOf: Uint8Array
  timesOf: Uint8Array
  /** By session: how alike it is, and which item it was found by. */
  alikeness: Float32Array
  foundBy: Int32Array
  found: Int32Array
  foundCount: number
  beside: Beside
}

/**
 * What stands beside each item, `besideKept` places an item: read when first asked for, and again when the item was seen a quarter more often
 * than it had been (`seen`; 0: not read yet).
 */
type Beside = {
  seen: Int32Array
  count: Uint8Array
  items: Int32Array
  weights: Float32Array
  /** What is being summed for one of them, all 0 in between. */
  sums: Float32Array
}

const besideKept = 15

const openBeside = (items: number): Beside => ({
  seen: new Int32Array(items),
  count: new Uint8Array(items),
  items: new Int32Array(items * besideKept),
  weights: new Float32Array(items * besideKept),
  sums: new Float32Array(items),
})

export function openSources(index: SessionIndex, limits: Limits = usualLimits): Sources {
  const sums = Object.fromEntries(sumNames.map((name) => [name, new Float32Array(0)])) as Sums
  return {
    index,
    limits,
    sums,
    named: new Int32Array(0),
    namedCount: 0,
    isNamed: new Uint8Array(0),
    becauseOf: new Int32Array(0),
    placeOf: new Uint8Array(0),
    timesOf: new Uint8Array(0),
    alikeness: new Float32Array(0),
    foundBy: new Int32Array(0),
    found: new Int32Array(limits.looks * limits.sessionsEach),
    foundCount: 0,
    beside: openBeside(0),
  }
}

/** Room for every item and session there is; between two questions all is zero, so nothing is copied. */
function makeRoom(sources: Sources) {
  const [items, sessions] = [itemCountOf(sources.index), sessionCountOf(sources.index)]
  if (sources.isNamed.length < items) {
    const room = Math.ceil(items * 1.3) + 64
    for (const name of sumNames) sources.sums[name] = new Float32Array(room)
    sources.named = new Int32Array(room)
    sources.isNamed = new Uint8Array(room)
    sources.becauseOf = new Int32Array(room)
    sources.beside = openBeside(room)
    sources.placeOf = new Uint8Array(room)
    sources.timesOf = new Uint8Array(room)
  }
  if (sources.alikeness.length < sessions) {
    const room = Math.ceil(sessions * 1.3) + 64
    sources.alikeness = new Float32Array(room)
    sources.foundBy = new Int32Array(room)
  }
}

function name(sources: Sources, item: number, because: number) {
  if (sources.isNamed[item] === 1) return
  sources.isNamed[item] = 1
  sources.becauseOf[item] = because
  sources.named[sources.namedCount] = item
  sources.namedCount += 1
}

/** How fast a look loses weight with each look after it, and a session with each part of all sessions that came later. */
const lookFading = 2.5
const sessionFading = 0.4
/** By how many of 1024 parts of all sessions came later: looked up, since it is asked for more than a thousand sessions a question. */
const fadings = Float32Array.from({ length: 1025 }, (_, part) => Math.exp(-part / 1024 / sessionFading))
const fadingOf = (age: number, all: number) => fadings[((age * 1024) / all) | 0]!
const looksMost = 256
/** By the number of its looks: a long session has something in common with everything. */
const lengthShares = Float32Array.from({ length: looksMost + 1 }, (_, looks) => 1 / Math.sqrt(looks + 1))

/** The items of the session, the last first, each once, with where they last were. */
function noteSession(sources: Sources, session: ArrayLike<number>): number[] {
  const { placeOf, timesOf, limits } = sources
  const known = itemCountOf(sources.index)
  const items: number[] = []
  const from = Math.max(0, session.length - limits.looks)
  for (let at = session.length - 1; at >= from; at -= 1) {
    const item = session[at]!
    if (item < 0 || item >= known) continue
    if (placeOf[item] === 0) {
      placeOf[item] = session.length - at
      items.push(item)
      name(sources, item, item)
    }
    timesOf[item]! += 1
  }
  return items
}

/** Finds the sessions that share items with this one: each shared item counts by how late it came here and how rare it is. */
function findAlike(sources: Sources, items: readonly number[]) {
  const { index, alikeness, foundBy, found, placeOf, limits } = sources
  const { postings, seen } = index
  const all = sessionCountOf(index)
  let count = 0
  for (const item of items) {
    const weight = Math.exp(-(placeOf[item]! - 1) / lookFading) * Math.log(1 + all / (seen[item]! + 1))
    const end = endOf(postings, item)
    const from = Math.max(startOf(postings, item), end - limits.sessionsEach)
    for (let at = end - 1; at >= from; at -= 1) {
      const session = postings.pool[at]!
      if (alikeness[session] === 0) {
        found[count] = session
        count += 1
        foundBy[session] = item
      }
      alikeness[session]! += weight
    }
  }
  sources.foundCount = count
}

/** The alikeness from which on a session is among the `most`; by counting in steps, which is near enough and never sorts. */
function thresholdOf(values: Float32Array, count: number, most: number): number {
  if (count <= most) return 0
  let highest = 0
  for (let at = 0; at < count; at += 1) if (values[at]! > highest) highest = values[at]!
  const steps = new Int32Array(257)
  const scale = 256 / highest
  for (let at = 0; at < count; at += 1) steps[Math.floor(values[at]! * scale)]! += 1
  let [step, kept] = [256, steps[256]!]
  while (step > 0 && kept + steps[step - 1]! <= most) {
    step -= 1
    kept += steps[step]!
  }
  return step / scale
}

const stepFading = 4
const stepWeights = Float32Array.from({ length: 256 }, (_, steps) => Math.exp(-steps / stepFading))

/** Reads the most alike sessions: what stands after and before the item each was found by, the nearer the more. */
function readAlike(sources: Sources) {
  const { index, alikeness, foundBy, found, foundCount, limits, sums } = sources
  const { looks } = index
  const all = sessionCountOf(index)
  const values = new Float32Array(foundCount)
  for (let at = 0; at < foundCount; at += 1) {
    const session = found[at]!
    values[at] = alikeness[session]! * lengthShares[Math.min(looksMost, sizeOf(looks, session))]! * fadingOf(all - session, all)
    alikeness[session] = 0
  }
  const threshold = thresholdOf(values, foundCount, limits.neighbours)
  for (let at = 0; at < foundCount; at += 1) {
    const value = values[at]!
    if (value < threshold) continue
    const session = found[at]!
    const start = startOf(looks, session)
    const end = start + sizeOf(looks, session)
    let met = end - 1
    while (met > start && looks.pool[met] !== foundBy[session]) met -= 1
    for (let look = start; look < end; look += 1) {
      const item = looks.pool[look]!
      if (look === met) continue
      name(sources, item, foundBy[session]!)
      if (look > met) sums.after[item]! += value * stepWeights[Math.min(255, look - met - 1)]!
      else sums.before[item]! += value * stepWeights[Math.min(255, met - look - 1)]!
    }
  }
}

const nearFading = 2
const nearWeights = Float32Array.from({ length: 256 }, (_, steps) => Math.exp(-steps / nearFading))

/** Reads what stood next to an item of this session in the newest sessions that held it: for the last item and the two before. */
function readBeside(sources: Sources, item: number, isLast: boolean) {
  const { index, limits, sums, placeOf } = sources
  const { looks, postings, seen } = index
  const all = sessionCountOf(index)
  const end = endOf(postings, item)
  const from = Math.max(startOf(postings, item), end - (isLast ? limits.besideLast : limits.besideEarlier))
  const [after, before] = isLast ? [sums.afterLast, sums.beforeLast] : [sums.afterEarlier, sums.beforeEarlier]
  const share = isLast ? 1 : Math.exp(-(placeOf[item]! - 1) / lookFading) / Math.sqrt(seen[item]! + 1)
  for (let at = from; at < end; at += 1) {
    const session = postings.pool[at]!
    const fading = fadingOf(all - session, all) * share
    const start = startOf(looks, session)
    const stop = start + sizeOf(looks, session)
    let met = stop - 1
    while (met > start && looks.pool[met] !== item) met -= 1
    for (let look = start; look < stop; look += 1) {
      if (look === met) continue
      const other = looks.pool[look]!
      name(sources, other, item)
      if (look > met) {
        after[other]! += fading * nearWeights[Math.min(255, look - met - 1)]!
        if (isLast && look === met + 1) sums.next[other]! += fading
      } else before[other]! += fading * nearWeights[Math.min(255, met - look - 1)]!
    }
  }
}

const besideRead = 100
const besideTouched = new Int32Array(besideRead * 200)
/** What stood before an item counts less than what stood after it. */
const beforeShare = 0.6

/** Reads the items that stand nearest and most often beside one, in its newest sessions. */
function readNeighbourhood({ index, beside }: Sources, item: number) {
  const { looks, postings, seen } = index
  const { sums } = beside
  const end = endOf(postings, item)
  const from = Math.max(startOf(postings, item), end - besideRead)
  let touched = 0
  for (let at = from; at < end; at += 1) {
    const session = postings.pool[at]!
    const start = startOf(looks, session)
    const stop = start + sizeOf(looks, session)
    let met = stop - 1
    while (met > start && looks.pool[met] !== item) met -= 1
    for (let look = start; look < stop; look += 1) {
      const other = looks.pool[look]!
      if (other === item) continue
      if (sums[other] === 0) besideTouched[touched++] = other
      sums[other]! += look > met ? nearWeights[Math.min(255, look - met - 1)]! : beforeShare * nearWeights[Math.min(255, met - look - 1)]!
    }
  }
  keepHighest(beside, item, touched, end - from + 3)
  beside.seen[item] = seen[item]!
}

/** Keeps the highest of what was touched, each divided by `scale`; sets all of it back to zero. */
function keepHighest({ sums, items, weights, count }: Beside, of: number, touched: number, scale: number) {
  const start = of * besideKept
  let kept = 0
  for (let at = 0; at < touched; at += 1) {
    const item = besideTouched[at]!
    const weight = sums[item]! / scale
    sums[item] = 0
    if (kept === besideKept && weight <= weights[start + kept - 1]!) continue
    let place = start + (kept < besideKept ? kept++ : besideKept - 1)
    for (; place > start && weights[place - 1]! < weight; place -= 1) {
      items[place] = items[place - 1]!
      weights[place] = weights[place - 1]!
    }
    items[place] = item
    weights[place] = weight
  }
  count[of] = kept
}

/** Where the neighbourhood of an item begins, read anew where the item was seen a quarter more often since. */
function neighbourhoodOf(sources: Sources, item: number): number {
  const read = sources.beside.seen[item]!
  if (read === 0 || sources.index.seen[item]! > read * 1.25) readNeighbourhood(sources, item)
  return item * besideKept
}

/** What stands beside what stands beside an item. */
function readTwoSteps(sources: Sources, item: number) {
  const { beside, sums } = sources
  const weight = Math.exp(-(sources.placeOf[item]! - 1) / lookFading)
  const first = neighbourhoodOf(sources, item)
  for (let near = first; near < first + beside.count[item]!; near += 1) {
    const middle = beside.items[near]!
    const factor = beside.weights[near]! * weight
    const second = neighbourhoodOf(sources, middle)
    for (let at = second; at < second + beside.count[middle]!; at += 1) {
      const far = beside.items[at]!
      if (far === item) continue
      name(sources, far, item)
      sums.twoSteps[far]! += factor * beside.weights[at]!
    }
  }
}

/** Fills the sums for a session; answers its items, the last first. Read the sums, then call `forget`. */
export function gather(sources: Sources, session: ArrayLike<number>): number[] {
  makeRoom(sources)
  const items = noteSession(sources, session)
  findAlike(sources, items)
  readAlike(sources)
  for (const [place, item] of items.slice(0, 3).entries()) readBeside(sources, item, place === 0)
  for (const item of items.slice(0, 2)) readTwoSteps(sources, item)
  return items
}

/** Sets everything the question touched back to zero. */
export function forget(sources: Sources): void {
  const { named, namedCount, isNamed, placeOf, timesOf, sums } = sources
  for (let at = 0; at < namedCount; at += 1) {
    const item = named[at]!
    isNamed[item] = 0
    placeOf[item] = 0
    timesOf[item] = 0
    for (const sum of sumNames) sums[sum][item] = 0
  }
  sources.namedCount = 0
}
