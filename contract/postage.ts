import { z } from 'zod'
import { Fen } from './money.ts'
import type { Contract } from './route.ts'

/** A province, city or district by the two, four or six digits its codes begin with (GB/T 2260). */
const RegionPrefix = z.string().regex(/^\d{2}(\d{2}){0,2}$/)

const Rate = z.object({
  firstGrams: z.int().min(1).max(100_000),
  firstFen: Fen.max(100_000),
  stepGrams: z.int().min(1).max(100_000),
  stepFen: Fen.max(100_000),
})

/** What a parcel costs: by the zone nearest to the address, otherwise `elsewhere`; nothing from `freeFrom` of goods. `refused` is not served. */
export const PostageTemplate = z.object({
  freeFrom: Fen.min(1).max(10_000_000).nullable(),
  zones: z.array(Rate.extend({ regions: z.array(RegionPrefix).min(1).max(400) })).max(20),
  elsewhere: Rate,
  refused: z.array(RegionPrefix).max(400),
})
export type PostageTemplate = z.infer<typeof PostageTemplate>

const Postage = z.object({
  template: PostageTemplate,
  /** False while the standard postage holds. */
  isOwn: z.boolean(),
})

export const postageContract = {
  'GET /console/postage': {
    summary: 'What one’s parcels cost, by region and weight',
    who: ['supplier-staff'],
    reply: Postage,
  },
  'PUT /console/postage': {
    summary: 'Write what one’s parcels cost; orders placed before keep what they were told',
    who: ['supplier-staff'],
    idempotence: 'natural',
    body: PostageTemplate,
    reply: Postage,
  },
} satisfies Contract
