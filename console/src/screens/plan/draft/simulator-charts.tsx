import { formatMoney } from '@lianka/design/money'
import { colours } from '@lianka/design/tokens'
import { useWords } from '../../../language.tsx'
import { Chart, type Series } from '../../../parts/chart.tsx'
import { type Comparison, ratiosOf } from '../comparison.ts'

type ChartProps = { comparison: Comparison; version: number }

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 && share > 0 ? 1 : 0)}%`
/** Whole yuan: means of simulations are no exact sums. */
const yuan = (fen: number) => formatMoney(Math.round(fen / 100) * 100).slice(0, -3)
const wildName = (words: ReturnType<typeof useWords>) => words.plan.furthest.wild

/** The earnings at the nine borders between tenths: beside each other one sees how many earn nothing. */
export function DecilesChart({ comparison: { ours, wild }, version }: ChartProps) {
  const words = useWords()
  const { planDrafts, plan } = words
  return (
    <Chart
      testId="chart-deciles"
      label={planDrafts.views.deciles}
      places={ours.decilesFen.map((_, place) => planDrafts.tenth(place + 1))}
      format={yuan}
      series={[
        { name: plan.furthest.ours(version), as: 'bar', colour: colours.accent, values: ours.decilesFen },
        { name: wildName(words), as: 'bar', colour: colours.controlEdge, values: wild.decilesFen },
      ]}
    />
  )
}

/** What is paid out of what is kept, week after week, and the line that the law and the channel draw. */
export function RatioChart({ comparison: { ours, wild }, version }: ChartProps) {
  const words = useWords()
  const { planDrafts, plan } = words
  const [mine, theirs] = [ratiosOf(ours.weeks), ratiosOf(wild.weeks)]
  const weeks = Math.max(mine.length, theirs.length)
  return (
    <Chart
      testId="chart-ratio"
      label={planDrafts.views.ratio}
      places={Array.from({ length: weeks }, (_, week) => planDrafts.week(week + 1))}
      format={percent}
      series={[
        {
          name: plan.furthest.ours(version),
          as: 'line',
          colour: colours.accent,
          values: mine,
          limit: { at: 0.3, words: planDrafts.ratioLimit },
        },
        { name: wildName(words), as: 'line', colour: colours.controlEdge, values: theirs },
      ]}
    />
  )
}

/** Under this draft: money in above the line, money out below it, and what stands held. */
export function FlowChart({ comparison: { ours } }: { comparison: Comparison }) {
  const { planDrafts } = useWords()
  const { flows } = planDrafts
  const bars = (name: string, colour: string, of: (week: (typeof ours.weeks)[number]) => number): Series => ({
    name,
    as: 'bar',
    colour,
    stack: 'flow',
    values: ours.weeks.map(of),
  })
  return (
    <Chart
      testId="chart-flow"
      label={planDrafts.views.flow}
      places={ours.weeks.map((_, week) => planDrafts.week(week + 1))}
      format={yuan}
      series={[
        bars(flows.paid, colours.jade, ({ paidFen }) => paidFen),
        bars(flows.clawedBack, colours.amber, ({ clawedBackFen }) => clawedBackFen),
        bars(flows.refunded, colours.controlEdge, ({ refundedFen }) => -refundedFen),
        bars(flows.released, colours.accent, ({ releasedFen }) => -releasedFen),
        { name: flows.held, as: 'line', colour: colours.ink, values: ours.weeks.map(({ heldFen }) => heldFen) },
      ]}
    />
  )
}
