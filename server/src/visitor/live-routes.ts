// Routes may be lines that stay open by this plug-in.
import '@fastify/websocket'
import { LiveHello, LiveMessage } from '@lianka/contract/visitor'
import type { Ctx } from '#platform/context'
import type { Mount } from '#platform/http'
import { memberOfToken } from '#session/service'
import { openLive } from './service.ts'

type Socket = {
  send(text: string): void
  close(code: number, why: string): void
  on(event: string, listener: (data: Buffer) => void): void
  ping(): void
}

const helloWithinMs = 5000
/** Proxies close what is silent for a minute. */
const aliveEveryMs = 25_000

/** 4401: who asks is not known; the client renews its token and comes back, or asks by HTTP. */
const unknownCaller = 4401

/** The live radar: the token comes as the first message, since addresses stand in logs; a token that ends closes the line. */
export const liveRoutes: Mount = (app, ctx) => {
  app.get('/my/visits/live/socket', { websocket: true }, (socket: Socket) => serve(ctx, socket))
}

function serve(ctx: Ctx, socket: Socket) {
  let close = () => {}
  let ended = false
  const timers = new Set<NodeJS.Timeout>()
  const end = () => {
    ended = true
    for (const timer of timers) clearTimeout(timer)
    close()
  }
  const refuse = () => socket.close(unknownCaller, 'sign in')
  const greeting = setTimeout(refuse, helloWithinMs)
  timers.add(greeting)
  let greeted = false
  socket.on('message', (data) => {
    if (greeted) return
    greeted = true
    clearTimeout(greeting)
    void hello(ctx, data).then(
      ({ memberId, endsInMs }) => {
        // Who went away meanwhile must not be told for ever.
        if (ended) return
        close = openLive(ctx, memberId, (looks) => socket.send(JSON.stringify(LiveMessage.parse({ looks }))))
        socket.send(JSON.stringify({ looks: [] }))
        timers.add(setTimeout(refuse, endsInMs))
        timers.add(setInterval(() => socket.ping(), aliveEveryMs))
      },
      () => refuse(),
    )
  })
  socket.on('close', end)
  socket.on('error', end)
}

async function hello(ctx: Ctx, data: Buffer) {
  const { token } = LiveHello.parse(JSON.parse(data.toString('utf8')))
  return memberOfToken(ctx, token)
}
