import { call } from '../../api.ts'
import { useLoadList } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { OrderCard } from '../../parts/order-card.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'

/** Orders of one's shop. Suppliers ship; the owner sees how far it is, not where the buyer lives. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function ShopOrders() {
  const words = useWords().orders
  return (
    <OwnersOnly title={words.shopTitle}>
      <Orders />
    </OwnersOnly>
  )
}

function Orders() {
  const words = useWords()
  const list = useLoadList('shop-orders', (after) => call('GET /my/shop/orders', { query: after ? { after } : {} }))
  return (
    <Screen title={words.orders.shopTitle} testId="shop-orders">
      <AwaitList
        from={list}
        empty={
          <Empty
            picture="orders"
            title={words.orders.shopEmpty}
            words={words.orders.shopEmptyWords}
            action={<Button to={paths.share}>{words.card.share}</Button>}
          />
        }
      >
        {(orders) => orders.map((order) => <OrderCard key={order.id} order={order} />)}
      </AwaitList>
    </Screen>
  )
}
