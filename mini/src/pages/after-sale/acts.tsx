import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { EvidenceField, type Shown } from '../../parts/evidence.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { usePreferences } from '../../preferences.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import type { Request } from './index.tsx'

const trackingShape = /^[0-9A-Za-z]{6,30}$/
const couriers = ['shunfeng', 'yuantong', 'zhongtong', 'yunda', 'jd', 'ems'] as const

/** Where the goods go, and by whom they were sent. */
export function SendBack({ request, onSent }: { request: Request; onSent: (request: Request) => void }) {
  const words = useWords()
  const [courier, setCourier] = useState<(typeof couriers)[number]>()
  const [trackingNumber, setTrackingNumber] = useState('')
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const send = () => {
    setPressed(true)
    if (!courier || !trackingShape.test(trackingNumber.trim())) return
    act(async () =>
      onSent(await call('POST /after-sales/:id/return-parcel', { params: { id: request.id }, body: { courier, trackingNumber } })),
    )
  }
  return (
    <Box className="card block">
      {request.returnTo && (
        <Press
          className="row top between"
          onPress={() => copy(request.returnTo ?? '', words.copied)}
          label={words.order.copy}
          testId="return-to"
        >
          <Icon name="pin" />
          <Box className="col grow">
            <Text className="b">{words.refund.returnTo}</Text>
            <Text>{request.returnTo}</Text>
          </Box>
          <Icon name="copy" size="s" />
        </Press>
      )}
      <Text as="h2" className="b mt16">
        {words.refund.sendBack}
      </Text>
      <Box className="mt8">
        <Chips
          name={words.refund.courier}
          choices={couriers.map((value) => ({ value, name: words.order.couriers[value] ?? value }))}
          value={courier}
          onChange={setCourier}
        />
      </Box>
      {pressed && !courier && <Text className="t12 crimson">{words.choose}</Text>}
      <Field
        name={words.refund.trackingNumber}
        value={trackingNumber}
        onInput={setTrackingNumber}
        maxLength={30}
        wrong={pressed && !trackingShape.test(trackingNumber.trim()) ? words.refund.trackingWrong : undefined}
        testId="return-tracking"
      />
      <Button wide busy={busy} onPress={send} testId="send-back">
        {words.refund.sent}
      </Button>
    </Box>
  )
}

/** The way to the platform: offered in a line, opened when it is wanted. */
export function Appeal({ request, onSent }: { request: Request; onSent: (request: Request) => void }) {
  const words = useWords().refund
  const { language } = usePreferences()
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const [pictures, setPictures] = useState<Shown[]>([])
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const send = () => {
    setPressed(true)
    if (!said.trim()) return
    const body = { words: said, pictures: pictures.map(({ id }) => id) }
    act(async () => onSent(await call('POST /after-sales/:id/arbitration', { params: { id: request.id }, body })))
  }
  return (
    <Box className="card block">
      {request.state === 'rejected' && <Text as="p">{words.mayAppeal(formatTime(request.answerBy, language))}</Text>}
      {!open && (
        <Box className={request.state === 'rejected' ? 'mt12' : ''}>
          <Button kind="outline" wide onPress={() => setOpen(true)} testId="appeal">
            {words.appeal}
          </Button>
        </Box>
      )}
      {open && (
        <>
          <Field
            name={words.appealWords}
            long
            value={said}
            onInput={setSaid}
            maxLength={300}
            hint={words.appealHint}
            wrong={pressed && !said.trim() ? words.appealMissing : undefined}
            testId="appeal-words"
          />
          <EvidenceField value={pictures} onChange={setPictures} />
          <Button wide busy={busy} onPress={send} testId="send-appeal">
            {words.appealSend}
          </Button>
        </>
      )}
    </Box>
  )
}

const undecided: readonly Request['state'][] = ['requested', 'approved', 'arbitrating']

/** As long as nothing was sent or paid, one may let it be. */
export function Withdraw({ request, onDone }: { request: Request; onDone: (request: Request) => void }) {
  const words = useWords().refund
  const { busy, act } = useAct()
  if (!undecided.includes(request.state) || request.parcels.length > 0) return null
  const withdraw = () =>
    act(async () => {
      const question = { title: words.withdrawAsk, words: words.withdrawWords, yes: words.withdrawYes, no: words.withdrawNo }
      if (!(await confirm(question))) return
      onDone(await call('POST /after-sales/:id/withdrawal', { params: { id: request.id } }))
    })
  return (
    <Box className="pad mt16">
      <Button kind="quiet" wide busy={busy} onPress={withdraw} testId="withdraw-request">
        {words.withdraw}
      </Button>
    </Box>
  )
}
