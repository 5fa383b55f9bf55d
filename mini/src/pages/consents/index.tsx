import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Switch } from '../../parts/form.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { session } from '../../session.ts'
import { useWords } from '../../words/words.ts'

type Consents = Reply<'GET /my/consents'>
type Consent = Consents['items'][number]

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ConsentsPage() {
  const words = useWords().consents
  const { language } = usePreferences()
  const consents = useLoad('my-consents', () => call('GET /my/consents'))
  const { act } = useAct()
  const say = ({ purpose, version }: Consent, given: boolean) =>
    act(async () => {
      await call('PUT /my/consents/:purpose', { params: { purpose }, body: { given, version, channel: 'settings' } })
      session.know(await call('GET /me'))
      consents.reload()
    })
  return (
    <Screen title={words.title} testId="consents">
      <Await from={consents} bones={<Skeleton heights={[160, 120]} />}>
        {({ items, history }) => (
          <>
            {items.map((consent) => (
              <Box key={consent.purpose} className="card block flush cells">
                <Switch
                  name={words.purposes[consent.purpose]}
                  hint={consent[language]}
                  on={consent.given}
                  onChange={(given) => say(consent, given)}
                  testId={`consent-${consent.purpose}`}
                />
              </Box>
            ))}
            <Box className="card block">
              <Text as="h2" className="h2">
                {words.history}
              </Text>
              {history.length === 0 && <Text className="t14 sec">{words.noHistory}</Text>}
              {history.map(({ purpose, given, version, at }) => (
                <Box key={`${purpose}${at}`} className="col mt12">
                  <Text>{`${given ? words.gave : words.tookBack} · ${words.purposes[purpose]}`}</Text>
                  <Text className="t12 sec num">{`${formatTime(at, language)} · ${words.version(version)}`}</Text>
                </Box>
              ))}
            </Box>
          </>
        )}
      </Await>
    </Screen>
  )
}
