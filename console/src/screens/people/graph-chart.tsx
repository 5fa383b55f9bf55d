import { colours, motion, type } from '@lianka/design/tokens'
import { GraphChart as Graphs } from 'echarts/charts'
import { AriaComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useMemo, useRef } from 'react'
import { useWords } from '../../language.tsx'
import type { Words } from '../../words/zh.ts'
import type { Graph, Person } from './person.ts'
import { layOut, type Spot } from './relations.ts'

use([Graphs, TooltipComponent, AriaComponent, SVGRenderer])

const node = { width: 132, height: 44 }
const gap = { column: 196, row: 60 }
const margin = 24

const looks: Record<Person['rank'], { fill: string; edge: string }> = {
  member: { fill: colours.card, edge: colours.lineStrong },
  agent: { fill: colours.amberWash, edge: colours.amber },
  boss: { fill: colours.accentWash, edge: colours.accent },
}

function drawSpot({ id, person, column, row, self }: Spot, words: Words) {
  const { fill, edge } = looks[person.rank]
  return {
    id,
    name: person.nickname,
    x: margin + node.width / 2 + column * gap.column,
    y: margin + node.height / 2 + row * gap.row,
    symbol: 'roundRect',
    symbolSize: [node.width, node.height],
    itemStyle: { color: fill, borderColor: self ? colours.ink : edge, borderWidth: self ? 2 : 1 },
    label: {
      formatter: `{name|${shorten(person.nickname)}}\n{rank|${words.ranks[person.rank]}  ${words.people.people(person.directCount)}}`,
    },
  }
}

/** A card is as wide as eight Chinese characters. */
const shorten = (name: string) => ([...name].length > 8 ? `${[...name].slice(0, 7).join('')}…` : name).replace(/[{}|]/g, ' ')

function optionOf(graph: Graph, words: Words, width: number, height: number) {
  const { spots, links } = layOut(graph)
  return {
    aria: { enabled: true },
    textStyle: { fontFamily: type.family },
    animationDuration: Number.parseInt(motion, 10),
    series: [
      {
        type: 'graph' as const,
        layout: 'none' as const,
        // Without a view of its own size ECharts stretches the drawing to its box.
        left: margin + node.width / 2,
        top: margin + node.height / 2,
        width,
        height,
        roam: false,
        edgeSymbol: ['none', 'none'] as [string, string],
        lineStyle: { color: colours.lineStrong, width: 1.5, curveness: 0, opacity: 1 },
        label: {
          show: true,
          color: colours.ink,
          rich: {
            name: { fontSize: 14, fontWeight: type.strong, lineHeight: 20, color: colours.ink },
            rank: { fontSize: 12, lineHeight: 16, color: colours.secondary },
          },
        },
        emphasis: { scale: false, itemStyle: { borderWidth: 2 } },
        data: spots.map((spot) => drawSpot(spot, words)),
        links,
      },
    ],
  }
}

/** The graph as a drawing; the table beside it says the same in words. A press on somebody goes to them. */
export function GraphChart({ graph, onOpen }: { graph: Graph; onOpen: (id: string) => void }) {
  const words = useWords()
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(onOpen)
  latest.current = onOpen
  const { rows, columns } = useMemo(() => layOut(graph), [graph])
  const inner = { width: Math.max(1, (columns - 1) * gap.column), height: Math.max(1, (rows - 1) * gap.row) }
  const outer = { width: inner.width + node.width + 2 * margin, height: inner.height + node.height + 2 * margin }

  useEffect(() => {
    if (!box.current) return
    const chart: ECharts = init(box.current, null, { renderer: 'svg' })
    chart.setOption(optionOf(graph, words, inner.width, inner.height))
    chart.on('click', ({ data }) => {
      const id = (data as { id?: string }).id
      if (id && id !== graph.person.id) latest.current(id)
    })
    return () => chart.dispose()
  }, [graph, words, inner.width, inner.height])

  return (
    <div className="chart-scroll">
      <div ref={box} style={{ width: outer.width, height: outer.height }} data-testid="graph" />
    </div>
  )
}
