import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Coupon as CouponSchema } from '../../../contract/promotion.ts'
import { formatLeft, formatTime } from '../../../design/dates.ts'
import { formatMoney } from '../../../design/money.ts'
import { now } from '../clock.ts'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { usePreferences } from '../preferences.ts'
import { useWords } from '../words/words.ts'

export type Coupon = z.output<typeof CouponSchema>
const threeDaysMs = 3 * 86_400_000

/** What a coupon takes off, in words. */
export function useWorth() {
  const { coupon } = useWords().promotion
  return ({ reduction }: Pick<Coupon, 'reduction'>) =>
    'offFen' in reduction
      ? coupon.off(formatMoney(reduction.offFen))
      : coupon.rate(`${reduction.rate / 100}%`, formatMoney(reduction.atMostFen))
}

/** A coupon as a ticket: what it is worth, what it is for, and what can be done with it. */
export function CouponCard({
  coupon,
  expiresAt,
  spent,
  children,
}: {
  coupon: Coupon
  expiresAt?: string
  spent?: boolean
  children?: ReactNode
}) {
  const words = useWords().promotion.coupon
  const worthOf = useWorth()
  const { language } = usePreferences()
  const soon = expiresAt !== undefined && !spent && Date.parse(expiresAt) - now().getTime() < threeDaysMs
  const when =
    expiresAt === undefined
      ? words.validDays(coupon.validDays)
      : soon
        ? words.soon(formatLeft(expiresAt, now().toISOString(), language))
        : words.until(formatTime(expiresAt, language))
  return (
    <Box className={`coupon${spent ? ' spent' : ''}`} testId={`coupon-${coupon.id}`}>
      <Box className="worth">
        <Text className="sum">
          {'offFen' in coupon.reduction ? formatMoney(coupon.reduction.offFen) : `${coupon.reduction.rate / 100}%`}
        </Text>
        <Text className="t12">{coupon.fromFen > 0 ? words.from(formatMoney(coupon.fromFen)) : words.anything}</Text>
      </Box>
      <Box className="what">
        <Text className="b two-lines">{coupon.name}</Text>
        <Text className="t12 sec one-line">{coupon.shopName ?? words.ofPlatform}</Text>
        <Text className="t12 sec">{worthOf(coupon)}</Text>
        {coupon.productIds.length + coupon.categoryIds.length > 0 && <Text className="t12 sec">{words.ofGoods}</Text>}
        <Text className={`t12 ${soon ? 'amber' : 'sec'}`}>{when}</Text>
      </Box>
      {children && <Box className="act">{children}</Box>}
    </Box>
  )
}
