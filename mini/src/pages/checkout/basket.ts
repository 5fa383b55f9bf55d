import { call } from '../../api.ts'
import { Refused } from '../../refused.ts'

export type BasketLine = {
  listingId: string
  skuId: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  quantity: number
}
export type Basket = {
  shopId: string
  shopName: string
  lines: BasketLine[]
  order: { listingId: string; skuId: string; quantity: number; priceFen: number }[]
  goodsFen: number
  /** Undefined where only the placed order tells. */
  postageFen: number | undefined
  totalFen: number
  returnExcepted: boolean
}

/** What is being bought: one option chosen on a product page, or one shop's part of the cart. */
export async function loadBasket(asked: Record<string, string | undefined>): Promise<Basket> {
  const { shopId = '', listingId, skuId, quantity } = asked
  return listingId && skuId ? fromProduct(listingId, skuId, Number(quantity ?? 1)) : fromCart(shopId)
}

async function fromProduct(listingId: string, skuId: string, quantity: number): Promise<Basket> {
  const product = await call('GET /listings/:id', { params: { id: listingId } })
  const sku = product.skus.find(({ id }) => id === skuId)
  if (!sku)
    throw new Refused(404, { code: 'catalog.sku_not_found', zh: '没有这个规格，请重新选择。', en: 'No such option; choose another.' })
  const line = { listingId, skuId, title: product.title, skuName: sku.name, picture: product.picture, priceFen: sku.priceFen, quantity }
  const goodsFen = sku.priceFen * quantity
  // The server quotes postage for a cart only; here it is known once the order is placed, and asked about before paying.
  return {
    shopId: product.shopId,
    shopName: product.shopName,
    ...asOrdered([line]),
    goodsFen,
    postageFen: undefined,
    totalFen: goodsFen,
    returnExcepted: product.returnExcepted,
  }
}

async function fromCart(shopId: string): Promise<Basket> {
  const cart = await call('GET /cart')
  const part = cart.shops.find((shop) => shop.shopId === shopId)
  if (!part) return { shopId, shopName: '', ...asOrdered([]), goodsFen: 0, postageFen: 0, totalFen: 0, returnExcepted: false }
  const { shopName, goodsFen, postageFen, totalFen, lines } = part
  return {
    shopId,
    shopName,
    ...asOrdered(lines),
    goodsFen,
    postageFen,
    totalFen,
    returnExcepted: lines.some((line) => line.returnExcepted),
  }
}

function asOrdered(lines: BasketLine[]) {
  return { lines, order: lines.map(({ listingId, skuId, quantity, priceFen }) => ({ listingId, skuId, quantity, priceFen })) }
}
