import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { useChosenAddress } from '../../chosen-address.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { useLoad } from '../../load.ts'
import { replace } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Tick } from '../../parts/form.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Row } from '../../parts/list.tsx'
import { Note } from '../../parts/marks.tsx'
import { Price } from '../../parts/price.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { pay } from '../../platform/pay.ts'
import { queryOf } from '../../query.ts'
import { Refused } from '../../refused.ts'
import { recallShareCode } from '../../share-code.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { AddressCard } from './address-card.tsx'
import { type Basket, loadBasket } from './basket.ts'
import { ReferrerNote } from './referrer-note.tsx'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Checkout() {
  const words = useWords()
  const asked = queryOf(useRouter().params)
  const basket = useLoad('checkout', () => loadBasket(asked))
  const addresses = useLoad('addresses', async () => (await call('GET /addresses')).items)
  const address = useChosenAddress(addresses.data)
  const [note, setNote] = useState('')
  const [confirmed, setConfirmed] = useState(false)
  const { busy, act } = useAct()
  const intention = useIntention()
  const place = (from: Basket) =>
    act(async () => {
      if (!address) return tell(words.checkout.addressFirst)
      if (from.returnExcepted && !confirmed) return tell(words.checkout.waiverFirst)
      const shareCode = recallShareCode()
      const body = {
        shopId: from.shopId,
        lines: from.order,
        addressId: address.id,
        returnExceptionConfirmed: confirmed,
        note,
        ...(shareCode ? { shareCode } : {}),
      }
      const order = await call('POST /orders', { body, intention }).catch((error: unknown) => {
        // The new price is shown before anything is placed again.
        if (error instanceof Refused && error.is('order.price_changed', 'order.out_of_stock')) basket.reload()
        throw error
      })
      intention.fulfilled()
      // Whatever happens at the cashier, the order exists: Back must not place it again.
      const outcome = await pay(order.id).catch((): 'cancelled' => 'cancelled')
      if (outcome !== 'left') replace(outcome === 'asked' ? paths.cashier(order.id) : paths.order(order.id))
    })
  const { data } = basket
  const foot = data && data.lines.length > 0 && (
    <>
      <Box className="col">
        <Text className="t12 sec">{words.cart.total}</Text>
        <Price fen={data.totalFen} testId="total" />
      </Box>
      <Button busy={busy} onPress={() => place(data)} testId="place-order">
        {busy ? words.checkout.placing : words.checkout.place}
      </Button>
    </>
  )
  return (
    <Screen title={words.checkout.title} testId="checkout-page" foot={foot}>
      <Await from={basket}>
        {(found) =>
          found.lines.length === 0 ? (
            <Empty
              picture="cart"
              title={words.checkout.gone}
              words={words.checkout.goneWords}
              action={<Button to={paths.orders()}>{words.orders.title}</Button>}
            />
          ) : (
            <>
              <AddressCard loaded={addresses} address={address} />
              <Box className="card block">
                <Text as="h2" className="b">
                  {found.shopName}
                </Text>
                {found.lines.map((line) => (
                  <GoodsLine key={line.skuId} {...line} />
                ))}
                <Box className="rule mt4">
                  <Row name={words.cart.goods}>{formatMoney(found.goodsFen)}</Row>
                  <Row name={words.cart.postage}>{postageWords(found.postageFen, words.cart.freePostage)}</Row>
                  <Row name={words.cart.total} strong>
                    {formatMoney(found.totalFen)}
                  </Row>
                </Box>
              </Box>
              <Box className="card block flush">
                <Field
                  name={words.checkout.note}
                  value={note}
                  onInput={setNote}
                  placeholder={words.checkout.noteHint}
                  maxLength={100}
                  testId="note"
                />
              </Box>
              {found.returnExcepted && (
                <Box className="card block flush">
                  <Tick on={confirmed} onChange={setConfirmed} testId="waiver">
                    {words.checkout.waiver}
                  </Tick>
                </Box>
              )}
              <Box className="pad mt12">
                <ReferrerNote />
                <Box className="mt8">
                  <Note tone="plain" icon="clock">
                    {words.checkout.stays}
                  </Note>
                </Box>
              </Box>
            </>
          )
        }
      </Await>
    </Screen>
  )
}

const postageWords = (fen: number, free: string) => (fen === 0 ? free : formatMoney(fen))
