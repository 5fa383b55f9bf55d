import type { Item, Reply } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type Sheet = Reply<'GET /console/shipping-sheets/:id'>
export type SheetSummary = Item<'GET /console/shipping-sheets'>
export type ShippingRow = Sheet['rows'][number]

export const toneOfOutcome: Record<ShippingRow['outcome'], Tone> = { shipped: 'good', unchanged: 'calm', left: 'wait', refused: 'bad' }
