import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoadList } from '../../load.ts'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Tag, type Tone } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type AfterSale = Reply<'GET /after-sales'>['items'][number]
const tones: Record<AfterSale['state'], Tone> = {
  requested: 'accent',
  approved: 'amber',
  returning: 'amber',
  replacing: 'amber',
  arbitrating: 'accent',
  refunding: 'amber',
  refunded: 'jade',
  replaced: 'jade',
  rejected: 'crimson',
  closed: '',
}

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function AfterSales() {
  const words = useWords().refund
  const { language } = usePreferences()
  const list = useLoadList('after-sales', (after) => call('GET /after-sales', { query: after ? { after } : {} }))
  return (
    <Screen title={words.listTitle}>
      <AwaitList from={list} empty={<Empty picture="orders" title={words.empty} words={words.emptyWords} />}>
        {(items) =>
          items.map((request) => (
            <Press key={request.id} className="card block" to={paths.afterSale(request.id)} testId={`after-sale-${request.id}`}>
              <Box className="row between">
                <Text className="t12 sec num">{formatTime(request.requestedAt, language)}</Text>
                <Tag tone={tones[request.state]}>{words.states[request.state]}</Tag>
              </Box>
              <GoodsLine {...request}>
                <Text className="t12 sec">
                  {request.kind === 'exchange' ? words.kinds.exchange : `${words.kinds[request.kind]} ${formatMoney(request.amountFen)}`}
                </Text>
              </GoodsLine>
            </Press>
          ))
        }
      </AwaitList>
    </Screen>
  )
}
