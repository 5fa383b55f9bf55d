import { describe, expect, it } from 'vitest'
import type { Team } from './case.ts'
import { layOutTeam } from './team-layout.ts'

type Node = Team['nodes'][number]
const node = (id: string, level: number, referrerId: string | null): Node => ({
  id: id as Node['id'],
  nickname: id,
  portrait: '',
  rank: 'member',
  level,
  referrerId: referrerId as Node['id'] | null,
  directCount: 0,
  hiddenDirects: 0,
})

describe('the drawing of a team', () => {
  it('puts a column to each level and everybody beside the middle of those they brought', () => {
    const { spots, links, rows, columns } = layOutTeam([
      node('wang', 0, null),
      node('zhou', 1, 'wang'),
      node('zhao', 1, 'wang'),
      node('sun', 2, 'zhou'),
      node('chen', 2, 'zhou'),
      node('li', 2, 'zhou'),
    ])
    const at = Object.fromEntries(spots.map(({ node, column, row }) => [node.id, [column, row]]))
    expect(at).toEqual({ wang: [0, 2], zhou: [1, 1], zhao: [1, 3], sun: [2, 0], chen: [2, 1], li: [2, 2] })
    expect([links.length, rows, columns]).toEqual([5, 4, 3])
  })
  it('draws branches that lead to somebody of concern first', () => {
    const nodes = [node('wang', 0, null), node('zhou', 1, 'wang'), node('zhao', 1, 'wang'), node('chen', 2, 'zhao')]
    const { spots } = layOutTeam(nodes, new Set(['chen']))
    expect(
      spots
        .filter(({ column }) => column === 1)
        .toSorted((a, b) => a.row - b.row)
        .map(({ node }) => node.id),
    ).toEqual(['zhao', 'zhou'])
  })
  it('shows somebody who brought nobody alone', () => {
    expect(layOutTeam([node('li', 0, null)])).toMatchObject({ rows: 1, columns: 1, links: [] })
  })
})
