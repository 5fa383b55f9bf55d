import { useWords } from '../../language.tsx'
import type { Comparison } from './comparison.ts'

const size = { width: 480, height: 280 }
const plot = { left: 40, right: 4, top: 12, bottom: 28 }
const ticks = [0, 0.2, 0.4, 0.6]
const labelled = (hop: number) => hop <= 3 || hop % 3 === 0

/** How many orders paid their furthest payee at each level, side by side; the third level is the legal limit. */
export function HopsChart({ comparison: { ours, wild } }: { comparison: Comparison }) {
  const { plan: all } = useWords()
  const { furthest: words } = all
  const last = Math.max(ours.hops.length, wild.hops.length) - 1
  const ground = size.height - plot.bottom
  const step = (size.width - plot.left - plot.right) / last
  const bar = Math.min(10, step * 0.4)
  const xOf = (hop: number) => plot.left + (hop - 0.5) * step
  const yOf = (share: number) => ground - (share / 0.62) * (ground - plot.top)
  const limit = plot.left + 2 * step
  const hops = Array.from({ length: last }, (_, place) => place + 1)
  const drawn = (share: number, x: number, name: string) =>
    share > 0 && <rect className={name} x={x} width={bar} y={yOf(share)} height={Math.max(1, ground - yOf(share))} rx="2" />
  return (
    <svg className="hops-chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={words.chart}>
      <rect className="hops-beyond" x={limit} y={plot.top} width={size.width - plot.right - limit} height={ground - plot.top} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="hops-grid" x1={plot.left} x2={size.width - plot.right} y1={yOf(tick)} y2={yOf(tick)} />
          <text className="hops-tick" x={plot.left - 6} y={yOf(tick) + 4} textAnchor="end">
            {tick === 0.6 ? '60%' : tick * 100}
          </text>
        </g>
      ))}
      {hops.map((hop) => (
        <g key={hop}>
          {drawn(ours.hops[hop] ?? 0, xOf(hop) - bar - 0.5, 'hops-ours')}
          {drawn(wild.hops[hop] ?? 0, hop > 2 ? xOf(hop) - bar / 2 : xOf(hop) + 0.5, 'hops-wild')}
          {labelled(hop) && (
            <text className="hops-tick" x={xOf(hop)} y={ground + 18} textAnchor="middle">
              {hop}
            </text>
          )}
        </g>
      ))}
      <line className="hops-limit" x1={limit} x2={limit} y1={plot.top} y2={ground} />
      <text className="hops-red" x={limit + 8} y={plot.top + 18}>
        {words.redLine(`${(ours.shareBeyondTwo * 100).toFixed(0)}%`)}
      </text>
      <text className="hops-note" x={limit + 8} y={plot.top + 36}>
        {words.wildBeyond(`${(wild.shareBeyondTwo * 100).toFixed(1)}%`, wild.furthestHop)}
      </text>
    </svg>
  )
}
