import type { ReactNode } from 'react'
import { formatMoney } from '../../../design/money.ts'
import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { Price } from './price.tsx'

export type PromotedGoods = {
  listingId: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  lowestDealFen: number | null
}

/** Goods at a special price: beside it what may be crossed out, and what the shop asks. */
export function Promoted({ goods, specialFen, children }: { goods: PromotedGoods; specialFen: number; children?: ReactNode }) {
  const words = useWords().promotion
  // Only a price that people paid in the last seven days is crossed out, and only when it was higher.
  const crossed = goods.lowestDealFen !== null && goods.lowestDealFen > specialFen ? goods.lowestDealFen : null
  return (
    <Box className="promoted">
      <Press className="row top" to={paths.product(goods.listingId)}>
        <Box className="thumb large">
          <Picture src={goods.picture} alt={goods.title} />
        </Box>
        <Box className="col grow gap4">
          <Text className="b two-lines">{goods.title}</Text>
          <Text className="t12 sec">{goods.skuName}</Text>
          <Box className="row base tight wrap">
            <Price fen={specialFen} />
            {crossed !== null && (
              <Text className="t12 sec crossed" label={words.lowestDeal(formatMoney(crossed))}>
                {formatMoney(crossed)}
              </Text>
            )}
          </Box>
          <Text className="t12 sec">{words.listPrice(formatMoney(goods.priceFen))}</Text>
        </Box>
      </Press>
      {children}
    </Box>
  )
}

/** How far something is: a bar with its words. */
export function Progress({ part, whole, children }: { part: number; whole: number; children: ReactNode }) {
  const percent = whole <= 0 ? 0 : Math.min(100, Math.round((part * 100) / whole))
  return (
    <Box className="progress" role="img" label={`${percent}%`}>
      <Box className="bar">
        <Box className="done" style={{ width: `${percent}%` }} />
      </Box>
      <Text className="t12 sec">{children}</Text>
    </Box>
  )
}
