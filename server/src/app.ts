import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import serveFolder from '@fastify/static'
import websocket from '@fastify/websocket'
import { api } from '@lianka/contract/api'
import apiReference from '@scalar/fastify-api-reference'
import Fastify, { type FastifyInstance } from 'fastify'
import { servePictures } from '#file/routes'
import { callerOf } from '#platform/caller'
import type { Ctx } from '#platform/context'
import type { Pool } from '#platform/db'
import { Refusal, refusalReply } from '#platform/errors'
import { answerErrors, answerFrameworkErrors, readBodies } from '#platform/http'
import { exposeHealth } from '#platform/metrics'
import { openApi } from '#platform/openapi'
import { authenticate } from '#session/service'
import { modules } from './modules.ts'

const root = join(import.meta.dirname, '../..')

/** The web server: the contract below `/api`, pictures, the two clients, the API reference and health. */
export async function buildApp(ctx: Ctx, pool: Pool): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 1_048_576,
    trustProxy: ctx.settings.LIANKA_TRUST_PROXY,
    frameworkErrors: answerFrameworkErrors,
    // A request that slips in while we stop is answered, and its connection closed.
    return503OnClosing: false,
  })
  answerErrors(app, ctx)
  readBodies(app)
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'strict-origin-when-cross-origin')
      .header('x-frame-options', 'SAMEORIGIN')
    done()
  })
  await app.register(cookie)
  await app.register(rateLimit, {
    max: ctx.settings.LIANKA_RATE_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => callerOf(request.ip),
    errorResponseBuilder: () => new Refusal('request.too_many'),
  })
  await app.register(websocket, { options: { maxPayload: 8192 } })
  exposeHealth(app, pool)
  servePictures(app, ctx)
  await app.register(
    (below, _, done) => {
      for (const module of modules) module.routes?.(below, ctx, authenticate)
      done()
    },
    { prefix: '/api' },
  )
  const description = openApi(api, ctx.settings.publicUrl)
  app.get('/openapi.json', async () => description)
  await app.register(apiReference, {
    routePrefix: '/docs',
    configuration: {
      content: description,
      pageTitle: 'Lianka 链卡 API',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    } as never,
  })
  await serveClients(app)
  return app
}

/** H5 at `/`, the console at `/console`: both route by path in the browser, so unknown pages get their index. */
async function serveClients(app: FastifyInstance) {
  const h5 = join(root, 'mini/dist/h5')
  const console = join(root, 'console/dist')
  // Looked at once: a client that is built later is served after a restart, with all its files or not at all.
  const built = [console, h5].filter((folder) => existsSync(join(folder, 'index.html')))
  // `sendFile` is wanted even where nothing is built yet.
  await app.register(serveFolder, { root, serve: false })
  for (const [folder, prefix] of [
    [console, '/console/'],
    [h5, '/'],
  ] as const)
    if (built.includes(folder))
      await app.register(serveFolder, { root: folder, prefix, decorateReply: false, index: 'index.html', redirect: false })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (!wantsPage || isBelow('/api', request.url)) return reply.code(404).send(refusalReply('request.not_found'))
    const folder = isBelow('/console', request.url) ? console : h5
    if (!built.includes(folder)) return reply.code(503).type('text/html; charset=utf-8').send(notBuilt)
    return reply.header('cache-control', 'no-cache').sendFile('index.html', folder)
  })
}

const isBelow = (folder: string, url: string) => `${url.split('?')[0]}/`.startsWith(`${folder}/`)

/** For whoever started the server by itself: `npm start` builds the pages first. */
const notBuilt = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lianka</title>
<body style="font:16px/1.6 system-ui,sans-serif;max-width:36em;margin:4em auto;padding:0 1em">
<p>页面还没有构建：请在项目目录运行 <code>npm start</code>。接口已经可用，说明见 <a href="/docs">/docs</a>。</p>
<p lang="en">These pages are not built yet: run <code>npm start</code> in the project’s folder. The API is ready, see <a href="/docs">/docs</a>.</p>`
