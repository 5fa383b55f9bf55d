import { useState } from 'react'
import { formatAmount, formatMoney, parseMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { useWords } from '../../words/words.ts'
import type { Listing } from './index.tsx'

type Sku = Listing['skus'][number]

/** Each option's price, within the supplier's band. */
export function PriceSheet({ listing, onClose, onChange }: { listing: Listing; onClose: () => void; onChange: () => void }) {
  const words = useWords()
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(listing.skus.map((sku) => [sku.skuId, formatAmount(sku.priceFen).replace(/,/g, '')])),
  )
  const { busy, act } = useAct()
  const priceOf = (sku: Sku) => parseMoney(typed[sku.skuId] ?? '')
  const wrong = (sku: Sku) => {
    const price = priceOf(sku)
    return price === undefined || price < sku.minPriceFen || price > sku.maxPriceFen ? words.myGoods.wrong : undefined
  }
  const save = () => {
    if (listing.skus.some(wrong)) return
    act(async () => {
      const prices = listing.skus.map((sku) => ({ skuId: sku.skuId, priceFen: priceOf(sku) ?? sku.priceFen }))
      await call('PATCH /my/shop/listings/:id', { params: { id: listing.listingId }, body: { prices } })
      onChange()
    })
  }
  return (
    <Sheet
      title={words.myGoods.changeTitle}
      onClose={onClose}
      foot={
        <Button wide busy={busy} disabled={listing.skus.some(wrong)} onPress={save} testId="save-prices">
          {words.save}
        </Button>
      }
    >
      {listing.skus.map((sku) => (
        <Field
          key={sku.skuId}
          name={sku.name}
          kind="money"
          value={typed[sku.skuId] ?? ''}
          onInput={(text) => setTyped({ ...typed, [sku.skuId]: text })}
          hint={words.myGoods.band(formatMoney(sku.minPriceFen), formatMoney(sku.maxPriceFen))}
          wrong={wrong(sku)}
          testId={`price-of-${sku.skuId}`}
        />
      ))}
    </Sheet>
  )
}
