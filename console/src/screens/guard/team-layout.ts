import type { Team } from './case.ts'

type Node = Team['nodes'][number]
export type Spot = { node: Node; column: number; row: number }
export type TeamDrawing = { spots: Spot[]; links: { source: string; target: string }[]; rows: number; columns: number }

/**
 * Where each of a team stands: a column a level, everybody beside the middle of those they brought; a row is one person high.
 * Branches that lead to somebody of concern come first.
 */
export function layOutTeam(nodes: readonly Node[], concerned: ReadonlySet<string> = new Set()): TeamDrawing {
  const below = Map.groupBy(nodes, ({ referrerId }) => referrerId)
  const leads = (node: Node): boolean => concerned.has(node.id) || (below.get(node.id) ?? []).some(leads)
  const spots: Spot[] = []
  const links: TeamDrawing['links'] = []
  let rows = 0
  const place = (node: Node): number => {
    const own = (below.get(node.id) ?? []).toSorted((a, b) => Number(leads(b)) - Number(leads(a)))
    const at = own.map((each) => {
      links.push({ source: node.id, target: each.id })
      return place(each)
    })
    const row = at.length === 0 ? rows : ((at[0] ?? 0) + (at.at(-1) ?? 0)) / 2
    if (at.length === 0) rows += 1
    spots.push({ node, column: node.level, row })
    return row
  }
  const root = nodes.find(({ level }) => level === 0)
  if (root) place(root)
  return { spots, links, rows: Math.max(1, rows), columns: Math.max(0, ...nodes.map(({ level }) => level)) + 1 }
}
