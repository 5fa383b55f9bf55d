import { useRef } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { knowCartPieces } from '../../cart-pieces.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Stepper } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Row } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Price } from '../../parts/price.tsx'
import { PriceSteps, ThresholdReminder } from '../../parts/price-steps.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import './index.css'

type Cart = Reply<'GET /cart'>
type ShopPart = Cart['shops'][number]
type Line = ShopPart['lines'][number]

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function CartPage() {
  const words = useWords()
  const cart = useLoad('cart', async () => {
    const found = await call('GET /cart')
    knowCartPieces(found.pieces)
    return found
  })
  const keep = (changed: Cart) => {
    knowCartPieces(changed.pieces)
    cart.change(changed)
  }
  return (
    <Screen title={words.cart.title} tab="cart" testId="cart">
      <Text as="h1" className="page-title">
        {words.cart.title}
      </Text>
      <Await from={cart}>
        {({ shops }) =>
          shops.length === 0 ? (
            <Empty
              picture="cart"
              title={words.cart.empty}
              words={words.cart.emptyWords}
              action={<Button to={paths.home}>{words.cart.goShopping}</Button>}
            />
          ) : (
            shops.map((shop) => <ShopCart key={shop.shopId} shop={shop} onChange={keep} />)
          )
        }
      </Await>
    </Screen>
  )
}

type Quote = Reply<'POST /orders/quote'>

/** What the shop's part comes to, step by step, with what is taken off; until the answer is there, what was last known. */
function useQuote({ shopId, lines }: ShopPart, ready: boolean): Quote | undefined {
  const wanted = lines.map(({ listingId, skuId, quantity }) => ({ listingId, skuId, quantity }))
  const quote = useLoad<Quote | null>(`cart-quote:${shopId}:${ready}:${JSON.stringify(wanted)}`, async () =>
    ready ? call('POST /orders/quote', { body: { lines: wanted } }) : null,
  )
  const known = useRef<Quote>(undefined)
  if (quote.data) known.current = quote.data
  return ready && quote.error === undefined ? known.current : undefined
}

/** One shop's part: an order is placed in one shop, so each has its own sum and its own way to the checkout. */
function ShopCart({ shop, onChange }: { shop: ShopPart; onChange: (cart: Cart) => void }) {
  const words = useWords()
  const ready = shop.lines.every(({ onSale, stock, quantity }) => onSale && stock >= quantity)
  const quote = useQuote(shop, ready)
  return (
    <Box as="section" className="card block" testId={`cart-shop-${shop.shopId}`}>
      <Press className="row tight shop-name" to={paths.shop(shop.shopId)}>
        <Icon name="store" size="m" />
        <Text as="strong">{shop.shopName}</Text>
        <Icon name="right" size="s" />
      </Press>
      {shop.lines.map((line) => (
        <CartLine
          key={line.skuId}
          line={line}
          special={quote?.lines.find(({ skuId }) => skuId === line.skuId)?.special ?? null}
          onChange={onChange}
        />
      ))}
      <Box className="rule sum">
        <Box testId="price-steps">
          {quote ? (
            <PriceSteps steps={quote.steps} />
          ) : (
            <>
              <Row name={words.cart.goods}>{formatMoney(shop.goodsFen)}</Row>
              <Row name={words.cart.postage}>{shop.postageFen === 0 ? words.cart.freePostage : formatMoney(shop.postageFen)}</Row>
            </>
          )}
        </Box>
        {quote && <ThresholdReminder thresholds={quote.thresholds} />}
        <Box className="row between mt12">
          <Box className="row base tight">
            <Text className="sec">{words.cart.total}</Text>
            <Price fen={quote?.totalFen ?? shop.totalFen} testId="cart-total" />
          </Box>
          <Button disabled={!ready} to={paths.checkout({ shopId: shop.shopId })} testId="checkout">
            {words.cart.checkout}
          </Button>
        </Box>
      </Box>
    </Box>
  )
}

function CartLine({ line, special, onChange }: { line: Line; special: Quote['lines'][number]['special']; onChange: (cart: Cart) => void }) {
  const words = useWords()
  const { act } = useAct()
  const set = (quantity: number) =>
    act(async () => {
      const params = { listingId: line.listingId, skuId: line.skuId }
      if (quantity === 0 && !(await confirm({ title: words.cart.removeIt(line.title), yes: words.remove, no: words.cancel, danger: true })))
        return
      onChange(await call('PUT /cart/lines/:listingId/:skuId', { params, body: { quantity } }))
    })
  const trouble = !line.onSale ? words.cart.offSale : line.stock < line.quantity ? words.cart.onlyLeft(line.stock) : undefined
  return (
    <Box className="cart-line">
      <Press className="thumb" to={paths.product(line.listingId)} label={line.title}>
        <Picture src={line.picture} />
      </Press>
      <Box className="col grow gap4">
        <Text className="b two-lines">{line.title}</Text>
        <Text className="t12 sec">{line.skuName}</Text>
        {trouble && <Text className="t12 crimson">{trouble}</Text>}
        <Box className="row wrap between tight">
          <Box className="row base tight wrap">
            <Price fen={special?.priceFen ?? line.priceFen} size="small" />
            {special && <Tag tone="accent">{words.promotion.specials[special.kind]}</Tag>}
          </Box>
          <Box className="row tight">
            {line.quantity <= 1 && (
              <Press className="iconbtn sec" onPress={() => set(0)} label={words.remove} testId="remove">
                <Icon name="trash" size="m" />
              </Press>
            )}
            <Stepper name={words.quantity} value={line.quantity} min={1} max={Math.min(99, Math.max(line.stock, 1))} onChange={set} />
          </Box>
        </Box>
      </Box>
    </Box>
  )
}
