import { posterContract } from '@lianka/contract/poster'
import { implement } from '#platform/http'
import { findPoster } from './service.ts'

export const posterRoutes = implement(posterContract, {
  'GET /posters/:template/poster.png': async (ctx, { params, query }, { headers, reply }) => {
    const poster = await findPoster(ctx, { ...params, ...query })
    // Asked for anew each time, so that nobody is shown yesterday's price; answered without bytes while nothing has changed.
    reply.type('image/png').header('cache-control', 'no-cache').header('etag', `"${poster.tag}"`)
    if (headers['if-none-match'] === `"${poster.tag}"`) {
      reply.code(304)
      return new Uint8Array()
    }
    return poster.png()
  },
})
