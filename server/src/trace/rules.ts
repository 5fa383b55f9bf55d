import type { Lot } from '@lianka/contract/catalog'
import type { LineId, LotId, SkuId, WarehouseId } from '@lianka/contract/ids'
import type { LotInStock } from '@lianka/contract/trace'

const drawn: Record<Lot['events'][number]['kind'], string> = {
  harvest: 'field',
  make: 'workshop',
  inspect: 'inspection',
  store: 'warehouse',
  pack: 'warehouse',
  ship: 'truck',
}

/** The drawing that stands for a step on the way from field to home. */
export const tracePicture = (kind: Lot['events'][number]['kind']) => `/pictures/trace-${drawn[kind]}.svg`

/** Some pieces of a lot that lie in one warehouse. */
export type LotPieces = { lotId: LotId; skuId: SkuId; warehouseId: WarehouseId; quantity: number; bestBefore: Date | null }
export type WantedPieces = { lineId: LineId; skuId: SkuId; quantity: number }
export type TakenPieces = { lineId: LineId; lotId: LotId; skuId: SkuId; warehouseId: WarehouseId; quantity: number }

const endOfTime = Number.POSITIVE_INFINITY
const expiry = ({ bestBefore }: LotPieces) => bestBefore?.getTime() ?? endOfTime
const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What expires first leaves first; of one day, the lot that came first, then one warehouse after the other. */
export const byExpiry = (a: LotPieces, b: LotPieces) =>
  Math.sign(expiry(a) - expiry(b)) || before(a.lotId, b.lotId) || before(a.warehouseId, b.warehouseId)

/**
 * From which lots the pieces of lines are taken, earliest expiry first. What no lot holds is not in the answer: goods may be in stock without
 * a lot, as they were before it had any.
 */
export function takeByExpiry(wanted: readonly WantedPieces[], stock: readonly LotPieces[]): TakenPieces[] {
  const left = stock.map((pieces) => ({ ...pieces })).sort(byExpiry)
  const taken: TakenPieces[] = []
  for (const { lineId, skuId, quantity } of wanted) {
    let open = quantity
    for (const pieces of left) {
      if (open === 0) break
      const some = pieces.skuId === skuId ? Math.min(open, pieces.quantity) : 0
      if (some === 0) continue
      pieces.quantity -= some
      open -= some
      taken.push({ lineId, lotId: pieces.lotId, skuId, warehouseId: pieces.warehouseId, quantity: some })
    }
  }
  return taken
}

const expiringDays = 30

export function freshnessOf(bestBefore: Date | null, now: Date): LotInStock['freshness'] {
  if (!bestBefore) return 'fresh'
  const left = bestBefore.getTime() - now.getTime()
  return left <= 0 ? 'expired' : left <= expiringDays * 86_400_000 ? 'expiring' : 'fresh'
}
