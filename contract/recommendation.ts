import { z } from 'zod'
import { Tile } from './catalog.ts'
import { ShopId, VisitorId } from './ids.ts'
import type { Contract } from './route.ts'

export const recommendationContract = {
  'GET /recommendations': {
    summary: 'Goods this visitor may want, each with its reason',
    who: ['visitor'],
    query: z.object({
      visitorId: VisitorId.optional(),
      shopId: ShopId.optional(),
      limit: z.coerce.number().int().min(1).max(20).default(10),
    }),
    reply: z.object({
      personal: z.boolean(),
      items: z.array(
        Tile.extend({
          reason: z.object({ code: z.enum(['co_viewed', 'same_category', 'well_rated', 'often_bought']), zh: z.string(), en: z.string() }),
        }),
      ),
    }),
  },
} satisfies Contract
