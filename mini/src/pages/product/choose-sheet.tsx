import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { knowCartPieces } from '../../cart-pieces.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { go } from '../../navigation.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, Stepper } from '../../parts/form.tsx'
import { Price } from '../../parts/price.tsx'
import { paths } from '../../paths.ts'
import { session } from '../../session.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { FlashPrice, flashFor, shownOption } from './flash.tsx'
import type { Offers, Product } from './index.tsx'

const mostPieces = 99

/** Which option and how many, for the cart or for buying at once. */
export function ChooseSheet({
  product,
  offers,
  purpose,
  onClose,
}: {
  product: Product
  offers: Offers
  purpose: 'buy' | 'cart'
  onClose: () => void
}) {
  const words = useWords()
  const { busy, act } = useAct()
  const intention = useIntention()
  const [skuId, setSkuId] = useState<string>(shownOption(product)?.id ?? '')
  const [quantity, setQuantity] = useState(1)
  const sku = product.skus.find(({ id }) => id === skuId)
  const flash = flashFor(offers.data, skuId, quantity)
  const limited = flash ? undefined : flashFor(offers.data, skuId)
  const most = Math.min(mostPieces, sku?.stock ?? 0)
  const finish = () =>
    act(async () => {
      if (!session.get()) return go(paths.login)
      const chosen = { listingId: product.listingId, skuId, quantity }
      onClose()
      if (purpose === 'buy') return go(paths.checkout({ shopId: product.shopId, ...chosen, quantity: String(quantity) }))
      const { pieces } = await call('POST /cart/lines', { body: chosen, intention })
      intention.fulfilled()
      knowCartPieces(pieces)
      tell(words.product.added)
    })
  const choices = product.skus.map(({ id, name, stock }) => ({ value: id as string, name, disabled: stock === 0 }))
  return (
    <Sheet
      title={product.title}
      onClose={onClose}
      testId="choose"
      foot={
        <Button wide busy={busy} disabled={most < 1} onPress={finish} testId="choose-done">
          {purpose === 'buy' ? words.product.buy : words.product.addToCart}
        </Button>
      }
    >
      <Box className="row">
        <Box className="thumb">
          <Picture src={product.picture} />
        </Box>
        <Box className="col gap8">
          {flash ? (
            <FlashPrice key={flash.id} sale={flash} onEnd={offers.reload} testId="choose-price" />
          ) : (
            <Price fen={sku?.priceFen ?? product.priceFen} size="large" testId="choose-price" />
          )}
          {limited && (
            <Text className="t12 amber">{words.promotion.flash.tooMany(Math.min(limited.perPerson, limited.quota - limited.taken))}</Text>
          )}
          <Text className="t12 sec">{words.product.stockLeft(sku?.stock ?? 0)}</Text>
        </Box>
      </Box>
      <Text as="h3" className="b mt16">
        {words.product.option}
      </Text>
      <Box className="mt8">
        <Chips
          name={words.product.option}
          choices={choices}
          value={skuId}
          onChange={(id) => {
            setSkuId(id)
            setQuantity(1)
          }}
        />
      </Box>
      <Box className="row between mt16">
        <Text className="b">{words.quantity}</Text>
        <Stepper name={words.quantity} value={quantity} max={most} onChange={setQuantity} />
      </Box>
    </Sheet>
  )
}
