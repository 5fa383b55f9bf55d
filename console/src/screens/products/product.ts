import type { Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type Product = Item<'GET /console/products'>
export const toneOf: Record<Product['state'], Tone> = {
  draft: 'calm',
  submitted: 'wait',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'calm',
}
