import { useMemo } from 'react'
import { useWords } from '../../language.tsx'
import { type ChartDrawing, RelationChart } from '../../parts/relation-chart.tsx'
import type { Words } from '../../words/zh.ts'
import type { Graph } from './person.ts'
import { layOut } from './relations.ts'

function drawingOf(graph: Graph, words: Words): ChartDrawing {
  const { spots, ...drawing } = layOut(graph)
  const cards = spots.map(({ id, person, column, row, self }) => ({
    id,
    title: person.nickname,
    note: `${words.ranks[person.rank]}  ${words.people.people(person.directCount)}`,
    look: person.rank,
    edge: self ? ('self' as const) : null,
    column,
    row,
  }))
  return { cards, ...drawing }
}

/** The graph as a drawing; the table beside it says the same in words. A press on somebody goes to them. */
export function GraphChart({ graph, onOpen }: { graph: Graph; onOpen: (id: string) => void }) {
  const words = useWords()
  const drawing = useMemo(() => drawingOf(graph, words), [graph, words])
  return <RelationChart drawing={drawing} onOpen={(id) => id !== graph.person.id && onOpen(id)} />
}
