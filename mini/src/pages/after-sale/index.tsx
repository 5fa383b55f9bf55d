import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Row } from '../../parts/list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

type Request = Reply<'GET /after-sales/:id'>
const trackingShape = /^[0-9A-Za-z]{6,30}$/

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function AfterSalePage() {
  const words = useWords().refund
  const { id = '' } = queryOf(useRouter().params)
  const request = useLoad(`after-sale:${id}`, () => call('GET /after-sales/:id', { params: { id } }))
  return (
    <Screen title={words.title} testId="after-sale">
      <Await from={request}>
        {(found) => (
          <>
            <Standing request={found} />
            {found.state === 'approved' && found.kind === 'return_and_refund' && <SendBack request={found} onSent={request.change} />}
            <Facts request={found} />
          </>
        )}
      </Await>
    </Screen>
  )
}

function Standing({ request }: { request: Request }) {
  const words = useWords().refund
  const { language } = usePreferences()
  const when = request.state === 'refunded' ? request.refundedAt : request.answerBy
  return (
    <Box className="pad mt12">
      <Text as="h2" className="h1" testId="standing">
        {words.states[request.state]}
      </Text>
      <Text as="p" className="sec">
        {words.whatNext[request.state](when ? formatTime(when, language) : '')}
      </Text>
    </Box>
  )
}

function Facts({ request }: { request: Request }) {
  const words = useWords().refund
  const { language } = usePreferences()
  const { number, couriers } = useWords().order
  return (
    <Box className="card block">
      <GoodsLine title={request.title} skuName={request.skuName} picture={request.picture} />
      <Box className="mt12">
        <Row name={words.sum} strong>
          {formatMoney(request.amountFen)}
        </Row>
        {request.postageFen > 0 && <Row name={words.postage}>{formatMoney(request.postageFen)}</Row>}
        <Row name={words.kindIs}>{words.kinds[request.kind]}</Row>
        <Row name={words.reason}>{words.reasons[request.reason]}</Row>
        <Row name={words.asked}>{formatTime(request.requestedAt, language)}</Row>
        <Row name={number}>{request.orderNumber}</Row>
        {request.returnTracking && <Row name={words.trackingNumber}>{spokenTracking(request.returnTracking, couriers)}</Row>}
      </Box>
      {request.words && (
        <Text as="p" className="mt12">
          {request.words}
        </Text>
      )}
      {request.decisionWords && (
        <Text as="p" className="mt12">
          <Text className="b">{`${words.decision} `}</Text>
          {request.decisionWords}
        </Text>
      )}
    </Box>
  )
}

const couriers = ['shunfeng', 'yuantong', 'zhongtong', 'yunda', 'jd', 'ems'] as const

function SendBack({ request, onSent }: { request: Request; onSent: (request: Request) => void }) {
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
      <Text as="h2" className="b">
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

/** The server keeps a return's courier and number in one line, such as `zhongtong 7581…`; only the courier has a name to say. */
const spokenTracking = (tracking: string, couriers: Record<string, string>) =>
  tracking.replace(/^\S+/, (courier) => couriers[courier] ?? courier)
