import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { call } from '../../api.ts'
import { useChosenAddress } from '../../chosen-address.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Tick } from '../../parts/form.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Row } from '../../parts/list.tsx'
import { Note, Tag } from '../../parts/marks.tsx'
import { Price } from '../../parts/price.tsx'
import { PriceSteps, ThresholdReminder } from '../../parts/price-steps.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import { loadBasket } from './basket.ts'
import { CouponCell } from './coupons.tsx'
import { usePlaceOrder } from './place-order.ts'
import { ReferrerNote } from './referrer-note.tsx'
import { useWay, WayChoice } from './way.tsx'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Checkout() {
  const words = useWords()
  const asked = queryOf(useRouter().params)
  const addresses = useLoad('addresses', async () => (await call('GET /addresses')).items)
  const address = useChosenAddress(addresses.data)
  // Asked again when the address changes: postage may be another.
  const way = useWay(asked.shopId, address)
  const [claims, setClaims] = useState<string[]>()
  const basket = useLoad(`checkout ${address?.id ?? ''} ${way.way} ${claims?.join() ?? 'best'}`, () =>
    loadBasket(asked, address?.id, way.way, claims),
  )
  const [note, setNote] = useState('')
  const [confirmed, setConfirmed] = useState(false)
  const { busy, place } = usePlaceOrder(basket.reload)
  const { data } = basket
  const foot = data && (
    <>
      <Box className="col">
        <Text className="t12 sec">{words.cart.total}</Text>
        <Price fen={data.totalFen} testId="total" />
      </Box>
      <Button busy={busy} onPress={() => place(data, { way, confirmed, note })} testId="place-order">
        {busy ? words.checkout.placing : words.checkout.place}
      </Button>
    </>
  )
  return (
    <Screen title={words.checkout.title} testId="checkout-page" foot={foot}>
      <Await from={basket}>
        {(found) =>
          found === null ? (
            <Empty
              picture="cart"
              title={words.checkout.gone}
              words={words.checkout.goneWords}
              action={<Button to={paths.orders()}>{words.orders.title}</Button>}
            />
          ) : (
            <>
              {found.delivery === 'digital' ? (
                <Note tone="plain" icon="spark" testId="digital-note">
                  {words.digital.checkout}
                </Note>
              ) : (
                <WayChoice way={way} addresses={addresses} address={address} />
              )}
              <Box className="card block">
                <Text as="h2" className="b">
                  {found.shopName}
                </Text>
                {found.lines.map((line) => (
                  <GoodsLine key={line.skuId} {...line} priceFen={line.special?.priceFen ?? line.priceFen}>
                    {line.special && (
                      <Box className="mt4">
                        <Tag tone="accent">{words.promotion.specials[line.special.kind]}</Tag>
                      </Box>
                    )}
                  </GoodsLine>
                ))}
                <Box className="rule mt12 sums" testId="price-steps">
                  <PriceSteps steps={found.steps} />
                  <Row name={words.cart.total} strong>
                    {formatMoney(found.totalFen)}
                  </Row>
                </Box>
              </Box>
              <CouponCell coupons={found.coupons} onChoose={setClaims} />
              <Box className="pad">
                <ThresholdReminder thresholds={found.thresholds} />
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
              {!found.deliverable && (
                <Box className="pad">
                  <Note icon="pin" testId="not-delivered">
                    {words.checkout.notDelivered}
                  </Note>
                </Box>
              )}
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
