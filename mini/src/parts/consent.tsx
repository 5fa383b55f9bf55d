import { useAct } from '../act.ts'
import { call } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { useLoad } from '../load.ts'
import { usePreferences } from '../preferences.ts'
import { session, useMe } from '../session.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'

/** Asks once whether the owner may see who looked. Both answers are as large and as easy; either is kept. */
export function ConsentAsk({ ownerId }: { ownerId: string }) {
  const words = useWords().consents
  const { language } = usePreferences()
  const me = useMe()
  const { act, busy } = useAct()
  const consents = useLoad(`consents:${me?.id}`, async () => (me ? call('GET /my/consents') : undefined))
  const asked = consents.data?.items.find(({ purpose }) => purpose === 'share_visits')
  if (!me || me.id === ownerId || !asked || asked.at !== null) return null
  const answer = (given: boolean) =>
    act(async () => {
      const body = { given, version: asked.version, channel: 'card' as const }
      await call('PUT /my/consents/:purpose', { params: { purpose: 'share_visits' }, body })
      session.know({ ...me, visitsShown: given })
      consents.reload()
    })
  return (
    <Box className="card block mt12" testId="consent">
      <Text as="h2" className="h2">
        {words.ask}
      </Text>
      <Text className="t14 sec">{asked[language]}</Text>
      <Box className="row mt12">
        <Button kind="quiet" wide busy={busy} onPress={() => answer(false)} testId="consent-no">
          {words.no}
        </Button>
        <Button kind="quiet" wide busy={busy} onPress={() => answer(true)} testId="consent-yes">
          {words.yes}
        </Button>
      </Box>
    </Box>
  )
}
