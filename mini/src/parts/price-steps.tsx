import { formatMoney } from '../../../design/money.ts'
import type { Reply } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { usePreferences } from '../preferences.ts'
import { useWords } from '../words/words.ts'
import { Row } from './list.tsx'
import { Note } from './marks.tsx'

type Quote = Reply<'POST /orders/quote'>

/** From the shop's prices to what is paid, one line for each thing that is taken off or added. */
export function PriceSteps({ steps }: { steps: Quote['steps'] }) {
  const { language } = usePreferences()
  return steps.map((step) => (
    <Row key={`${step.what} ${step.zh}`} name={step[language]}>
      {formatMoney(step.amountFen)}
    </Row>
  ))
}

/** What is missing to the nearest discount of the shop. */
export function ThresholdReminder({ thresholds }: { thresholds: Quote['thresholds'] }) {
  const words = useWords().promotion.checkout
  const [nearest] = [...thresholds].sort((a, b) => a.missingFen - b.missingFen)
  if (!nearest) return null
  return (
    <Box className="mt12">
      <Note tone="plain" icon="spark" testId="threshold-reminder">
        {words.reminder(formatMoney(nearest.missingFen), formatMoney(nearest.offFen))}
      </Note>
    </Box>
  )
}
