import type { Item, Reply } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type Supplier = Item<'GET /console/suppliers'>
export const toneOf: Record<Supplier['state'], Tone> = { applied: 'wait', approved: 'good', suspended: 'bad' }

export type Paper = Reply<'GET /console/suppliers/:id/documents'>['items'][number]
export const toneOfPaper: Record<Paper['state'], Tone> = { submitted: 'wait', approved: 'good', rejected: 'bad' }
