import { z } from 'zod'
import { ShareCode } from './ids.ts'
import type { Contract } from './route.ts'

/** How a poster is composed; which of them suit a link follows from what the link leads to. */
export const posterTemplates = [
  'card-portrait',
  'card-letter',
  'card-window',
  'product-picture',
  'product-origin',
  'group-seats',
  'shop-shelf',
  'campaign-harvest',
] as const
export const PosterTemplate = z.enum(posterTemplates)
export type PosterTemplate = z.infer<typeof PosterTemplate>

/** What a poster of it can be about. */
export const posterSubjects = {
  'card-portrait': ['card'],
  'card-letter': ['card'],
  'card-window': ['card'],
  'product-picture': ['product'],
  'product-origin': ['product'],
  'group-seats': ['product', 'group'],
  'shop-shelf': ['shop'],
  'campaign-harvest': ['campaign'],
} as const satisfies Record<PosterTemplate, readonly string[]>

export const posterContract = {
  'GET /posters/:template/poster.png': {
    summary: 'A poster of what a shared link leads to, with its code: a PNG of 750 × 1334, drawn from the facts of this moment',
    who: ['visitor'],
    perMinute: 60,
    params: z.object({ template: PosterTemplate }),
    query: z.object({
      code: ShareCode,
      /** A QR code for any camera, or WeChat’s round code. */
      kind: z.enum(['link', 'mini']).default('link'),
    }),
    reply: z.instanceof(Uint8Array),
  },
} satisfies Contract
