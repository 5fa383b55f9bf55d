import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoadList } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Tag, type Tone } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Withdrawal = Reply<'GET /my/withdrawals'>['items'][number]

const tones: Record<Withdrawal['state'], Tone> = {
  requested: 'amber',
  reviewing: 'amber',
  issued: 'amber',
  awaiting_confirmation: 'accent',
  paid: 'jade',
  failed: 'crimson',
  cancelled: '',
}

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function WithdrawalsPage() {
  const words = useWords()
  const list = useLoadList('withdrawals', (after) => call('GET /my/withdrawals', { query: after ? { after } : {} }))
  return (
    <Screen title={words.withdrawal.listTitle} testId="withdrawals">
      <AwaitList
        from={list}
        empty={
          <Empty
            picture="earnings"
            title={words.withdrawal.empty}
            words={words.withdrawal.emptyWords}
            action={<Button to={paths.withdraw}>{words.withdraw.title}</Button>}
          />
        }
      >
        {(items) => (
          <Box className="card block flush cells">
            {items.map((withdrawal) => (
              <OneWithdrawal key={withdrawal.id} withdrawal={withdrawal} />
            ))}
          </Box>
        )}
      </AwaitList>
    </Screen>
  )
}

function OneWithdrawal({ withdrawal }: { withdrawal: Withdrawal }) {
  const words = useWords()
  const { language } = usePreferences()
  const { id, state, grossFen, netFen, paidNetFen, requestedAt } = withdrawal
  const arrives =
    state === 'paid'
      ? `${words.withdraw.net} ${formatMoney(paidNetFen)}`
      : netFen > 0
        ? words.withdrawal.afterTax(formatMoney(netFen))
        : undefined
  return (
    <Press className="cell item" to={paths.withdrawal(id)} testId={`withdrawal-${id}`}>
      <Box className="col grow">
        <Box className="row tight wrap">
          <Text className="h2 num">{formatMoney(grossFen)}</Text>
          <Tag tone={tones[state]}>{words.withdrawal.states[state]}</Tag>
        </Box>
        <Text className="t12 sec">
          {[formatTime(requestedAt, language, now().toISOString()), ...(arrives ? [arrives] : [])].join(' · ')}
        </Text>
      </Box>
      <Icon name="right" size="m" />
    </Press>
  )
}
