import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Tick } from '../../parts/form.tsx'
import { Cell } from '../../parts/list.tsx'
import { useWords } from '../../words/words.ts'
import type { Basket } from './basket.ts'

type Coupons = Basket['coupons']

/** The coupons of this order: those that take the most off unless one chooses. */
export function CouponCell({ coupons, onChoose }: { coupons: Coupons; onChoose: (claims: string[] | undefined) => void }) {
  const words = useWords().promotion.checkout
  const [open, setOpen] = useState(false)
  if (coupons.length === 0) return null
  const used = coupons.filter((coupon) => coupon.used).length
  return (
    <Box className="card block flush">
      <Cell
        icon="coin"
        title={words.coupons}
        value={used > 0 ? words.used(used) : words.notUsed(coupons.length)}
        onPress={() => setOpen(true)}
        testId="choose-coupons"
      />
      {open && (
        <CouponSheet
          coupons={coupons}
          onClose={() => setOpen(false)}
          onChoose={(claims) => {
            setOpen(false)
            onChoose(claims)
          }}
        />
      )}
    </Box>
  )
}

function CouponSheet({
  coupons,
  onClose,
  onChoose,
}: {
  coupons: Coupons
  onClose: () => void
  onChoose: (claims: string[] | undefined) => void
}) {
  const words = useWords().promotion.checkout
  const [chosen, setChosen] = useState<string[]>(coupons.filter(({ used }) => used).map(({ claimId }) => claimId))
  const toggle = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id))
  return (
    <Sheet
      title={words.choose}
      onClose={onClose}
      testId="coupon-sheet"
      foot={
        <Box className="pair">
          <Button kind="quiet" onPress={() => onChoose(undefined)} testId="best-coupons">
            {words.best}
          </Button>
          <Button onPress={() => onChoose(chosen)} testId="use-coupons">
            {words.done}
          </Button>
        </Box>
      }
    >
      {coupons.map(({ claimId, name, used, missingFen }) => (
        <Box key={claimId}>
          <Tick on={chosen.includes(claimId)} onChange={(on) => toggle(claimId, on)} testId={`coupon-${claimId}`}>
            {name}
          </Tick>
          {!used && <Text className="t12 sec">{missingFen === null ? words.unusable : words.missing(formatMoney(missingFen))}</Text>}
        </Box>
      ))}
    </Sheet>
  )
}
