import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { Refused, wordsOf } from '../../refused.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Known = NonNullable<Reply<'GET /my/wallet'>['realName']>

/** The same shapes as in the contract; what a checksum says, the server knows. */
const nameShape = /^[\p{Script=Han}·]{2,25}$/u
const idShape = /^\d{17}[\dXx]$/

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function RealNamePage() {
  const words = useWords().realName
  const wallet = useLoad('real-name', () => call('GET /my/wallet'))
  const [changing, setChanging] = useState(false)
  const saved = () => {
    setChanging(false)
    tell(words.saved)
    wallet.reload()
  }
  return (
    <Screen title={words.title} testId="real-name">
      <Await from={wallet}>
        {({ realName }) => (
          <>
            {realName && !changing ? <Given known={realName} onChange={() => setChanging(true)} /> : <NameForm onSaved={saved} />}
            <Points title={words.why} points={words.whys} icon="check" />
            <Points title={words.how} points={words.hows} icon="shield" />
          </>
        )}
      </Await>
    </Screen>
  )
}

function Given({ known, onChange }: { known: Known; onChange: () => void }) {
  const words = useWords().realName
  const { language } = usePreferences()
  return (
    <Box className="card block">
      <Box className="row">
        <Box className="jade">
          <Icon name="shield" />
        </Box>
        <Box className="col grow">
          <Text as="h2" className="h2" testId="known-name">
            {words.known(known.nameMasked)}
          </Text>
          <Text className="t12 sec">{words.since(formatTime(known.givenAt, language, now().toISOString()))}</Text>
        </Box>
      </Box>
      <Text as="p" className="sec mt12">
        {words.changeWords}
      </Text>
      <Box className="pair mt12">
        <Button kind="quiet" onPress={onChange} testId="change-name">
          {words.change}
        </Button>
        <Button to={paths.withdraw} testId="to-withdraw">
          {words.toWithdraw}
        </Button>
      </Box>
    </Box>
  )
}

function NameForm({ onSaved }: { onSaved: () => void }) {
  const words = useWords().realName
  const { language } = usePreferences()
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [pressed, setPressed] = useState(false)
  const [refused, setRefused] = useState<string>()
  const { busy, act } = useAct()
  const body = { name: name.trim(), idNumber: idNumber.trim() }
  const send = () => {
    setPressed(true)
    if (!nameShape.test(body.name) || !idShape.test(body.idNumber)) return
    act(async () => {
      try {
        await call('PUT /my/real-name', { body })
        onSaved()
      } catch (error) {
        // What the server has against the number is said at the number.
        if (!(error instanceof Refused) || !error.is('wallet.real_name_invalid', 'wallet.real_name_taken', 'wallet.real_name_fixed'))
          throw error
        setRefused(wordsOf(error, language))
      }
    })
  }
  return (
    <Box className="card block">
      <Text as="p" className="sec">
        {words.lead}
      </Text>
      <Field
        name={words.name}
        value={name}
        onInput={setName}
        maxLength={25}
        hint={words.nameHint}
        wrong={pressed && !nameShape.test(body.name) ? words.nameWrong : undefined}
        testId="name"
      />
      <Field
        name={words.idNumber}
        value={idNumber}
        onInput={(typed) => {
          setIdNumber(typed)
          setRefused(undefined)
        }}
        maxLength={18}
        hint={words.idNumberHint}
        wrong={pressed && !idShape.test(body.idNumber) ? words.idNumberWrong : refused}
        testId="id-number"
        onConfirm={send}
      />
      <Button wide busy={busy} onPress={send} testId="save-name">
        {words.send}
      </Button>
    </Box>
  )
}

function Points({ title, points, icon }: { title: string; points: string[]; icon: 'check' | 'shield' }) {
  return (
    <Box className="card block">
      <Text as="h2" className="h2">
        {title}
      </Text>
      {points.map((point) => (
        <Box key={point} className="row top tight mt8">
          <Box className="jade">
            <Icon name={icon} size="m" />
          </Box>
          <Text className="grow">{point}</Text>
        </Box>
      ))}
    </Box>
  )
}
