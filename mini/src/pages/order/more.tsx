import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { useIntention } from '../../intention.ts'
import { go } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Cell } from '../../parts/list.tsx'
import { paths } from '../../paths.ts'
import { confirm } from '../../tell.ts'
import { type Dictionary, useWords } from '../../words/words.ts'
import type { Order } from './index.tsx'

/** The way to the code with which it is handed over. */
export function PickupCode({ order }: { order: Order }) {
  const { delivery: words } = useWords()
  if (order.delivery === 'parcel' || order.delivery === 'digital') return null
  return (
    <Box className="card block flush cells">
      <Cell icon="qr" title={words.seeCode} note={words.codeWords[order.delivery]} to={paths.handover(order.id)} testId="see-code" />
    </Box>
  )
}

/** The way to the course, or to choosing a time. */
export function OpenDigital({ order }: { order: Order }) {
  const { digital: words } = useWords()
  return (
    <Box className="card block flush cells">
      <Cell icon="spark" title={words.open} note={words.openWords} to={paths.digital(order.id)} testId="open-digital" />
    </Box>
  )
}

/** The way to the whole line of time, from where it grew. */
export function Journey({ order }: { order: Order }) {
  const { delivery: words } = useWords()
  return (
    <Box className="card block flush cells">
      <Cell icon="sprout" title={words.journey} note={words.journeyWords} to={paths.journey(order.id)} testId="to-journey" />
    </Box>
  )
}

type Difference = Reply<'POST /orders/:id/reorder'>['differences'][number]

const said = (words: Dictionary['delivery']['differences'], { what, title, quantity, wasFen, isFen }: Difference) => {
  if (what === 'gone') return words.gone(title)
  if (what === 'fewer') return words.fewer(title, quantity)
  return words[what](title, formatMoney(wasFen), formatMoney(isFen ?? wasFen))
}

/** Everything of this order that can still be bought goes into the cart; what differs is said before one goes on. */
export function Again({ order }: { order: Order }) {
  const { delivery: words } = useWords()
  const { busy, act } = useAct()
  const intention = useIntention()
  const again = () =>
    act(async () => {
      const { differences } = await call('POST /orders/:id/reorder', { params: { id: order.id }, intention })
      intention.fulfilled()
      if (differences.length > 0) {
        const list = differences.map((one) => said(words.differences, one)).join('；')
        const goOn = await confirm({ title: words.againTitle, words: `${words.againDifferent}${list}`, yes: words.toCart, no: words.stay })
        if (!goOn) return
      }
      go(paths.cart)
    })
  return (
    <Box className="pad mt16">
      <Button kind="outline" wide busy={busy} onPress={again} testId="reorder">
        {words.again}
      </Button>
    </Box>
  )
}
