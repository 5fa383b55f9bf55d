import { describe, expect, it } from 'vitest'
import type { Graph, Person } from './person.ts'
import { layOut, relationsOf } from './relations.ts'

const someone = (nickname: string): Person =>
  ({
    id: `mbr_${nickname.toLowerCase()}`,
    nickname,
    portrait: '',
    rank: 'agent',
    joinedAt: '2026-11-01T02:00:00Z',
    qualifyingBuyers: 0,
    directCount: 0,
  }) as Person

const [wang, li, chen, zhou, wu, zheng] = ['Wang', 'Li', 'Chen', 'Zhou', 'Wu', 'Zheng'].map(someone) as [
  Person,
  Person,
  Person,
  Person,
  Person,
  Person,
]

/** Wang brought Li; Li brought Chen and Zhou; Chen brought Wu and Zheng. */
const graph: Graph = {
  person: li,
  upline: [wang],
  directs: [chen, zhou],
  seconds: [
    { ...wu, referrerId: chen.id },
    { ...zheng, referrerId: chen.id },
  ],
  rankHistory: [],
}

describe('the graph of one person', () => {
  it('lists everybody from the top down with the one they came through', () =>
    expect(relationsOf(graph).map(({ level, person, via }) => [level, person.nickname, via])).toEqual([
      ['up', 'Wang', null],
      ['self', 'Li', 'Wang'],
      ['direct', 'Chen', 'Li'],
      ['direct', 'Zhou', 'Li'],
      ['second', 'Wu', 'Chen'],
      ['second', 'Zheng', 'Chen'],
    ]))

  it('gives no two people the same place', () => {
    const places = layOut(graph).spots.map(({ column, row }) => `${column}/${row}`)
    expect(new Set(places).size).toBe(6)
  })

  it('puts each beside the middle of those they brought', () => {
    const at = Object.fromEntries(layOut(graph).spots.map(({ person, column, row }) => [person.nickname, [column, row]]))
    expect(at).toMatchObject({ Wang: [0, 1], Li: [1, 1], Chen: [2, 0.5], Zhou: [2, 2], Wu: [3, 0], Zheng: [3, 1] })
  })

  it('draws a newcomer alone', () => {
    const alone = layOut({ ...graph, upline: [], directs: [], seconds: [] })
    expect([alone.rows, alone.columns, alone.links.length]).toEqual([1, 1, 0])
  })
})
