import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { origin } from '../../origin.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useWords } from '../../words/words.ts'

/** In a browser our own pages are at the same address. */
const site = origin || globalThis.location?.origin || ''

/** The way to the console, where goods, lots and parcels are kept: a name, a password, and an authenticator's secret that is shown once. */
export function ConsoleAccount({ userName }: { userName: string | null }) {
  const all = useWords()
  const words = all.supply
  const [name, setName] = useState(userName ?? '')
  const [password, setPassword] = useState('')
  const [secret, setSecret] = useState('')
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const nameWrong = /^[a-z][a-z0-9-]{3,29}$/.test(name) ? undefined : words.userNameWrong
  const passwordWrong = password.length >= 10 ? undefined : words.passwordWrong
  const make = () => {
    setPressed(true)
    if (nameWrong || passwordWrong) return
    act(async () => {
      const { totpUri } = await call('PUT /my/supplier/console-account', { body: { userName: name, password } })
      setSecret(/secret=([A-Z2-7]+)/.exec(totpUri)?.[1] ?? totpUri)
      setPassword('')
      // Nothing is loaded anew here: the secret is shown only once and must stay.
      setPressed(false)
    })
  }
  return (
    <Box className="card block" testId="console-account">
      <Text as="h2" className="b">
        {words.console}
      </Text>
      <Text as="p" className="sec mt4">
        {words.consoleWords(`${site}/console`)}
      </Text>
      {secret ? (
        <Box className="mt12" testId="console-secret">
          <Text as="p">{words.secretWords}</Text>
          <Press className="row wrap tight link mt8" onPress={() => copy(secret, all.copied)} label={all.order.copy}>
            <Text className="num">{secret.replace(/(.{4})/g, '$1 ').trim()}</Text>
            <Icon name="copy" size="s" />
          </Press>
        </Box>
      ) : (
        <>
          <Field
            name={words.userName}
            value={name}
            onInput={(text) => setName(text.trim().toLowerCase())}
            maxLength={30}
            hint={words.userNameHint}
            wrong={pressed ? nameWrong : undefined}
            testId="console-user"
          />
          <Field
            name={words.password}
            kind="password"
            value={password}
            onInput={setPassword}
            maxLength={72}
            wrong={pressed ? passwordWrong : undefined}
            testId="console-password"
          />
          <Button wide kind="outline" busy={busy} onPress={make} testId="console-make">
            {userName ? words.consoleAgain : words.consoleMake}
          </Button>
        </>
      )}
    </Box>
  )
}
