import type { Graph, Person } from './person.ts'

export type Level = 'second_up' | 'up' | 'self' | 'direct' | 'second'
export type Relation = { level: Level; person: Person; via: string | null }

/** Everybody on a person’s graph from the top down, each with the one they came through. */
export function relationsOf({ person, upline, directs, seconds }: Graph): Relation[] {
  const [up, secondUp] = upline
  const name = new Map(directs.map(({ id, nickname }) => [id, nickname]))
  return [
    ...(secondUp ? [{ level: 'second_up' as const, person: secondUp, via: null }] : []),
    ...(up ? [{ level: 'up' as const, person: up, via: secondUp?.nickname ?? null }] : []),
    { level: 'self', person, via: up?.nickname ?? null },
    ...directs.map((each) => ({ level: 'direct' as const, person: each, via: person.nickname })),
    ...seconds.map((each) => ({ level: 'second' as const, person: each, via: name.get(each.referrerId) ?? null })),
  ]
}

export type Spot = { id: string; person: Person; column: number; row: number; self: boolean }
export type Drawing = { spots: Spot[]; links: { source: string; target: string }[]; rows: number; columns: number }

/**
 * Where each stands: columns from the upline at the left to the seconds at the right, every person beside the middle of those they brought.
 * A row is one person high, so the drawing grows downwards and never overlaps.
 */
export function layOut({ person, upline, directs, seconds }: Graph): Drawing {
  const above = upline.toReversed()
  const self = above.length
  const brought = directs.map((direct) => ({ direct, own: seconds.filter(({ referrerId }) => referrerId === direct.id) }))
  const spots: Spot[] = []
  const links: Drawing['links'] = []
  let row = 0
  for (const { direct, own } of brought) {
    const height = Math.max(1, own.length)
    spots.push({ id: direct.id, person: direct, column: self + 1, row: row + (height - 1) / 2, self: false })
    links.push({ source: person.id, target: direct.id })
    own.forEach((second, place) => {
      spots.push({ id: second.id, person: second, column: self + 2, row: row + place, self: false })
      links.push({ source: direct.id, target: second.id })
    })
    row += height
  }
  const middle = (Math.max(1, row) - 1) / 2
  const chain = [...above, person]
  chain.forEach((each, column) => {
    spots.push({ id: each.id, person: each, column, row: middle, self: each === person })
    const below = chain[column + 1]
    if (below) links.push({ source: each.id, target: below.id })
  })
  const columns = self + 1 + (directs.length > 0 ? 1 : 0) + (seconds.length > 0 ? 1 : 0)
  return { spots, links, rows: Math.max(1, row), columns }
}
