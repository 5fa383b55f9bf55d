import type { Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type AfterSale = Item<'GET /console/after-sales'>
export const toneOf: Record<AfterSale['state'], Tone> = {
  requested: 'wait',
  approved: 'calm',
  returning: 'wait',
  replacing: 'wait',
  arbitrating: 'wait',
  refunding: 'calm',
  refunded: 'good',
  replaced: 'good',
  rejected: 'bad',
  closed: 'calm',
}
