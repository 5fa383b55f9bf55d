import { useRouter } from '@tarojs/taro'
import { formatLeft, formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { dayWords, isToday } from '../../money-day.ts'
import { Button } from '../../parts/button.tsx'
import { Row } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Price } from '../../parts/price.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { confirmTransfer } from '../../platform/confirm-transfer.ts'
import { usePoll } from '../../poll.ts'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { confirm, tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { Parts } from './parts.tsx'
import { isEnded, isRetried, partToConfirm, type Withdrawal } from './stages.ts'
import { Steps } from './steps.tsx'
import './index.css'

type Change = Loaded<Withdrawal>['change']

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function WithdrawalPage() {
  const words = useWords().withdrawal
  const { id = '' } = queryOf(useRouter().params)
  const ask = () => call('GET /my/withdrawals/:id', { params: { id } })
  const withdrawal = useLoad(`withdrawal:${id}`, ask)
  const { data, change } = withdrawal
  usePoll(data !== undefined && !isEnded(data), async () => change(await ask()))
  return (
    <Screen title={words.title} testId="withdrawal" foot={data && <Foot withdrawal={data} onChange={change} />}>
      <Await from={withdrawal}>
        {(found) => (
          <>
            <Standing withdrawal={found} />
            <Parts withdrawal={found} />
            <Steps withdrawal={found} />
            <Facts withdrawal={found} />
            {!isEnded(found) && <Cancel withdrawal={found} onChange={change} />}
          </>
        )}
      </Await>
    </Screen>
  )
}

/** How it stands, when the next thing happens, and until when the person can do their part. */
function Standing({ withdrawal }: { withdrawal: Withdrawal }) {
  const words = useWords().withdrawal
  const { language } = usePreferences()
  const { state, reviewReason, decisionWords, paidNetFen, netFen } = withdrawal
  const part = partToConfirm(withdrawal)
  const later = withdrawal.parts.find((each) => each.state === 'waiting' && !isToday(each.issueOn))
  // Refused for now by the channel, and nothing else to wait for.
  const isDelayed = state === 'issued' && withdrawal.parts.some(isRetried)
  const partly = state === 'paid' && withdrawal.parts.some((each) => each.state !== 'paid')
  const shownFen = state === 'paid' ? paidNetFen : isEnded(withdrawal) ? withdrawal.grossFen : netFen
  return (
    <Box className="pad mt12" role="status">
      <Text as="h2" className="h1" testId={`withdrawal-${state}`}>
        {words.states[state]}
      </Text>
      <Price fen={shownFen} size="large" ink />
      <Text as="p" className="sec mt8">
        {isDelayed ? words.delayed : partly ? words.paidPartly(formatMoney(paidNetFen)) : words.whatNext[state]}
      </Text>
      {part && withdrawal.parts.length > 1 && (
        <Text as="p" className="sec">
          {words.onePartAtATime}
        </Text>
      )}
      {state === 'reviewing' && reviewReason && (
        <Text as="p" className="sec">
          {words.officer[reviewReason]}
        </Text>
      )}
      {!isEnded(withdrawal) && later && state !== 'reviewing' && (
        <Text as="p" className="sec">
          {words.laterParts(dayWords(later.issueOn, language))}
        </Text>
      )}
      {decisionWords && (
        <Box className="mt12">
          <Note tone={state === 'cancelled' ? '' : 'calm'} testId="officer-said">
            <Text className="b">{`${state === 'cancelled' ? words.refused : words.officerSaid} `}</Text>
            <Text>{decisionWords}</Text>
          </Note>
        </Box>
      )}
      {part?.confirmBy && <Deadline by={part.confirmBy} />}
    </Box>
  )
}

/** A real end: after it the channel gives the money back. */
function Deadline({ by }: { by: string }) {
  const words = useWords().withdrawal
  const { language } = usePreferences()
  const at = now().toISOString()
  return (
    <Box className="mt12">
      <Note icon="clock" testId="confirm-by">
        {at < by ? words.before(formatTime(by, language, at), formatLeft(by, at, language)) : words.over}
      </Note>
    </Box>
  )
}

/** The main action: the person's own word for the next part, or withdrawing again what came back. */
function Foot({ withdrawal, onChange }: { withdrawal: Withdrawal; onChange: Change }) {
  const words = useWords().withdrawal
  const { busy, act } = useAct()
  const part = partToConfirm(withdrawal)
  const agree = () =>
    act(async () => {
      const outcome = await confirmTransfer(withdrawal.id)
      const said = { elsewhere: words.onlyInWechat, 'too-old': words.wechatTooOld, none: words.noneWaits, declined: words.notYet }
      if (outcome in said) tell(said[outcome as keyof typeof said])
      // What WeChat calls a success isn't paid yet; the server knows.
      if (outcome !== 'left') onChange(await call('GET /my/withdrawals/:id', { params: { id: withdrawal.id } }))
    })
  if (part?.confirmBy && now().toISOString() < part.confirmBy) {
    return (
      <Button busy={busy} onPress={agree} icon="wechat" testId="confirm-part">
        {words.confirm(formatMoney(part.netFen))}
      </Button>
    )
  }
  if (withdrawal.state === 'failed' || withdrawal.state === 'cancelled') return <Button to={paths.withdraw}>{words.again}</Button>
  if (isEnded(withdrawal)) return <SeeTax />
  return <Text className="t12 sec center grow">{words.stillChecking}</Text>
}

function SeeTax() {
  const words = useWords().wallet
  return (
    <Button kind="quiet" to={paths.tax()} testId="see-tax">
      {words.tax}
    </Button>
  )
}

function Facts({ withdrawal }: { withdrawal: Withdrawal }) {
  const words = useWords()
  return (
    <Box className="card block">
      <Text as="h2" className="h2">
        {words.withdrawal.facts}
      </Text>
      <Box className="mt8">
        <Row name={words.withdraw.gross}>{formatMoney(withdrawal.grossFen)}</Row>
        <Row name={words.withdraw.tax}>{formatMoney(0 - withdrawal.taxFen)}</Row>
        <Row name={words.withdraw.net} strong>
          {formatMoney(withdrawal.netFen)}
        </Row>
      </Box>
      <Text as="p" className="t12 sec mt12 anywhere">{`${words.withdrawal.number} ${withdrawal.id}`}</Text>
    </Box>
  )
}

function Cancel({ withdrawal, onChange }: { withdrawal: Withdrawal; onChange: Change }) {
  const words = useWords().withdrawal
  const { busy, act } = useAct()
  const cancel = () =>
    act(async () => {
      if (!(await confirm({ title: words.cancelAsk, words: words.cancelWords, yes: words.cancel, no: words.keep, danger: true }))) return
      const left = await call('POST /my/withdrawals/:id/cancellation', { params: { id: withdrawal.id } })
      onChange(left)
      tell(isEnded(left) ? words.cancelled : words.cancelAsked)
    })
  return (
    <Box className="pad mt16">
      <Button kind="quiet" wide busy={busy} onPress={cancel} testId="cancel-withdrawal">
        {words.cancel}
      </Button>
    </Box>
  )
}
