import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { type Demo, readDemo } from '../../clock.ts'
import { useSpeech } from '../../language.tsx'
import { Brand } from '../../parts/brand.tsx'
import { wordsOf } from '../../refused.ts'
import { useSession } from '../../session.tsx'

type Credentials = { userName: string; password: string; code: string }

export function SignInScreen() {
  const { words, language, speak } = useSpeech()
  useEffect(() => {
    document.title = `${words.signIn.title} · ${words.title}`
  }, [words])
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <div className="sign-in-top">
          <Brand />
          <Button type="text" size="small" onClick={() => speak(language === 'zh' ? 'en' : 'zh')} data-testid="language">
            {words.otherLanguage}
          </Button>
        </div>
        <h1>{words.signIn.title}</h1>
        <p className="quiet">{words.signIn.words}</p>
        <SignInForm />
        <DemoNote />
      </section>
      <p className="sign-in-promise">
        <b>{words.signIn.promise}</b>
        {words.signIn.promiseWords}
      </p>
    </main>
  )
}

function SignInForm() {
  const { words, language } = useSpeech()
  const { enter } = useSession()
  const [form] = Form.useForm<Credentials>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const { userName, password, code, codeHint, codeWrong, go } = words.signIn

  const signIn = async (credentials: Credentials) => {
    setBusy(true)
    setError(undefined)
    try {
      enter(await call('POST /staff/sessions', { body: { ...credentials, userName: credentials.userName.trim() } }))
    } catch (error) {
      setError(error)
      // A code works once; whatever was wrong, the next try needs a fresh one.
      form.resetFields(['code'])
      form.focusField('code')
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(credentials) => void signIn(credentials)}>
      {error !== undefined && (
        <Alert type="error" showIcon title={wordsOf(error, language)} className="sign-in-error" data-testid="sign-in-error" />
      )}
      <Form.Item name="userName" label={userName} rules={[{ required: true, whitespace: true, message: words.required(userName) }]}>
        <Input autoComplete="username" autoFocus maxLength={40} data-testid="user-name" />
      </Form.Item>
      <Form.Item name="password" label={password} rules={[{ required: true, message: words.required(password) }]}>
        <Input.Password autoComplete="current-password" maxLength={200} data-testid="password" />
      </Form.Item>
      <Form.Item name="code" label={code} extra={codeHint} rules={[{ required: true, pattern: /^\d{6}$/, message: codeWrong }]}>
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} className="code-input" data-testid="totp" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="sign-in">
        {go}
      </Button>
    </Form>
  )
}

function DemoNote() {
  const { words } = useSpeech()
  const [demo, setDemo] = useState<Demo>()
  // Only an extra: without an answer the page is as useful as in production.
  useEffect(() => void readDemo().then(setDemo, () => {}), [])
  if (!demo?.demo || !demo.simulatorUrl) return null
  return (
    <p className="sign-in-demo" data-testid="demo-note">
      {words.signIn.demo}{' '}
      <a href={demo.simulatorUrl} target="_blank" rel="noreferrer">
        {words.signIn.demoInbox}
      </a>
    </p>
  )
}
