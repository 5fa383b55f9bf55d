import type { ProductId } from '@lianka/contract/ids'
import { evaluate } from '@lianka/recommend/evaluate'
import { expect, test } from 'vitest'
import { replayOf } from './replay-rules.ts'

const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 1) + minutes * 60_000)
const looks = (visitor: number, from: number, ...names: string[]) =>
  names.map((name, at) => ({
    visitorId: `vis_${String(visitor).padStart(4, '0')}`,
    productId: `prd_${name}` as ProductId,
    categoryId: name[0] as string,
    at: minute(from + at),
  }))

test('where one thing follows another, neighbours know it and what is popular does not', () => {
  const pairs = ['ab', 'cd', 'ef', 'gh', 'ij', 'kl', 'mn', 'op', 'qr', 'st', 'uv', 'wx']
  const names = Array.from({ length: 400 }, (_, visitor) => {
    const [first, second] = [...(pairs[visitor % pairs.length] as string)]
    return looks(visitor, visitor * 100, `${first}${visitor % 3}`, `${second}${visitor % 3}`)
  }).flat()
  const replay = replayOf(names)
  expect(replay.sessions).toBe(400)
  expect(replay.cases).toHaveLength(120)
  const hitRate = (way: 'neighbours' | 'popular') =>
    evaluate(replay.cases, (prefix) => replay.ways[way](prefix).slice(0, 3), replay.itemCount).hitRate
  expect(hitRate('neighbours')).toBe(1)
  expect(hitRate('popular')).toBeLessThan(0.3)
})

test('half an hour without a look ends a session, and looking again at the same is one look', () => {
  const { sessions, cases } = replayOf([...looks(1, 0, 'a', 'a', 'b'), ...looks(1, 60, 'c'), ...looks(2, 0, 'd')])
  expect(sessions).toBe(3)
  expect(cases).toHaveLength(0)
})
