import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { back } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Screen } from '../../parts/screen.tsx'
import { TermsLink } from '../../parts/terms-link.tsx'
import { wechatCode } from '../../platform/sign-in.ts'
import { type Session, session } from '../../session.ts'
import { recallShareCode } from '../../share-code.ts'
import { tell } from '../../tell.ts'
import { visitorId } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import { BroughtBy } from './brought-by.tsx'
import { useCountdown } from './countdown.ts'

const phoneShape = /^1[3-9]\d{9}$/
const codeShape = /^\d{6}$/

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Login() {
  const words = useWords().login
  const [declined, setDeclined] = useState(false)
  const done = (made: Session) => {
    session.keep(made)
    back()
  }
  return (
    <Screen title={words.title} testId="login">
      <Box className="state">
        <Box className="thumb">
          <Picture src="/pictures/brand.svg" fit="contain" eager />
        </Box>
        <Text as="h2" className="t24 b">
          {words.welcome}
        </Text>
        <Text as="p" className="sec">
          {words.welcomeWords}
        </Text>
      </Box>
      <BroughtBy declined={declined} onDecline={setDeclined} />
      {wechatCode ? <WithWechat ask={wechatCode} declined={declined} onDone={done} /> : <WithPhone declined={declined} onDone={done} />}
      <Box className="smallprint center">
        <Text>{words.agree}</Text>
        <TermsLink of="user" />
        <Text>{words.and}</Text>
        <TermsLink of="privacy" />
      </Box>
    </Screen>
  )
}

/** Who is signing in from where, for the referral: counts at the first sign-in only. */
async function arrival(declined: boolean) {
  const shareCode = recallShareCode()
  const visitor = await visitorId().catch(() => undefined)
  return { declineReferrer: declined, ...(shareCode ? { shareCode } : {}), ...(visitor ? { visitorId: visitor } : {}) }
}

type WayProps = { declined: boolean; onDone: (made: Session) => void }

function WithWechat({ ask, declined, onDone }: WayProps & { ask: () => Promise<string> }) {
  const words = useWords().login
  const { busy, act } = useAct()
  const signIn = () =>
    act(async () => onDone(await call('POST /sessions/wechat', { body: { code: await ask(), ...(await arrival(declined)) } })))
  return (
    <Box className="pad mt16">
      <Button wide icon="wechat" busy={busy} onPress={signIn} testId="with-wechat">
        {words.withWechat}
      </Button>
    </Box>
  )
}

function WithPhone({ declined, onDone }: WayProps) {
  const words = useWords().login
  const signInWord = useWords().signIn
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [nickname, setNickname] = useState('')
  const [tried, setTried] = useState<{ phone?: boolean; code?: boolean }>({})
  const { left, start } = useCountdown()
  const { busy, act } = useAct()
  const sendCode = () => {
    setTried({ phone: true })
    if (!phoneShape.test(phone)) return
    act(async () => {
      await call('POST /phone-codes', { body: { phone } })
      tell(words.sent)
      start(60)
    })
  }
  const signIn = () => {
    setTried({ phone: true, code: true })
    if (!phoneShape.test(phone) || !codeShape.test(code)) return
    const name = nickname.trim()
    act(async () =>
      onDone(
        await call('POST /sessions/phone', { body: { phone, code, ...(name ? { nickname: name } : {}), ...(await arrival(declined)) } }),
      ),
    )
  }
  return (
    <Box className="card block flush">
      <Field
        name={words.phone}
        kind="phone"
        value={phone}
        onInput={setPhone}
        maxLength={11}
        wrong={tried.phone && !phoneShape.test(phone) ? words.phoneWrong : undefined}
        testId="phone"
      />
      <Field
        name={words.code}
        kind="code"
        value={code}
        onInput={setCode}
        maxLength={6}
        onConfirm={signIn}
        wrong={tried.code && !codeShape.test(code) ? words.codeWrong : undefined}
        testId="code"
        after={
          <Button kind="quiet" small disabled={left > 0 || busy} onPress={sendCode} testId="send-code">
            {left > 0 ? words.again(left) : words.send}
          </Button>
        }
      />
      <Field name={words.name} value={nickname} onInput={setNickname} maxLength={20} hint={words.nameHint} testId="nickname" />
      <Box className="mt8">
        <Button wide busy={busy} onPress={signIn} testId="sign-in-now">
          {signInWord}
        </Button>
      </Box>
      <Box className="mt16" />
    </Box>
  )
}
