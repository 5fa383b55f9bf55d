import { useRouter } from '@tarojs/taro'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { replace } from '../../navigation.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Row } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { pay } from '../../platform/pay.ts'
import { nativeShare, passOn, useShareLink } from '../../platform/share.ts'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { confirm, tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Request = Reply<'GET /payment-requests/:id'>

/** One order, asked of one person: the payer sees what it is and pays, the asker sees where it stands. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function FamilyPay() {
  const words = useWords().family
  const { id = '' } = queryOf(useRouter().params)
  const request = useLoad(`payment-request:${id}`, () => call('GET /payment-requests/:id', { params: { id } }))
  const { data } = request
  useShareLink(() => data && { title: words.payMessage(data.asker.nickname, formatMoney(data.totalFen)), path: paths.familyPay(data.id) })
  const foot =
    data && (data.role === 'pays' ? <Payer request={data} onChange={request.change} /> : <Asker request={data} onChange={request.change} />)
  return (
    <Screen title={words.payTitle[data?.role ?? 'pays']} testId="family-pay" foot={foot}>
      <Await from={request}>{(found) => <Seen request={found} />}</Await>
    </Screen>
  )
}

function Seen({ request }: { request: Request }) {
  const words = useWords()
  const { language } = usePreferences()
  const all = words.family
  const other = request.role === 'pays' ? request.asker : request.payer
  return (
    <>
      <Box className="card block">
        <Box className="row">
          <Avatar src={other.portrait} />
          <Box className="col grow">
            <Text as="h2" className="h2" testId="standing">
              {request.state !== 'asked'
                ? all.states[request.state]
                : request.role === 'pays'
                  ? all.wantsYou(other.nickname)
                  : all.asked(other.nickname)}
            </Text>
            <Text as="p" className="sec">
              {all.stateWords[request.role][request.state](request.expiresAt ? formatTime(request.expiresAt, language) : '')}
            </Text>
          </Box>
        </Box>
        {request.words && (
          <Text as="p" className="mt12">
            {`“${request.words}”`}
          </Text>
        )}
      </Box>
      <Box className="card block">
        <Text as="h2" className="b">
          {request.shopName}
        </Text>
        {request.lines.map((line) => (
          <GoodsLine key={`${line.title} ${line.skuName}`} {...line} />
        ))}
        <Box className="rule mt12">
          <Row name={words.cart.postage}>{request.postageFen === 0 ? words.cart.freePostage : formatMoney(request.postageFen)}</Row>
          <Row name={words.cart.total} strong>
            {formatMoney(request.totalFen)}
          </Row>
          {request.refundedFen > 0 && <Row name={words.order.refunded('')}>{formatMoney(-request.refundedFen)}</Row>}
        </Box>
      </Box>
      {request.role === 'pays' && (
        <Box className="pad mt12">
          <Note tone="plain" icon="shield">
            {all.privacy}
          </Note>
        </Box>
      )}
    </>
  )
}

type Side = { request: Request; onChange: Loaded<Request>['change'] }

function Payer({ request, onChange }: Side) {
  const words = useWords().family
  const { busy, act } = useAct()
  if (request.state !== 'asked') return null
  const cashier = paths.cashier(request.orderId, request.id)
  const payNow = () =>
    act(async () => {
      if ((await pay(request.orderId, cashier)) === 'asked') replace(cashier)
    })
  const decline = () =>
    act(async () => {
      if (!(await confirm({ title: words.declineAsk, words: words.declineWords, yes: words.decline, no: words.keep }))) return
      onChange(await call('POST /payment-requests/:id/refusal', { params: { id: request.id } }))
    })
  return (
    <>
      <Button kind="quiet" busy={busy} onPress={decline} testId="decline">
        {words.decline}
      </Button>
      <Button busy={busy} onPress={payNow} testId="pay-for">
        {`${words.pay} ${formatMoney(request.totalFen)}`}
      </Button>
    </>
  )
}

function Asker({ request, onChange }: Side) {
  const words = useWords().family
  const { busy, act } = useAct()
  if (request.state !== 'asked')
    return (
      <Button to={paths.order(request.orderId)} testId="see-order">
        {words.seeOrder}
      </Button>
    )
  const send = () =>
    act(async () => {
      const message = words.payMessage(request.asker.nickname, formatMoney(request.totalFen))
      if ((await passOn(message, request.url)) === 'copied') tell(words.copied)
    })
  const takeBack = () => act(async () => onChange(await call('POST /payment-requests/:id/withdrawal', { params: { id: request.id } })))
  return (
    <>
      <Button kind="quiet" busy={busy} onPress={takeBack} testId="take-back">
        {words.takeBack}
      </Button>
      <Button icon="share" openType={nativeShare ? 'share' : undefined} {...(nativeShare ? {} : { onPress: send })} testId="send-request">
        {words.send}
      </Button>
    </>
  )
}
