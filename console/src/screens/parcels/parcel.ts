import type { Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type Parcel = Item<'GET /console/parcels'>
export const toneOf: Record<Parcel['state'], Tone> = { to_ship: 'wait', shipped: 'calm', received: 'good' }
