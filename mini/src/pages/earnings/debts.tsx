import { formatDay } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Note } from '../../parts/marks.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { Wallet } from './index.tsx'

/** A wallet below zero: why, how it is repaid, and until when it is the person's. */
export function Debts({ wallet }: { wallet: Wallet }) {
  const words = useWords().wallet
  const { language } = usePreferences()
  if (wallet.availableFen >= 0) return null
  const today = now().toISOString()
  return (
    <Box className="pad mt12">
      <Note icon="alert" testId="debts">
        <Text as="p" className="b">{`${words.debt} ${formatMoney(0 - wallet.availableFen)}`}</Text>
        <Text as="p">{words.debtWords}</Text>
        {wallet.debts.map(({ amountFen, since, dueAt }) => (
          <Text as="p" key={`${since}${amountFen}`} className="t12 sec mt4">
            {words.debtDue(formatMoney(amountFen), formatDay(dueAt, language, today))}
          </Text>
        ))}
      </Note>
    </Box>
  )
}
