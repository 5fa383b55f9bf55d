import type { Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type Supplier = Item<'GET /console/suppliers'>
export const toneOf: Record<Supplier['state'], Tone> = { applied: 'wait', approved: 'good', suspended: 'bad' }
