import type { ProductId, ShopId } from '@lianka/contract/ids'
import { LRUCache } from 'lru-cache'
import type { Ctx } from '#platform/context'
import { type Offer, offersByProduct } from '#shop/service'

/**
 * How goods are offered, never older than two seconds: of what was sold out in between the product page still tells the truth. What is asked for
 * all the time is read again after one, all of it together and beside the questions, so that a page of forty goods need not wait for one of them.
 */
type Kept = { offer: Offer | null; readAt: number }
type Offers = { kept: LRUCache<string, Kept>; ageing: Map<ShopId | undefined, Set<ProductId>>; isReading: boolean }

const freshMs = 2000
const readAgainAfterMs = 1000
const gatheredMs = 50
const offersMost = 20_000

const offersOfHouse = new WeakMap<object, Offers>()

function open(ctx: Ctx): Offers {
  const known = offersOfHouse.get(ctx.settings)
  if (known) return known
  const made: Offers = { kept: new LRUCache({ max: offersMost }), ageing: new Map(), isReading: false }
  offersOfHouse.set(ctx.settings, made)
  return made
}

const keyOf = (id: ProductId, shopId: ShopId | undefined) => (shopId ? `${shopId} ${id}` : id)

async function read(ctx: Ctx, { kept }: Offers, ids: readonly ProductId[], shopId: ShopId | undefined): Promise<void> {
  // What changes while it is read is only seen by the next reading, so the age counts from the beginning.
  const readAt = performance.now()
  const found = new Map((await offersByProduct(ctx, ids, shopId)).map((offer) => [offer.productId, offer]))
  for (const id of ids) {
    const offer = found.get(id)
    kept.set(keyOf(id, shopId), { offer: offer?.tile.inStock ? offer : null, readAt })
  }
}

/** Reads what is getting old, a moment after the first of it was asked for. */
function readAgainSoon(ctx: Ctx, mine: Offers) {
  if (mine.isReading) return
  mine.isReading = true
  const readAll = async () => {
    const ageing = [...mine.ageing]
    mine.ageing.clear()
    for (const [shopId, ids] of ageing) await read(ctx, mine, [...ids], shopId)
  }
  setTimeout(() => {
    readAll()
      // Whoever asks for what could not be read again reads it, and is told what is wrong.
      .catch((error) => ctx.log.warn({ err: error }, 'offers were not read again'))
      .finally(() => {
        mine.isReading = false
      })
  }, gatheredMs).unref()
}

/** How these goods are offered; what cannot be bought is left out. */
export async function offersOf(ctx: Ctx, ids: readonly ProductId[], shopId: ShopId | undefined): Promise<Map<ProductId, Offer>> {
  const mine = open(ctx)
  const now = performance.now()
  const missing: ProductId[] = []
  for (const id of ids) {
    const one = mine.kept.get(keyOf(id, shopId))
    const age = one ? now - one.readAt : Number.POSITIVE_INFINITY
    if (age > freshMs) missing.push(id)
    else if (age > readAgainAfterMs) {
      const ageing = mine.ageing.get(shopId) ?? new Set()
      mine.ageing.set(shopId, ageing.add(id))
      readAgainSoon(ctx, mine)
    }
  }
  if (missing.length > 0) await read(ctx, mine, missing, shopId)
  const found = new Map<ProductId, Offer>()
  for (const id of ids) {
    const offer = mine.kept.get(keyOf(id, shopId))?.offer
    if (offer) found.set(id, offer)
  }
  return found
}
