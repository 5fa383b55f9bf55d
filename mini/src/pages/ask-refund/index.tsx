import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { formatAmount, formatMoney, parseMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { useLoad } from '../../load.ts'
import { replace } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { EvidenceField, type Shown } from '../../parts/evidence.tsx'
import { Chips, Field, Stepper } from '../../parts/form.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Note } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

type Line = Reply<'GET /orders/:id'>['lines'][number]
type AfterSale = Reply<'GET /after-sales/:id'>
const kinds = ['return_and_refund', 'refund_only', 'exchange'] as const
const reasons = ['no_reason', 'damaged', 'not_as_described', 'late', 'other'] as const

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function AskRefund() {
  const words = useWords().refund
  const { id = '', line: lineId = '' } = queryOf(useRouter().params)
  const order = useLoad(`order:${id}`, () => call('GET /orders/:id', { params: { id } }))
  const line = order.data?.lines.find((one) => one.id === lineId)
  const shipped = order.data?.parcels.find((parcel) => parcel.id === line?.parcelId)?.state !== 'to_ship'
  return (
    <Screen title={words.askTitle}>
      <Await from={order}>
        {() =>
          line ? (
            <RequestForm orderId={id} line={line} shipped={shipped} />
          ) : (
            <Empty picture="orders" title={words.noLine} action={<Button to={paths.order(id)}>{words.seeOrder}</Button>} />
          )
        }
      </Await>
    </Screen>
  )
}

function RequestForm({ orderId, line, shipped }: { orderId: string; line: Line; shipped: boolean }) {
  const words = useWords().refund
  const [kind, setKind] = useState<AfterSale['kind']>(shipped ? 'return_and_refund' : 'refund_only')
  const [reason, setReason] = useState<AfterSale['reason']>()
  const [quantity, setQuantity] = useState(line.quantity)
  const [amount, setAmount] = useState('')
  const [said, setSaid] = useState('')
  const [pictures, setPictures] = useState<Shown[]>([])
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const intention = useIntention()
  const most = mostOf(line, quantity)
  useEffect(() => setAmount(formatAmount(most).replace(/,/g, '')), [most])
  const paidBack = kind !== 'exchange'
  const amountFen = parseMoney(amount)
  const amountWrong = amountFen === undefined || amountFen < 1 || amountFen > most
  const send = () => {
    setPressed(true)
    if (!reason || (paidBack && amountWrong)) return
    act(async () => {
      const body = {
        lineId: line.id,
        kind,
        reason,
        words: said,
        quantity,
        pictures: pictures.map(({ id }) => id),
        ...(paidBack && amountFen !== undefined && { amountFen }),
      }
      const made = await call('POST /orders/:orderId/after-sales', { params: { orderId }, body, intention })
      intention.fulfilled()
      replace(paths.afterSale(made.id))
    })
  }
  return (
    <>
      <Box className="card block">
        <GoodsLine {...line} />
        <KindAndReason {...{ line, shipped, kind, setKind, reason, setReason }} />
        {pressed && !reason && <Missing />}
        {line.quantity > 1 && (
          <Box className="row between mt16">
            <Text as="h2" className="b">
              {words.pieces}
            </Text>
            <Stepper value={quantity} max={line.quantity} onChange={setQuantity} name={words.pieces} />
          </Box>
        )}
        {paidBack && (
          <Field
            name={words.amount}
            kind="money"
            value={amount}
            onInput={setAmount}
            hint={words.most(formatMoney(most))}
            wrong={pressed && amountWrong ? words.amountWrong : undefined}
            testId="amount"
          />
        )}
        <Field name={words.words} long value={said} onInput={setSaid} placeholder={words.wordsHint} maxLength={300} testId="refund-words" />
        <EvidenceField value={pictures} onChange={setPictures} />
        <Hint line={line} kind={kind} reason={reason} />
      </Box>
      <Box className="pad mt16">
        <Button wide busy={busy} onPress={send} testId="send-refund">
          {words.send}
        </Button>
      </Box>
    </>
  )
}

/** As the server reckons it: so many pieces' part of what was paid, never more than is left. */
const mostOf = (line: Line, quantity: number) => {
  const left = line.baseFen - line.refundedFen
  return quantity === line.quantity ? left : Math.min(left, Math.floor((line.baseFen * quantity) / line.quantity))
}

type Chosen = {
  line: Line
  shipped: boolean
  kind: AfterSale['kind']
  setKind: (kind: AfterSale['kind']) => void
  reason: AfterSale['reason'] | undefined
  setReason: (reason: AfterSale['reason']) => void
}

function KindAndReason({ line, shipped, kind, setKind, reason, setReason }: Chosen) {
  const words = useWords().refund
  return (
    <>
      <Text as="h2" className="b mt16">
        {words.kind}
      </Text>
      <Box className="mt8">
        <Chips
          name={words.kind}
          choices={kinds.filter((value) => shipped || value === 'refund_only').map((value) => ({ value, name: words.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
      </Box>
      <Text as="h2" className="b mt16">
        {words.reason}
      </Text>
      <Box className="mt8">
        <Chips
          name={words.reason}
          choices={reasons.map((value) => ({
            value,
            name: words.reasons[value],
            disabled: value === 'no_reason' && line.returnExcepted && shipped,
          }))}
          value={reason}
          onChange={setReason}
        />
      </Box>
    </>
  )
}

/** What follows from what was chosen. */
function Hint({ line, kind, reason }: { line: Line; kind: AfterSale['kind']; reason: AfterSale['reason'] | undefined }) {
  const words = useWords().refund
  if (kind === 'exchange') return <Note tone="plain">{words.exchangeHint}</Note>
  if (line.returnExcepted) return <Note>{words.exceptedHint}</Note>
  if (reason !== 'no_reason' || kind !== 'return_and_refund') return null
  return (
    <Note tone="calm" icon="shield" testId="right">
      {words.rightHint}
    </Note>
  )
}

function Missing() {
  const words = useWords()
  return (
    <Text as="p" className="t12 crimson mt4">
      {words.choose}
    </Text>
  )
}
