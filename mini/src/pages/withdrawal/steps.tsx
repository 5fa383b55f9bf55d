import { formatTime } from '../../../../design/dates.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Head } from '../../parts/list.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { stepsOf, type Withdrawal } from './stages.ts'

export function Steps({ withdrawal }: { withdrawal: Withdrawal }) {
  const words = useWords().withdrawal
  const { language } = usePreferences()
  const today = now().toISOString()
  return (
    <>
      <Head title={words.steps} />
      <Box className="card block no-top">
        <Box as="ol" className="chain first" testId="steps">
          {stepsOf(withdrawal, words).map((step, at) => (
            <Box as="li" key={step.words} className="link-step">
              <Text className={`dot-number${step.is === 'next' ? ' waiting' : step.is === 'over' ? ' over' : ''}`}>{at + 1}</Text>
              <Box className="col grow">
                <Text className={step.is === 'next' ? 'sec' : 'b'}>{step.words}</Text>
                {step.note && <Text className="t12 sec">{step.note}</Text>}
                {step.at && <Text className="t12 sec num">{formatTime(step.at, language, today)}</Text>}
              </Box>
            </Box>
          ))}
        </Box>
      </Box>
    </>
  )
}
