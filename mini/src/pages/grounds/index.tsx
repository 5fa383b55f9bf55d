import { useAct } from '../../act.ts'
import type { Reply } from '../../api.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Switch } from '../../parts/form.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty, TileSkeleton } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { preferences, usePreferences } from '../../preferences.ts'
import { session, useMe } from '../../session.ts'
import { visitorId } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import './index.css'

type Grounds = Reply<'GET /recommendations/grounds'>
type Look = Grounds['looks'][number]

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function GroundsPage() {
  const words = useWords().grounds
  const { personal } = usePreferences()
  const me = useMe()
  const on = personal && (me?.recommendationsOn ?? true)
  const grounds = useLoad(`grounds:${on}`, async () => {
    const visitor = await visitorId().catch(() => undefined)
    return call('GET /recommendations/grounds', { query: visitor ? { visitorId: visitor } : {} })
  })
  const { act } = useAct()
  const change = (to: boolean) => {
    preferences.change({ personal: to })
    if (me) act(async () => session.know(await call('PATCH /me', { body: { recommendationsOn: to } })))
  }
  return (
    <Screen title={words.title} testId="grounds">
      <Box className="card block flush cells">
        <Switch name={words.on} hint={on ? words.onNote : words.offNote} on={on} onChange={change} testId="personal" />
      </Box>
      {on && (
        <Await from={grounds} bones={<TileSkeleton />}>
          {(found) => <Known grounds={found} loaded={grounds} />}
        </Await>
      )}
      <Box className="card block">
        <Text as="h2" className="h2">
          {words.never}
        </Text>
        {words.nevers.map((never) => (
          <Text key={never} className="t14 sec never">
            {never}
          </Text>
        ))}
      </Box>
    </Screen>
  )
}

function Known({ grounds, loaded }: { grounds: Grounds; loaded: Loaded<Grounds> }) {
  const words = useWords().grounds
  const { language } = usePreferences()
  const { act } = useAct()
  const use = (look: Look, used: boolean) =>
    act(async () => {
      const visitor = await visitorId()
      await call('PUT /recommendations/looks/:productId', {
        params: { productId: look.productId },
        body: { visitorId: visitor as never, used },
      })
      loaded.change({ ...grounds, looks: grounds.looks.map((one) => (one.productId === look.productId ? { ...one, used } : one)) })
    })
  if (grounds.looks.length === 0 && grounds.grounds.length === 0)
    return (
      <Empty picture="search" title={words.empty} words={words.emptyWords} action={<Button to={paths.home}>{words.lookAround}</Button>} />
    )
  return (
    <>
      {grounds.grounds.map(({ titleZh, titleEn, zh, en }) => (
        <Box key={titleEn} className="card block">
          <Text as="h2" className="h2">
            {language === 'zh' ? titleZh : titleEn}
          </Text>
          <Text className="t14 sec">{language === 'zh' ? zh : en}</Text>
        </Box>
      ))}
      {grounds.looks.length > 0 && (
        <Box className="card block">
          <Text as="h2" className="h2">
            {words.looks}
          </Text>
          <Text className="t12 sec">{words.looksNote}</Text>
          {grounds.looks.map((look) => (
            <LookLine key={look.productId} look={look} onUse={(used) => use(look, used)} />
          ))}
        </Box>
      )}
    </>
  )
}

function LookLine({ look, onUse }: { look: Look; onUse: (used: boolean) => void }) {
  const words = useWords().grounds
  const percent = Math.round(look.interest * 100)
  return (
    <Box className={`look${look.used ? '' : ' unused'}`}>
      <Box className="thumb">
        <Picture src={look.picture} />
      </Box>
      <Box className="col grow">
        <Text className="one-line">{look.title}</Text>
        <Text className="t12 sec">{words.looked(look.views, look.dwellSeconds)}</Text>
        <Box className="interest" label={words.interest(percent)}>
          <Box className="interest-part" style={{ width: `${Math.max(4, percent)}%` }} />
        </Box>
      </Box>
      <Press className="use" role="switch" on={look.used} onPress={() => onUse(!look.used)} testId={`use-${look.productId}`}>
        {look.used ? words.leaveOut : words.useAgain}
      </Press>
    </Box>
  )
}
