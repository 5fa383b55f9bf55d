import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { useLoadList } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { OrderCard } from '../../parts/order-card.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

const stages = ['all', 'to_pay', 'to_ship', 'to_receive', 'done'] as const
type Stage = (typeof stages)[number]

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Orders() {
  const words = useWords().orders
  const asked = queryOf(useRouter().params).stage
  const [stage, setStage] = useState<Stage>(stages.find((known) => known === asked) ?? 'all')
  const list = useLoadList(`orders:${stage}`, (after) => call('GET /orders', { query: { stage, ...(after ? { after } : {}) } }))
  const shopping = useWords().cart.goShopping
  return (
    <Screen title={words.title} testId="orders">
      <Box className="mt4">
        <Chips
          name={words.title}
          choices={stages.map((value) => ({ value, name: words.stages[value] }))}
          value={stage}
          onChange={setStage}
          scroll
        />
      </Box>
      <AwaitList
        from={list}
        empty={<Empty picture="orders" title={words.empty} words={words.emptyWords} action={<Button to={paths.home}>{shopping}</Button>} />}
      >
        {(items) => items.map((order) => <OrderCard key={order.id} order={order} to={paths.order(order.id)} />)}
      </AwaitList>
    </Screen>
  )
}
