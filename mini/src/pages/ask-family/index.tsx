import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { useLoad } from '../../load.ts'
import { replace } from '../../navigation.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

type Family = Reply<'GET /family'>

/** Chooses who in the family is asked to pay this order. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function AskFamily() {
  const words = useWords().family
  const { id = '' } = queryOf(useRouter().params)
  const loaded = useLoad(`ask-family:${id}`, async () => {
    const [family, order] = await Promise.all([call('GET /family'), call('GET /orders/:id', { params: { id } })])
    return { family, order }
  })
  return (
    <Screen title={words.askTitle} testId="ask-family-page">
      <Await from={loaded}>
        {({ family, order }) => {
          const open = family.requests.find((request) => request.orderId === id && request.state === 'asked')
          return <Choose orderId={id} totalFen={order.totalFen} family={family} openId={open?.id} />
        }}
      </Await>
    </Screen>
  )
}

type ChooseProps = { orderId: string; totalFen: number; family: Family; openId: string | undefined }

function Choose({ orderId, totalFen, family, openId }: ChooseProps) {
  const words = useWords().family
  const payers = family.links.filter((link) => link.role === 'asks' && link.state === 'active')
  const [chosen, setChosen] = useState(payers.length === 1 ? payers[0]?.id : undefined)
  const [said, setSaid] = useState('')
  const { busy, act } = useAct()
  const intention = useIntention()
  if (openId)
    return (
      <Empty
        picture="orders"
        title={words.states.asked}
        action={
          <Button to={paths.familyPay(openId)} testId="see-request">
            {words.requests}
          </Button>
        }
      />
    )
  if (payers.length === 0)
    return (
      <Empty
        picture="visitors"
        title={words.nobody}
        words={words.nobodyWords}
        action={
          <Button to={paths.familyInvite('asks')} testId="invite-asks">
            {words.inviteTitle}
          </Button>
        }
      />
    )
  const ask = () =>
    act(async () => {
      if (!chosen) return
      const made = await call('POST /orders/:orderId/payment-requests', {
        params: { orderId },
        body: { linkId: chosen, words: said },
        intention,
      })
      intention.fulfilled()
      replace(paths.familyPay(made.id))
    })
  return (
    <>
      <Box className="card block">
        <Box className="row between">
          <Text as="h2" className="b">
            {words.askWho}
          </Text>
          <Text className="num b">{formatMoney(totalFen)}</Text>
        </Box>
        <Box className="cells mt8" role="radiogroup" label={words.askWho}>
          {payers.map((link) => (
            <Payer key={link.id} link={link} totalFen={totalFen} on={chosen === link.id} onPress={() => setChosen(link.id)} />
          ))}
        </Box>
        <Field name={words.askWords} value={said} onInput={setSaid} placeholder={words.askWordsHint} maxLength={60} testId="ask-words" />
      </Box>
      <Box className="pad mt16">
        <Button wide busy={busy} disabled={!chosen} onPress={ask} testId="ask-to-pay">
          {words.ask}
        </Button>
      </Box>
    </>
  )
}

type PayerProps = { link: Family['links'][number]; totalFen: number; on: boolean; onPress: () => void }

function Payer({ link, totalFen, on, onPress }: PayerProps) {
  const words = useWords().family
  const left = (link.monthlyLimitFen ?? 0) - link.spentFen
  return (
    <Press className="cell item" role="radio" on={on} disabled={left < totalFen} onPress={onPress} testId={`payer-${link.other?.nickname}`}>
      <Avatar src={link.other?.portrait ?? null} />
      <Box className="col grow">
        <Text className="t16">{link.other?.nickname}</Text>
        <Text className={`t12 ${left < totalFen ? 'crimson' : 'sec'}`}>
          {left < totalFen ? words.overLimit : words.left(formatMoney(left))}
        </Text>
      </Box>
      <Box className={`tick${on ? ' on' : ''}`}>{on && <Icon name="check" size="s" />}</Box>
    </Press>
  )
}
