import type { Item, Reply } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type LotRow = Item<'GET /console/lots'>
export type Warehouse = Reply<'GET /console/warehouses'>['items'][number]
export const toneOfFreshness: Record<LotRow['freshness'], Tone> = { fresh: 'good', expiring: 'wait', expired: 'bad' }
export const leftOf = (lot: LotRow) => lot.stock.reduce((sum, { quantity }) => sum + quantity, 0)
