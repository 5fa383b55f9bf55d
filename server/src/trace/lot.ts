import type { Lot } from '@lianka/contract/catalog'
import { tracePicture } from './rules.ts'
import type { LotRow } from './store.ts'

export const toLot = (row: LotRow): Lot => ({
  id: row.id,
  code: row.code,
  origin: row.origin,
  producer: row.producer,
  story: row.story,
  bestBefore: row.bestBefore?.toISOString() ?? null,
  events: row.events.map((event) => ({ ...event, at: new Date(event.at).toISOString(), picture: tracePicture(event.kind) })),
  inspection: row.inspection as Lot['inspection'],
})
