import { fileContract } from '@lianka/contract/file'
import { FileId } from '@lianka/contract/ids'
import { drawPicture } from '@lianka/design/art/pictures'
import type { FastifyInstance } from 'fastify'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { implement } from '#platform/http'
import { rangeIn } from './rules.ts'
import { keepFile, keepSquare, keepVideo, readFile } from './service.ts'

export const fileRoutes = implement(fileContract, {
  'POST /console/files': async (ctx, { query }, { upload }) => keepFile(ctx, { name: query.name, bytes: await upload() }),
  'POST /files/:id/square': (ctx, { params, body }) => keepSquare(ctx, params.id, body),
  'POST /videos': async (ctx, { query }, { upload }) => {
    const bytes = await upload().catch((error) => {
      throw error instanceof Refusal && error.code === 'file.too_large' ? new Refusal('file.video_too_large') : error
    })
    return keepVideo(ctx, { name: query.name, bytes })
  },
  'POST /files': async (ctx, { query }, { upload }) => keepFile(ctx, { name: query.name, bytes: await upload() }),
})

const forever = 'public, max-age=31536000, immutable'

/** Pictures and reports for `<img>` and links, outside the contract because they are bytes. Nothing served here can run. */
export function servePictures(app: FastifyInstance, ctx: Ctx) {
  const headers = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
  }
  const drawn = new Map<string, string>()
  app.get<{ Params: { name: string } }>('/pictures/:name', async (request, reply) => {
    const key = request.params.name.replace(/\.svg$/, '')
    const svg = drawn.get(key) ?? drawPicture(key)
    if (!svg) throw new Refusal('file.not_found')
    drawn.set(key, svg)
    return reply.headers(headers).header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(svg)
  })
  app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const id = FileId.safeParse(request.params.id)
    if (!id.success) throw new Refusal('file.not_found')
    const file = await readFile(ctx, id.data)
    // Phones play a film only when they may ask for its parts.
    const part = rangeIn(request.headers.range, file.bytes.length)
    if (part === null) return reply.code(416).header('content-range', `bytes */${file.bytes.length}`).send()
    if (part) reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${file.bytes.length}`)
    return reply
      .headers(headers)
      .header('accept-ranges', 'bytes')
      .header('cache-control', forever)
      .type(file.mime)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(part ? file.bytes.subarray(part.from, part.to + 1) : file.bytes)
  })
}
