import type { ReactNode } from 'react'
import { formatMoney } from '../../../design/money.ts'
import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Text } from '../elements/text.tsx'

type GoodsLineProps = { title: string; skuName: string; picture: string; priceFen?: number; quantity?: number; children?: ReactNode }

/** One thing bought: picture, name, option, price and number; what can be done with it below. */
export function GoodsLine({ title, skuName, picture, priceFen, quantity, children }: GoodsLineProps) {
  return (
    <Box className="goods mt12">
      <Box className="thumb">
        <Picture src={picture} />
      </Box>
      <Box className="col grow">
        <Box className="row top between tight">
          <Box className="col grow">
            <Text className="b two-lines">{title}</Text>
            <Text className="t12 sec">{skuName}</Text>
          </Box>
          <Box className="col end">
            {priceFen !== undefined && <Text className="num">{formatMoney(priceFen)}</Text>}
            {quantity !== undefined && <Text className="t12 sec num">×{quantity}</Text>}
          </Box>
        </Box>
        {children}
      </Box>
    </Box>
  )
}
