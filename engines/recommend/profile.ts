import { randomOf } from './evaluate.ts'

/**
 * What a person likes in the long run: implicit alternating least squares (Hu, Koren and Volinsky, 2008) over the items most looked at. Each item
 * gets a few numbers such that the product with a person's tells how much the person wants it; a person's numbers follow from the items looked
 * at, so nobody needs to have been there when it was learnt.
 */
export type Profile = {
  rank: number
  /** The place of an item among those that were learnt. */
  placeOf: Map<number, number>
  items: Int32Array
  /** `rank` numbers an item, in the order of `items`. */
  factors: Float32Array
  /** What is the same in everybody's equations: the factors' products summed, with the regularisation on the diagonal. */
  gram: Float64Array
}

/** How much more a look counts than none, and how strongly numbers are kept small. */
const confidence = 20
const regularisation = 8
const rounds = 6

/** Sum of x·xᵀ over all rows, with the regularisation on the diagonal. */
function gramOf(factors: Float32Array, rank: number): Float64Array {
  const gram = new Float64Array(rank * rank)
  for (let row = 0; row < factors.length; row += rank)
    for (let a = 0; a < rank; a += 1) {
      const value = factors[row + a]!
      for (let b = 0; b <= a; b += 1) gram[a * rank + b]! += value * factors[row + b]!
    }
  for (let a = 0; a < rank; a += 1) {
    gram[a * rank + a]! += regularisation
    for (let b = 0; b < a; b += 1) gram[b * rank + a] = gram[a * rank + b]!
  }
  return gram
}

/** Solves A·x = b for a symmetric positive A (Cholesky); `a` and `b` are used up, the answer stands in `b`. */
function solve(a: Float64Array, b: Float64Array, rank: number): void {
  for (let i = 0; i < rank; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * rank + j]!
      for (let k = 0; k < j; k += 1) sum -= a[i * rank + k]! * a[j * rank + k]!
      a[i * rank + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[j * rank + j]!
    }
  }
  for (let i = 0; i < rank; i += 1) {
    let sum = b[i]!
    for (let k = 0; k < i; k += 1) sum -= a[i * rank + k]! * b[k]!
    b[i] = sum / a[i * rank + i]!
  }
  for (let i = rank - 1; i >= 0; i -= 1) {
    let sum = b[i]!
    for (let k = i + 1; k < rank; k += 1) sum -= a[k * rank + i]! * b[k]!
    b[i] = sum / a[i * rank + i]!
  }
}

/** The numbers of one side that fit the other's best: `places` are what was looked at, by their rows in `factors`. */
function fit(places: readonly number[], factors: Float32Array, gram: Float64Array, rank: number): Float64Array {
  const [a, b] = [Float64Array.from(gram), new Float64Array(rank)]
  for (const place of places) {
    const row = place * rank
    for (let i = 0; i < rank; i += 1) {
      const value = confidence * factors[row + i]!
      b[i]! += value + factors[row + i]!
      for (let j = 0; j <= i; j += 1) a[i * rank + j]! += value * factors[row + j]!
    }
  }
  solve(a, b, rank)
  return b
}

/** Learns from what each person looked at; items beyond the `most` most looked at are left out. */
export function learnProfile(people: readonly ArrayLike<number>[], { rank = 24, most = 5000, seed = 1 } = {}): Profile {
  const counts = new Map<number, number>()
  for (const looked of people) for (const item of new Set(Array.from(looked))) counts.set(item, (counts.get(item) ?? 0) + 1)
  const items = Int32Array.from([...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most), ([item]) => item)
  const placeOf = new Map(Array.from(items, (item, place) => [item, place]))
  const rows = people
    .map((looked) => [...new Set(Array.from(looked))].flatMap((item) => placeOf.get(item) ?? []))
    .filter(({ length }) => length > 1)
  const columns = Array.from(items, (): number[] => [])
  for (const [person, places] of rows.entries()) for (const place of places) columns[place]!.push(person)
  const random = randomOf(seed)
  const factors = Float32Array.from({ length: items.length * rank }, () => (random() - 0.5) / rank)
  const persons = new Float32Array(rows.length * rank)
  for (let round = 0; round < rounds; round += 1) {
    const ofItems = gramOf(factors, rank)
    for (const [person, places] of rows.entries()) persons.set(fit(places, factors, ofItems, rank), person * rank)
    const ofPersons = gramOf(persons, rank)
    for (const [place, looked] of columns.entries()) factors.set(fit(looked, persons, ofPersons, rank), place * rank)
  }
  return { rank, placeOf, items, factors, gram: gramOf(factors, rank) }
}

/** A person's numbers from what was looked at; undefined where none of it was learnt. */
export function personOf({ rank, placeOf, factors, gram }: Profile, looked: Iterable<number>): Float64Array | undefined {
  const places = [...new Set(looked)].flatMap((item) => placeOf.get(item) ?? [])
  return places.length === 0 ? undefined : fit(places, factors, gram, rank)
}

/** How much a person wants an item, about 0 (no sign of it) to 1; 0 for items that were not learnt. */
export function wanting({ rank, placeOf, factors }: Profile, person: Float64Array, item: number): number {
  const place = placeOf.get(item)
  if (place === undefined) return 0
  let sum = 0
  for (let at = 0; at < rank; at += 1) sum += person[at]! * factors[place * rank + at]!
  return sum
}
