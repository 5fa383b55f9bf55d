import { colours, radii, type } from '@lianka/design/tokens'
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

const box = { width: 136, height: 46 }
const gap = { column: 212, row: 60 }
const margin = 16

const looks: Record<Person['rank'], { fill: string; edge: string }> = {
  member: { fill: colours.card, edge: colours.lineStrong },
  agent: { fill: colours.amberWash, edge: colours.amber },
  boss: { fill: colours.accentWash, edge: colours.accent },
}

const centreOf = ({ column, row }: Spot) => ({
  x: margin + box.width / 2 + column * gap.column,
  y: margin + box.height / 2 + row * gap.row,
})

/** The card is the label’s box, whose corners stay round at any size; the symbol below it only takes the press. */
function drawCard(spot: Spot, words: Words) {
  const { id, person, self } = spot
  const { fill, edge } = looks[person.rank]
  return {
    id,
    name: person.nickname,
    ...centreOf(spot),
    symbol: 'rect',
    symbolSize: [box.width, box.height],
    itemStyle: { color: 'transparent' },
    label: {
      formatter: `{name|${shorten(person.nickname)}}\n{rank|${words.ranks[person.rank]}  ${words.people.people(person.directCount)}}`,
      width: box.width - 2,
      height: box.height - 5,
      // Two lines of rich text sit a little high in their box.
      padding: [3, 0, 0, 0],
      backgroundColor: fill,
      borderColor: self ? colours.ink : edge,
      borderWidth: self ? 2 : 1,
      borderRadius: radii[0],
    },
  }
}

/** Lines run from the right edge of one card to the left edge of the next, so they never cross a card. */
const drawPort = (spot: Spot, side: 'in' | 'out') => {
  const { x, y } = centreOf(spot)
  const half = box.width / 2
  return { id: `${spot.id} ${side}`, x: side === 'in' ? x - half : x + half, y, symbolSize: 0, label: { show: false }, silent: true }
}

/** A card is as wide as eight Chinese characters. Braces and bars would be read as markup. */
const shorten = (name: string) => ([...name].length > 8 ? `${[...name].slice(0, 7).join('')}…` : name).replace(/[{}|]/g, ' ')

function optionOf(graph: Graph, words: Words) {
  const { spots, links } = layOut(graph)
  const lines = links.map(({ source, target }) => ({ source: `${source} out`, target: `${target} in` }))
  const ports = spots.flatMap((spot) => [drawPort(spot, 'in'), drawPort(spot, 'out')])
  const xs = ports.map(({ x }) => x)
  const ys = ports.map(({ y }) => y)
  return {
    aria: { enabled: true },
    textStyle: { fontFamily: type.family },
    animation: false,
    series: [
      {
        type: 'graph' as const,
        layout: 'none' as const,
        // The view is exactly the extent of what is drawn; with any other ECharts would stretch it.
        left: Math.min(...xs),
        top: Math.min(...ys),
        width: Math.max(...xs) - Math.min(...xs),
        height: Math.max(1, Math.max(...ys) - Math.min(...ys)),
        roam: false,
        cursor: 'pointer',
        lineStyle: { color: colours.lineStrong, width: 1.5, curveness: 0, opacity: 1 },
        label: {
          show: true,
          position: 'inside' as const,
          rich: {
            name: { fontSize: 14, fontWeight: type.strong, lineHeight: 20, color: colours.ink, align: 'center' as const },
            rank: { fontSize: 12, lineHeight: 18, color: colours.secondary, align: 'center' as const },
          },
        },
        data: [...ports, ...spots.map((spot) => drawCard(spot, words))],
        links: lines,
      },
    ],
  }
}

/** The graph as a drawing; the table beside it says the same in words. A press on somebody goes to them. */
export function GraphChart({ graph, onOpen }: { graph: Graph; onOpen: (id: string) => void }) {
  const words = useWords()
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(onOpen)
  latest.current = onOpen
  const { rows, columns } = useMemo(() => layOut(graph), [graph])
  const size = {
    width: (columns - 1) * gap.column + box.width + 2 * margin,
    height: (rows - 1) * gap.row + box.height + 2 * margin,
  }

  useEffect(() => {
    if (!place.current) return
    const chart: ECharts = init(place.current, null, { renderer: 'svg' })
    chart.setOption(optionOf(graph, words))
    chart.on('click', ({ data }) => {
      const id = (data as { id?: string }).id
      if (id && id !== graph.person.id) latest.current(id)
    })
    return () => chart.dispose()
  }, [graph, words])

  return (
    <div className="chart-scroll">
      <div ref={place} style={size} data-testid="graph" />
    </div>
  )
}
