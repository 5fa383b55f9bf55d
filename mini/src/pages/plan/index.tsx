import { formatTime } from '../../../../design/dates.ts'
import { formatMoney, formatRate } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Head, Row } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'
import { Announced } from './announced.tsx'
import type { Plan } from './changes.ts'
import { TypicalEarnings } from './typical.tsx'
import './index.css'

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
      <Announced published={published} />
      <Head title={words.rates} />
      <Box className="card block no-top">
        <Row name={words.agentDirect}>{formatRate(plan.rates.agentDirect)}</Row>
        <Row name={words.bossDirect}>{formatRate(plan.rates.bossDirect)}</Row>
        <Row name={words.bossTeam}>{formatRate(plan.rates.bossTeam)}</Row>
        <Example rates={plan.rates} />
      </Box>
      <TypicalEarnings />
      <Head title={words.rules} />
      <Box as="ul" className="card block no-top flush cells">
        {rules.map((rule) => (
          <Box as="li" key={rule} className="item cell">
            {rule}
          </Box>
        ))}
      </Box>
      {names.length > 0 && (
        <>
          <Head title={words.designated} />
          <Box as="ul" className="card block no-top flush cells">
            {names.map((name) => (
              <Box as="li" key={name} className="item cell">
                {name}
              </Box>
            ))}
          </Box>
        </>
      )}
      <Joining />
      <Box className="pad mt16">
        <Note>{words.noIncome}</Note>
      </Box>
    </>
  )
}

/** On 100 yuan the share in fen is the rate in basis points. */
const exampleFen = 10_000

function Example({ rates }: { rates: Plan['rates'] }) {
  const words = useWords().planMore
  return (
    <Box className="calculation mt12">
      <Text as="p" className="b">
        {words.example(formatMoney(exampleFen))}
      </Text>
      <Row name={words.exampleAgent}>{formatMoney(rates.agentDirect)}</Row>
      <Row name={words.exampleBoss}>{formatMoney(rates.bossDirect)}</Row>
      <Row name={words.exampleTeam}>{formatMoney(rates.bossTeam)}</Row>
      <Text as="p" className="t12 sec mt4">
        {words.exampleWords}
      </Text>
    </Box>
  )
}

/** Coming is as easy without buying as with it, and so is leaving. */
function Joining() {
  const words = useWords()
  const me = useMe()
  return (
    <>
      <Head title={words.planMore.joining} />
      <Box className="card block no-top">
        {words.planMore.joins.map((point) => (
          <Box key={point} className="row top tight mt8">
            <Box className="jade">
              <Icon name="check" size="m" />
            </Box>
            <Text className="grow">{point}</Text>
          </Box>
        ))}
        {me?.rank === 'member' && (
          <Box className="mt16">
            <Button wide kind="outline" to={paths.apply} testId="to-apply">
              {words.apply.send}
            </Button>
          </Box>
        )}
      </Box>
    </>
  )
}
