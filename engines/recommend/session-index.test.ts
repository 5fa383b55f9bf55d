import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOf, startOf } from './blocks.ts'
import { defaultRanker } from './default-ranker.ts'
import { addLook, addSession, beginSession, itemsOf, openSessionIndex, sessionCountOf, tidy } from './session-index.ts'
import { fromBytes, toBytes } from './snapshot.ts'
import { forget, gather, openSources } from './sources.ts'
import { openSuggest } from './suggest.ts'

const sessions = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 40 })

const indexOf = (all: readonly number[][], postingsMost?: number) => {
  const index = openSessionIndex(postingsMost)
  for (const items of all) addSession(index, items)
  return index
}

test('sessions that grow look by look in any interleaving hold what they would have held alone', () => {
  fc.assert(
    fc.property(sessions, fc.infiniteStream(fc.nat()), (all, picks) => {
      const index = openSessionIndex()
      const numbers = all.map(() => beginSession(index))
      const left = all.map((items) => [...items])
      for (const pick of picks) {
        const open = left.flatMap((items, at) => (items.length > 0 ? [at] : []))
        if (open.length === 0) break
        const at = open[pick % open.length]!
        addLook(index, numbers[at]!, left[at]!.shift()!)
      }
      for (const [at, items] of all.entries()) expect([...itemsOf(index, numbers[at]!)]).toEqual(items)
      const seen = (item: number) => all.filter((items) => items.includes(item)).length
      for (let item = 0; item < index.postings.count; item += 1) expect(index.seen[item]).toBe(seen(item))
    }),
    { numRuns: 200 },
  )
})

test('an index written to bytes and read back answers the same, and goes on growing', () => {
  fc.assert(
    fc.property(sessions, sessions, (before, after) => {
      const index = indexOf(before)
      const read = fromBytes<{ seq: number }>(Buffer.from(toBytes(tidy(index), { seq: 7 })))!
      expect(read.about).toEqual({ seq: 7 })
      for (const items of after) {
        addSession(index, items)
        addSession(read.index, items)
      }
      for (const question of [...before, ...after].slice(0, 10))
        expect(openSuggest(read.index, defaultRanker)(question, 10)).toEqual(openSuggest(index, defaultRanker)(question, 10))
    }),
    { numRuns: 60 },
  )
})

test('bytes that were cut off or are something else are refused, not read', () => {
  const bytes = toBytes(indexOf([[1, 2, 3]]), {})
  expect(fromBytes(bytes.subarray(0, bytes.length - 4))).toBeUndefined()
  expect(fromBytes(new TextEncoder().encode('something else altogether'))).toBeUndefined()
  expect(fromBytes(new Uint8Array())).toBeUndefined()
})

test('of an item seen by everybody the newest sessions are kept', () => {
  const index = indexOf(
    Array.from({ length: 100 }, () => [5]),
    16,
  )
  const kept = [...index.postings.pool.subarray(startOf(index.postings, 5), endOf(index.postings, 5))]
  expect(kept.length).toBeGreaterThanOrEqual(8)
  expect(kept.length).toBeLessThanOrEqual(16)
  expect(kept.at(-1)).toBe(99)
  expect(index.seen[5]).toBe(100)
})

test('a robot’s endless session stops being taken', () => {
  const index = openSessionIndex()
  const session = beginSession(index)
  const taken = Array.from({ length: 1000 }, (_, at) => addLook(index, session, at % 300))
  expect(taken.filter(Boolean)).toHaveLength(200)
  expect(sessionCountOf(index)).toBe(1)
})

test('a question leaves nothing behind for the next', () => {
  fc.assert(
    fc.property(sessions, fc.array(fc.integer({ min: 0, max: 35 }), { maxLength: 12 }), (all, question) => {
      const sources = openSources(indexOf(all))
      gather(sources, question)
      forget(sources)
      for (const sum of Object.values(sources.sums)) expect(sum.every((value) => value === 0)).toBe(true)
      expect(
        [sources.placeOf, sources.timesOf, sources.isNamed, sources.alikeness].every((array) => array.every((value) => value === 0)),
      ).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('what others looked at next comes first, with the item it follows from; what may not be shown is not', () => {
  const index = indexOf([...Array.from({ length: 20 }, () => [1, 2, 3]), ...Array.from({ length: 20 }, () => [7, 8, 9])])
  const suggest = openSuggest(index, defaultRanker)
  const [first] = suggest([1], 5, (item) => item !== 1)
  expect(first).toMatchObject({ item: 2, because: 1 })
  expect(suggest([1], 5).map(({ item }) => item)).not.toContain(8)
  expect(suggest([1], 5, (item) => item === 3).map(({ item }) => item)).toEqual([3])
  expect(suggest([99], 5)).toEqual([])
  expect(suggest([], 5)).toEqual([])
})

test('a look counts at once', () => {
  const index = indexOf([[1, 2]])
  const suggest = openSuggest(index, defaultRanker)
  expect(suggest([4], 5)).toEqual([])
  addSession(index, [4, 6])
  expect(suggest([4], 5, (item) => item !== 4).map(({ item }) => item)).toEqual([6])
})
