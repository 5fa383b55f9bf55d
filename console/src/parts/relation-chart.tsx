import { colours, radii, type } from '@lianka/design/tokens'
import { GraphChart as Graphs } from 'echarts/charts'
import { AriaComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([Graphs, TooltipComponent, AriaComponent, SVGRenderer])

const box = { width: 136, height: 46 }
const gap = { column: 212, row: 60 }
const margin = 16

const looks = {
  member: { fill: colours.card, edge: colours.lineStrong },
  agent: { fill: colours.amberWash, edge: colours.amber },
  boss: { fill: colours.accentWash, edge: colours.accent },
}
const edges = { self: colours.ink, concerned: colours.crimson }

/** One person as a card: where it stands, and whether it is who was asked about, or of concern. */
export type ChartCard = {
  id: string
  title: string
  note: string
  look: keyof typeof looks
  edge: keyof typeof edges | null
  column: number
  row: number
}
export type ChartDrawing = { cards: ChartCard[]; links: { source: string; target: string }[]; rows: number; columns: number }

const centreOf = ({ column, row }: ChartCard) => ({
  x: margin + box.width / 2 + column * gap.column,
  y: margin + box.height / 2 + row * gap.row,
})

/** The card is the label’s box, whose corners stay round at any size; the symbol below it only takes the press. */
function drawCard(card: ChartCard) {
  const { id, title, note, look, edge } = card
  return {
    id,
    name: title,
    ...centreOf(card),
    symbol: 'rect',
    symbolSize: [box.width, box.height],
    itemStyle: { color: 'transparent' },
    label: {
      formatter: `{name|${shorten(title)}}\n{rank|${note}}`,
      width: box.width - 2,
      height: box.height - 5,
      // Two lines of rich text sit a little high in their box.
      padding: [3, 0, 0, 0],
      backgroundColor: looks[look].fill,
      borderColor: edge ? edges[edge] : looks[look].edge,
      borderWidth: edge ? 2 : 1,
      borderRadius: radii[0],
    },
  }
}

/** Lines run from the right edge of one card to the left edge of the next, so they never cross a card. */
const drawPort = (card: ChartCard, side: 'in' | 'out') => {
  const { x, y } = centreOf(card)
  const half = box.width / 2
  return { id: `${card.id} ${side}`, x: side === 'in' ? x - half : x + half, y, symbolSize: 0, label: { show: false }, silent: true }
}

/** A card is as wide as eight Chinese characters. Braces and bars would be read as markup. */
const shorten = (name: string) => ([...name].length > 8 ? `${[...name].slice(0, 7).join('')}…` : name).replace(/[{}|]/g, ' ')

function optionOf({ cards, links }: ChartDrawing) {
  const lines = links.map(({ source, target }) => ({ source: `${source} out`, target: `${target} in` }))
  const ports = cards.flatMap((card) => [drawPort(card, 'in'), drawPort(card, 'out')])
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
        data: [...ports, ...cards.map(drawCard)],
        links: lines,
      },
    ],
  }
}

/** Who brought whom, as a drawing from left to right. A press on somebody opens them. */
export function RelationChart({ drawing, onOpen }: { drawing: ChartDrawing; onOpen: (id: string) => void }) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(onOpen)
  latest.current = onOpen
  const size = {
    width: (drawing.columns - 1) * gap.column + box.width + 2 * margin,
    height: (drawing.rows - 1) * gap.row + box.height + 2 * margin,
  }

  useEffect(() => {
    if (!place.current) return
    const chart: ECharts = init(place.current, null, { renderer: 'svg' })
    chart.setOption(optionOf(drawing))
    chart.on('click', ({ data }) => {
      const id = (data as { id?: string }).id
      if (id) latest.current(id)
    })
    return () => chart.dispose()
  }, [drawing])

  return (
    <div className="chart-scroll">
      <div ref={place} style={size} data-testid="graph" />
    </div>
  )
}
