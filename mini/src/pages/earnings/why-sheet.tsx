import { formatTime } from '../../../../design/dates.ts'
import { formatAmount } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Price } from '../../parts/price.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Why = Reply<'GET /my/shares/:id'>

/** Why one got this: the facts in their order, the sum, and when it becomes available. */
export function WhySheet({ shareId, onClose }: { shareId: string; onClose: () => void }) {
  const words = useWords()
  const why = useLoad(`why:${shareId}`, () => call('GET /my/shares/:id', { params: { id: shareId } }))
  const foot = (
    <Box className="pair">
      <Button kind="quiet" to={paths.plan} testId="see-plan">
        {words.earnings.seePlan}
      </Button>
      <Button onPress={onClose} testId="got-it">
        {words.gotIt}
      </Button>
    </Box>
  )
  return (
    <Sheet title={words.earnings.whyTitle} onClose={onClose} foot={foot} testId="why">
      <Await from={why} bones={<Skeleton heights={[48, 160, 96]} />}>
        {(found) => <Explained why={found} />}
      </Await>
    </Sheet>
  )
}

function Explained({ why }: { why: Why }) {
  const words = useWords().earnings
  const { language } = usePreferences()
  const { share, steps, sums } = why
  return (
    <>
      <Price fen={share.amountFen} size="large" ink testId="why-amount" />
      <Text as="p" className="sec mt8">
        {share.state === 'held' && share.releaseDueAt
          ? `${words.states.held}，${words.dueAt(formatTime(share.releaseDueAt, language))}`
          : words.states[share.state]}
      </Text>
      <Box as="ol" className="chain" testId="why-steps">
        {steps.map((step, at) => (
          <Box as="li" key={`${step.fact}${step.en}`} className="link-step">
            <Text className={`dot-number${step.fact === 'hold' && share.state === 'held' ? ' waiting' : ''}`}>{at + 1}</Text>
            <Box className="col grow">
              <Text className="b">{step[language]}</Text>
              {step.at && <Text className="t12 sec num">{formatTime(step.at, language)}</Text>}
              {step.fact === 'amount' && <Sums sums={sums} />}
            </Box>
          </Box>
        ))}
      </Box>
      {!steps.some(({ fact }) => fact === 'amount') && <Sums sums={sums} />}
      <Box className="rule sealed t12 sec">
        <Text as="p">{words.sharesOnLine(why.sharesOnLine)}</Text>
        <Text as="p">{`${words.plan(why.planVersion)} · ${words.accountLine(why.transferIds.length)}`}</Text>
      </Box>
    </>
  )
}

/** The reckoning; its last line is what one gets. */
function Sums({ sums }: { sums: Why['sums'] }) {
  const { language } = usePreferences()
  return (
    <Box className="calculation">
      {sums.map((sum, at) => (
        <Box key={sum.en} className={`row base between${at === sums.length - 1 ? ' b total' : ''}`}>
          <Text>{sum[language]}</Text>
          <Text className="num">{formatAmount(sum.amountFen)}</Text>
        </Box>
      ))}
    </Box>
  )
}
