import { timingSafeEqual } from 'node:crypto'
import { withinTolerance } from '@lianka/wechat/signature'
import { smsSignatureMatches, type TextMessage } from '@lianka/wechat/sms'
import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { sufferFaults } from './faults.ts'
import { inboxPage } from './inbox-page.ts'
import type { Simulation } from './simulation.ts'

/** `/sms`: the gateway, the phones' inbox, and the authenticator app of the demo accounts. */

export type TextReceived = TextMessage & { at: string }

export type TotpAccount = { userName: string; secret: string }

export type TotpCode = { userName: string; code: string; secondsLeft: number }

const periodSeconds = 30

export function totpCodes(sim: Simulation): TotpCode[] {
  const timestamp = sim.clock.now().getTime()
  const secondsLeft = periodSeconds - (Math.floor(timestamp / 1000) % periodSeconds)
  return sim.book.totpAccounts.map(({ userName, secret }) => {
    const totp = new TOTP({ secret: Secret.fromBase32(secret), period: periodSeconds, digits: 6, algorithm: 'SHA1' })
    return { userName, code: totp.generate({ timestamp }), secondsLeft }
  })
}

export function holdsDemoToken(sim: Simulation, given: unknown): boolean {
  if (!sim.demoToken || typeof given !== 'string') return false
  const [expected, actual] = [Buffer.from(sim.demoToken), Buffer.from(given)]
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

const gatewayRoutes =
  (sim: Simulation) =>
  async (scope: FastifyInstance): Promise<void> => {
    sufferFaults(scope, sim.faults, 'sms', () => false)
    // The signature covers the bytes as sent.
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.post<{ Body: string }>('/', async (request, reply) => {
      const timestamp = Number(request.headers['x-sms-timestamp'])
      const signature = String(request.headers['x-sms-signature'] ?? '')
      const isSigned = smsSignatureMatches(signature, sim.keys.credentials.SMS_KEY, timestamp, String(request.body ?? ''))
      if (!isSigned || !withinTolerance(timestamp, sim.clock.now()))
        return reply.code(401).send({ code: 'SIGN_ERROR', message: '签名不对' })
      let message: Partial<TextMessage>
      try {
        message = JSON.parse(request.body) as Partial<TextMessage>
      } catch {
        return reply.code(400).send({ code: 'PARAM_ERROR', message: '请求体不是 JSON' })
      }
      const { phone = '', text = '', template = '', params = {} } = message
      if (!/^1\d{10}$/.test(phone) || !text) return reply.code(400).send({ code: 'PARAM_ERROR', message: '手机号或内容不对' })
      sim.book.texts.push({ at: sim.clock.now().toISOString(), phone, text, template, params })
      sim.save()
      return { code: 'OK' }
    })
  }

export function smsRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    await scope.register(gatewayRoutes(sim))
    scope.get('/', async (_request, reply) => reply.type('text/html').send(inboxPage(sim, totpCodes(sim))))
    scope.get('/dev/messages', async (request) => {
      const { phone } = request.query as { phone?: string }
      return { messages: sim.book.texts.filter((it) => !phone || it.phone === phone).reverse() }
    })
    scope.get('/dev/totp', async () => ({ accounts: totpCodes(sim) }))
    scope.post<{ Body: { accounts?: TotpAccount[] } }>('/dev/totp', async (request, reply) => {
      if (!holdsDemoToken(sim, request.headers['x-demo-token'])) return reply.code(403).send({ code: 'forbidden', message: '需要演示令牌' })
      const accounts = request.body?.accounts ?? []
      if (!accounts.every((it) => it.userName && /^[A-Z2-7]+=*$/.test(it.secret))) {
        return reply.code(400).send({ code: 'secret_invalid', message: '密钥应为 base32' })
      }
      sim.book.totpAccounts = accounts.map(({ userName, secret }) => ({ userName, secret }))
      sim.save()
      return { accounts: accounts.length }
    })
  }
}
