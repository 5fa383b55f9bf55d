import { useState } from 'react'
import { formatAmount } from '../../../../design/money.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Sheet } from '../../parts/above.tsx'
import { More } from '../../parts/list.tsx'
import { useWords } from '../../words/words.ts'
import type { Product } from './index.tsx'

type Money = Product['money']
type PartName = 'supplierAndShop' | 'supplier' | 'shop' | 'referrers' | 'platform'

/** The supplier's own part is named only where the supplier agreed; otherwise supplier and shop are one. */
function partsOf(money: Money): { name: PartName; fen: number; tone: string }[] {
  const shown = money.supplierFen !== null && money.shopFen !== null
  const first: { name: PartName; fen: number; tone: string }[] = shown
    ? [
        { name: 'supplier', fen: money.supplierFen ?? 0, tone: 'apricot' },
        { name: 'shop', fen: money.shopFen ?? 0, tone: 'green' },
      ]
    : [{ name: 'supplierAndShop', fen: money.supplierAndShopFen, tone: 'apricot' }]
  return [...first, { name: 'referrers', fen: money.referrersFen, tone: 'red' }, { name: 'platform', fen: money.platformFen, tone: 'grey' }]
}

/** Where the money of one piece goes: a bar, its legend, and how it is reckoned. */
export function MoneyBar({ money }: { money: Money }) {
  const words = useWords().product
  const [open, setOpen] = useState(false)
  const parts = partsOf(money)
  const title = words.whereMoneyGoes(formatAmount(money.priceFen))
  return (
    <Box className="money" testId="money-bar">
      <Box className="row base between">
        <Text as="h3" className="b">
          {title}
        </Text>
        <More onPress={() => setOpen(true)} testId="how-reckoned">
          {words.howReckoned}
        </More>
      </Box>
      <Box className="segments" role="img" label={parts.map(({ name, fen }) => `${words.parts[name]} ${formatAmount(fen)}`).join(', ')}>
        {parts.map(({ name, fen, tone }) => (
          <Box key={name} className={`segment ${tone}`} style={{ flexGrow: Math.max(fen, 1) }} />
        ))}
      </Box>
      <Legend parts={parts} />
      {open && (
        <Sheet title={title} onClose={() => setOpen(false)}>
          <Legend parts={parts} />
          {words.reckoned.map((line) => (
            <Text key={line} as="p" className="sec mt12">
              {line}
            </Text>
          ))}
        </Sheet>
      )}
    </Box>
  )
}

function Legend({ parts }: { parts: ReturnType<typeof partsOf> }) {
  const words = useWords().product.parts
  return (
    <Box className="legend">
      {parts.map(({ name, fen, tone }) => (
        <Box key={name} className="part">
          <Box className={`dot ${tone}`} />
          <Text className="grow">{words[name]}</Text>
          <Text className="b num">{formatAmount(fen)}</Text>
        </Box>
      ))}
    </Box>
  )
}
