import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, Field, Switch } from '../../parts/form.tsx'
import { Cell, Row } from '../../parts/list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { paths } from '../../paths.ts'
import { preferences, usePreferences } from '../../preferences.ts'
import { type Me, session, useMe } from '../../session.ts'
import { confirm, tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Settings() {
  const words = useWords()
  const { language, elder, personal } = usePreferences()
  const me = useMe()
  const { act } = useAct()
  const change = (body: { recommendationsOn?: boolean; visitsShown?: boolean }) =>
    act(async () => session.know(await call('PATCH /me', { body })))
  const suggest = (on: boolean) => {
    preferences.change({ personal: on })
    if (me) change({ recommendationsOn: on })
  }
  return (
    <Screen title={words.settings.title} testId="settings">
      <Heading>{words.settings.look}</Heading>
      <Box className="card block flush cells">
        <Box className="row between wrap item language">
          <Text className="t16">{words.settings.language}</Text>
          <Chips
            name={words.settings.language}
            choices={[
              { value: 'zh', name: '中文' },
              { value: 'en', name: 'English' },
            ]}
            value={language}
            onChange={(chosen) => preferences.change({ language: chosen })}
          />
        </Box>
        <Switch
          name={words.settings.elder}
          hint={words.settings.elderNote}
          on={elder}
          onChange={(on) => preferences.change({ elder: on })}
          testId="elder"
        />
      </Box>
      <Heading>{words.settings.privacy}</Heading>
      <Box className="card block flush cells">
        <Switch
          name={words.settings.recommendations}
          hint={words.settings.recommendationsNote}
          on={personal && (me?.recommendationsOn ?? true)}
          onChange={suggest}
          testId="recommendations"
        />
        <Cell icon="info" title={words.grounds.title} to={paths.grounds} testId="to-grounds" />
        {me && (
          <Switch
            name={words.settings.visits}
            hint={words.settings.visitsNote}
            on={me.visitsShown}
            onChange={(visitsShown) => change({ visitsShown })}
            testId="visits-shown"
          />
        )}
        {me && <Cell icon="shield" title={words.consents.title} note={words.consents.about} to={paths.consents} testId="to-consents" />}
      </Box>
      {me && (
        <>
          <Heading>{words.family.title}</Heading>
          <Box className="card block flush cells">
            <Cell icon="users" title={words.family.title} note={words.family.about} to={paths.family} testId="to-family" />
          </Box>
        </>
      )}
      {me && <Account me={me} />}
    </Screen>
  )
}

function Heading({ children }: { children: string }) {
  return (
    <Text as="h2" className="h2 pad mt24">
      {children}
    </Text>
  )
}

function Account({ me }: { me: Me }) {
  const words = useWords()
  const [nickname, setNickname] = useState(me.nickname)
  const { busy, act } = useAct()
  const good = nickname.trim().length >= 1
  const save = () =>
    act(async () => {
      session.know(await call('PATCH /me', { body: { nickname } }))
      tell(words.saved)
    })
  const signOut = () =>
    act(async () => {
      if (!(await confirm({ title: words.me.signOutAsk, yes: words.me.signOut, no: words.cancel }))) return
      await call('DELETE /sessions/current').catch(() => undefined)
      session.end()
    })
  return (
    <>
      <Heading>{words.settings.account}</Heading>
      <Box className="card block">
        <Row name={words.settings.phone}>{me.phoneMasked ?? words.settings.noPhone}</Row>
        <Field
          name={words.settings.nickname}
          value={nickname}
          onInput={setNickname}
          maxLength={20}
          wrong={good ? undefined : words.settings.nicknameWrong}
          testId="my-nickname"
          after={
            <Button
              kind="quiet"
              small
              busy={busy}
              disabled={!good || nickname.trim() === me.nickname}
              onPress={save}
              testId="save-nickname"
            >
              {words.save}
            </Button>
          }
        />
      </Box>
      <Box className="pad mt16">
        <Button kind="quiet" wide onPress={signOut} testId="sign-out">
          {words.me.signOut}
        </Button>
      </Box>
    </>
  )
}
