import type { ProductId, ShopId } from '@lianka/contract/ids'
import { LRUCache } from 'lru-cache'
import type { Ctx } from '#platform/context'
import { ofProcess } from '#platform/of-process'
import { type Offer, offersByProduct } from '#shop/service'

/**
 * How goods are offered, kept until a listing of theirs changes, which is followed with the looks. While nothing is followed an offer is good
 * for two seconds: of what was sold out in between the product page still tells the truth.
 */
type Kept = { offer: Offer | null; readAt: number }
type Offers = {
  kept: LRUCache<string, Kept>
  /** Under which keys a product's offers are kept, one for each shop that was asked for. */
  keysOf: Map<ProductId, Set<string>>
  /** In which turn a product was forgotten last: what was being read then is used and not kept. */
  forgottenIn: LRUCache<ProductId, number>
  turn: number
}

const unfollowedMs = 2000
/** What designates products is the plan's, not the listing's. */
const followedMs = 60_000
const offersMost = 20_000

const open = ofProcess((): Offers => {
  const keysOf: Offers['keysOf'] = new Map()
  return {
    kept: new LRUCache({ max: offersMost, dispose: (_, key) => forgetKey(keysOf, key) }),
    keysOf,
    forgottenIn: new LRUCache({ max: offersMost }),
    turn: 0,
  }
})

const keyOf = (id: ProductId, shopId: ShopId | undefined) => (shopId ? `${shopId} ${id}` : id)
const productOf = (key: string) => (key.split(' ')[1] ?? key) as ProductId

function forgetKey(keysOf: Offers['keysOf'], key: string) {
  const id = productOf(key)
  const keys = keysOf.get(id)
  keys?.delete(key)
  if (keys?.size === 0) keysOf.delete(id)
}

/** A listing of this product changed. */
export function forgetOffers(ctx: Ctx, id: ProductId): void {
  const mine = open(ctx)
  mine.turn += 1
  mine.forgottenIn.set(id, mine.turn)
  for (const key of [...(mine.keysOf.get(id) ?? [])]) mine.kept.delete(key)
}

/** How these goods are offered; what cannot be bought is left out. `isFollowing` says that changes are heard of. */
export async function offersOf(
  ctx: Ctx,
  ids: readonly ProductId[],
  { shopId, isFollowing }: { shopId: ShopId | undefined; isFollowing: boolean },
): Promise<Map<ProductId, Offer>> {
  const mine = open(ctx)
  const oldest = performance.now() - (isFollowing ? followedMs : unfollowedMs)
  const found = new Map<ProductId, Offer>()
  const missing: ProductId[] = []
  for (const id of ids) {
    const kept = mine.kept.get(keyOf(id, shopId))
    if (!kept || kept.readAt < oldest) missing.push(id)
    else if (kept.offer) found.set(id, kept.offer)
  }
  if (missing.length === 0) return found
  const [readAt, turn] = [performance.now(), mine.turn]
  const read = new Map((await offersByProduct(ctx, missing, shopId)).map((offer) => [offer.productId, offer]))
  for (const id of missing) {
    const one = read.get(id)
    const offer = one?.tile.inStock ? one : null
    if (offer) found.set(id, offer)
    if ((mine.forgottenIn.get(id) ?? 0) > turn) continue
    const key = keyOf(id, shopId)
    mine.kept.set(key, { offer, readAt })
    mine.keysOf.set(id, (mine.keysOf.get(id) ?? new Set()).add(key))
  }
  return found
}
