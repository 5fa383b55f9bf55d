import { formatTime } from '../../../../design/dates.ts'
import { formatRate } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Head, Row } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Published = Reply<'GET /plans/current'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function PlanPage() {
  const words = useWords().plan
  const plan = useLoad('plan', () => call('GET /plans/current'))
  return (
    <Screen title={words.title} testId="plan">
      <Await from={plan}>{(found) => <Rules published={found} />}</Await>
    </Screen>
  )
}

/** The plan in force, in words: rates first, then the rules, without promises. */
function Rules({ published }: { published: Published }) {
  const words = useWords().plan
  const { language } = usePreferences()
  const { plan } = published
  const rules = [
    words.free,
    words.buyers(plan.buyersForBoss),
    words.levels,
    words.cap(formatRate(plan.cap.ofBase)),
    words.hold(plan.holdDays),
  ]
  const names = Object.values(published.designatedNames)
  return (
    <>
      <Box className="pad mt12">
        <Text as="h2" className="h1">
          {words.version(plan.version)}
        </Text>
        <Text className="sec">{words.effective(formatTime(published.effectiveAt, language))}</Text>
      </Box>
      <Head title={words.rates} />
      <Box className="card block">
        <Row name={words.agentDirect}>{formatRate(plan.rates.agentDirect)}</Row>
        <Row name={words.bossDirect}>{formatRate(plan.rates.bossDirect)}</Row>
        <Row name={words.bossTeam}>{formatRate(plan.rates.bossTeam)}</Row>
      </Box>
      <Head title={words.rules} />
      <Box as="ul" className="card block flush cells">
        {rules.map((rule) => (
          <Box as="li" key={rule} className="item cell">
            {rule}
          </Box>
        ))}
      </Box>
      {names.length > 0 && (
        <>
          <Head title={words.designated} />
          <Box as="ul" className="card block flush cells">
            {names.map((name) => (
              <Box as="li" key={name} className="item cell">
                {name}
              </Box>
            ))}
          </Box>
        </>
      )}
      <Box className="pad mt16">
        <Note>{words.noIncome}</Note>
      </Box>
    </>
  )
}
