import { colours, type } from '@lianka/design/tokens'
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, AriaComponent, SVGRenderer])

export type Series = {
  name: string
  as: 'bar' | 'line'
  colour: string
  values: readonly number[]
  stack?: string
  /** A level that matters, drawn across. */
  limit?: { at: number; words: string }
}
type ChartProps = {
  label: string
  places: readonly string[]
  series: readonly Series[]
  format: (value: number) => string
  height?: number
  testId?: string
}

const text = { color: colours.secondary, fontFamily: type.family, fontSize: 12 }

const limitLine = ({ at, words }: NonNullable<Series['limit']>) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: colours.crimson, type: 'dashed' },
  label: { formatter: words, color: colours.crimson, position: 'insideEndTop', fontSize: 12 },
  data: [{ yAxis: at }],
})

const drawn = ({ name, as, colour, values, stack, limit }: Series) => ({
  name,
  type: as,
  data: [...values],
  ...(stack && { stack }),
  showSymbol: false,
  barMaxWidth: 18,
  lineStyle: { color: colour, width: 2 },
  itemStyle: { color: colour, borderRadius: stack ? 0 : [2, 2, 0, 0] },
  ...(limit && { markLine: limitLine(limit) }),
})

const optionOf = ({ label, places, series, format }: ChartProps) => ({
  animation: false,
  aria: { enabled: true, label: { description: label } },
  textStyle: text,
  grid: { left: 8, right: 16, top: 40, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, icon: 'rect', textStyle: { ...text, color: colours.ink } },
  tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => format(Number(value)), textStyle: { ...text, color: colours.ink } },
  xAxis: {
    type: 'category',
    data: [...places],
    axisLine: { lineStyle: { color: colours.lineStrong } },
    axisTick: { show: false },
    axisLabel: text,
  },
  yAxis: { type: 'value', axisLabel: { ...text, formatter: format }, splitLine: { lineStyle: { color: colours.line } } },
  series: series.map(drawn),
})

/** Bars and lines over the same places, in our colours. */
export function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(undefined)
  const { height = 280, testId = 'chart' } = props
  useEffect(() => {
    if (!place.current) return
    const made = init(place.current, null, { renderer: 'svg' })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption(optionOf(props), { notMerge: true }))
  return <div ref={place} style={{ height }} role="img" aria-label={props.label} data-testid={testId} />
}
