import { call, type Reply } from '../../api.ts'

type Quote = Reply<'POST /orders/quote'>
export type Wanted = { listingId: string; skuId: string; quantity: number }
export type Basket = Omit<Quote, 'lines'> & {
  lines: Quote['lines']
  order: { listingId: string; skuId: string; quantity: number; priceFen: number }[]
  returnExcepted: boolean
  special: Special | undefined
}
type Special = { offerId: string; groupId?: string } | { bargainId: string }

/** Bought in a group, or for what friends have cut it down to. */
function specialOf({ offerId, groupId, bargainId }: Record<string, string | undefined>): Special | undefined {
  if (offerId) return { offerId, ...(groupId && { groupId }) }
  return bargainId ? { bargainId } : undefined
}

/** What is being bought: one option chosen on a product page, or one shop's part of the cart. Empty when it was bought meanwhile. */
export async function loadWanted(asked: Record<string, string | undefined>): Promise<Wanted[]> {
  const { shopId, listingId, skuId, quantity } = asked
  if (listingId && skuId) return [{ listingId, skuId, quantity: Number(quantity ?? 1) }]
  const cart = await call('GET /cart')
  const part = cart.shops.find((shop) => shop.shopId === shopId)
  return (part?.lines ?? [])
    .filter((line) => line.onSale && line.stock >= line.quantity)
    .map(({ listingId, skuId, quantity }) => ({ listingId, skuId, quantity }))
}

/** The same with its price, step by step, to the address if one is chosen. */
export async function loadBasket(
  asked: Record<string, string | undefined>,
  addressId: string | undefined,
  delivery: 'parcel' | 'pickup' | 'local',
  claims?: string[],
): Promise<Basket | null> {
  const lines = await loadWanted(asked)
  if (lines.length === 0) return null
  const special = specialOf(asked)
  const quote = await call('POST /orders/quote', {
    body: { lines, delivery, ...(addressId && { addressId }), ...(claims && { claims }), ...(special && { special }) },
  })
  return {
    ...quote,
    special,
    order: quote.lines.map(({ listingId, skuId, quantity, priceFen }) => ({ listingId, skuId, quantity, priceFen })),
    returnExcepted: quote.lines.some((line) => line.returnExcepted),
  }
}
