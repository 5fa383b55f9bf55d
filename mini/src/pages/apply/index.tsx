import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { Tick } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { session, useMe } from '../../session.ts'
import { useTerms } from '../../words/terms.ts'
import { useWords } from '../../words/words.ts'

/** Becoming an agent is free; what it isn't stands beside what it is. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Apply() {
  const words = useWords().apply
  const termsTitle = useTerms('promotion').title
  const me = useMe()
  const [agreed, setAgreed] = useState(false)
  const { busy, act } = useAct()
  const apply = () =>
    act(async () => {
      await call('POST /agent-application', { body: { agreementAccepted: true } })
      session.know(await call('GET /me'))
    })
  if (me && me.rank !== 'member') {
    return (
      <Screen title={words.title} testId="apply">
        <Empty
          picture="earnings"
          title={words.done}
          words={words.doneWords}
          action={
            <Button to={paths.share} testId="see-share">
              {words.seeShare}
            </Button>
          }
        />
      </Screen>
    )
  }
  return (
    <Screen
      title={words.title}
      testId="apply"
      foot={
        <Button busy={busy} disabled={!agreed} onPress={apply} testId="apply-now">
          {words.send}
        </Button>
      }
    >
      <Text as="p" className="t16 pad mt12">
        {words.lead}
      </Text>
      <Points title={words.get} points={words.gets} good />
      <Points title={words.know} points={words.knows} />
      <Box className="card block flush cells">
        <Press className="cell item link" to={paths.plan} testId="see-plan">
          <Text className="grow">{words.seePlan}</Text>
          <Icon name="right" size="m" />
        </Press>
        <Press className="cell item link" to={paths.terms('promotion')} testId="see-terms">
          <Text className="grow">{termsTitle}</Text>
          <Icon name="right" size="m" />
        </Press>
        <Tick on={agreed} onChange={setAgreed} testId="agree">
          {words.agree}
        </Tick>
      </Box>
    </Screen>
  )
}

function Points({ title, points, good = false }: { title: string; points: string[]; good?: boolean }) {
  return (
    <Box className="card block">
      <Text as="h2" className="h2">
        {title}
      </Text>
      {points.map((point) => (
        <Box key={point} className="row top tight mt8">
          <Box className={good ? 'jade' : 'amber'}>
            <Icon name={good ? 'check' : 'info'} size="m" />
          </Box>
          <Text className="grow">{point}</Text>
        </Box>
      ))}
    </Box>
  )
}
