import { useRouter } from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { replace } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Failure } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { pay } from '../../platform/pay.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

type State = 'asking' | 'unknown' | 'not-yet' | 'paid' | 'closed'

/** Asks this often, this many times, before the person is asked. */
const everyMs = 1500
const rounds = 4

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Cashier() {
  const words = useWords().cashier
  const { askFamily } = useWords().family
  const { id = '', request } = queryOf(useRouter().params)
  const { state, error, ask } = usePayment(id)
  const { busy, act } = useAct()
  const again = () =>
    act(async () => {
      if ((await pay(id, paths.cashier(id, request))) === 'asked') await ask()
    })
  if (error !== undefined) {
    return (
      <Screen title={words.title}>
        <Failure error={error} retry={() => void ask()} />
      </Screen>
    )
  }
  const [title, explained] = {
    asking: [words.checking, words.askWords],
    unknown: [words.ask, words.askWords],
    'not-yet': [words.ask, words.notYet],
    paid: [words.success, words.successWords],
    closed: [words.closed, words.closedWords],
  }[state]
  return (
    <Screen title={words.title} testId="cashier">
      <Box className="state" role="status">
        <Box className={`disc${state === 'paid' ? ' good' : ''}`}>
          <Icon name={state === 'paid' ? 'check' : state === 'closed' ? 'x' : 'clock'} />
        </Box>
        <Text as="h2" className="h1" testId={`payment-${state}`}>
          {title}
        </Text>
        <Text as="p" className="sec">
          {explained}
        </Text>
        {state === 'paid' || state === 'closed' ? (
          <>
            <Button onPress={() => replace(request ? paths.familyPay(request) : paths.order(id))} testId="see-order">
              {words.seeOrder}
            </Button>
            <Button kind="quiet" to={paths.home}>
              {words.goHome}
            </Button>
          </>
        ) : (
          <>
            <Button busy={state === 'asking'} onPress={() => void ask()} testId="i-have-paid">
              {words.paidAlready}
            </Button>
            <Button kind="quiet" busy={busy} onPress={again} testId="pay-again">
              {words.payAgain}
            </Button>
            {!request && state !== 'asking' && (
              <Button kind="quiet" to={paths.askFamily(id)} testId="ask-family">
                {askFamily}
              </Button>
            )}
          </>
        )}
      </Box>
    </Screen>
  )
}

/** Asks the server, which asks the channel, a few times in a row: the news is often a second late. */
function usePayment(orderId: string) {
  const [state, setState] = useState<State>('asking')
  const [error, setError] = useState<unknown>()
  const ask = useCallback(async () => {
    setState('asking')
    setError(undefined)
    try {
      for (let round = 0; round < rounds; round++) {
        if (round > 0) await new Promise((resolve) => setTimeout(resolve, everyMs))
        const { paid, orderState } = await call('GET /orders/:id/payment', { params: { id: orderId } })
        if (paid) return setState('paid')
        if (orderState === 'closed') return setState('closed')
      }
      setState('not-yet')
    } catch (failure) {
      setError(failure)
    }
  }, [orderId])
  useEffect(() => void ask(), [ask])
  return { state, error, ask }
}
