import type { FastifyInstance } from 'fastify'
import { merchantOf } from './pay-notices.ts'
import { fen, type PayOrder, PayRefusal, text } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import { holdsDemoToken } from './sms-routes.ts'

/** `/wxpay/dev/paid`: takes over payments that a seeded world says were made before the simulators were there. */

type Told = {
  out_trade_no?: unknown
  transaction_id?: unknown
  total?: unknown
  openid?: unknown
  scene?: unknown
  paid_at?: unknown
  profit_sharing?: unknown
}

function adopt(told: Told, serial: string, now: Date): PayOrder {
  const paidAt = new Date(typeof told.paid_at === 'string' ? told.paid_at : Number.NaN)
  if (!(paidAt <= now)) throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：paid_at 应为过去的时间')
  if (told.scene !== 'jsapi' && told.scene !== 'h5') throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：scene 应为 jsapi 或 h5')
  const at = paidAt.toISOString()
  const outTradeNo = text(told.out_trade_no, 'out_trade_no', /^[0-9A-Za-z_\-|*]{6,32}$/)
  return {
    outTradeNo,
    tradeType: told.scene === 'jsapi' ? 'JSAPI' : 'MWEB',
    description: '演示数据',
    // Nobody is told: the merchant knew before we did.
    notifyUrl: '',
    totalFen: fen(told.total, 'total'),
    attach: null,
    openid: told.openid === null ? null : text(told.openid, 'openid', /^o[\w-]{27}$/),
    deviceId: null,
    fingerprint: '',
    prepayId: `adopted ${outTradeNo}`,
    prepayUntil: at,
    h5Token: null,
    h5Until: null,
    timeExpire: at,
    createdAt: at,
    state: 'SUCCESS',
    transactionId: text(told.transaction_id, 'transaction_id', /^\d{8,32}$/),
    paidAt: at,
    profitSharing: told.profit_sharing === true,
    serial,
  }
}

export function adoptionRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    scope.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof PayRefusal)) throw error
      return reply.code(error.status).send({ code: error.code, message: error.message })
    })
    scope.post<{ Body: { payments?: Told[] } }>('/paid', { bodyLimit: 8_388_608 }, async (request, reply) => {
      if (!holdsDemoToken(sim, request.headers['x-demo-token'])) return reply.code(403).send({ code: 'forbidden', message: '需要演示令牌' })
      const told = Array.isArray(request.body?.payments) ? request.body.payments : []
      const now = sim.clock.now()
      const read = told.map((one) => adopt(one, merchantOf(sim).serial, now))
      // What we know already may have been refunded since, so it stays as it is.
      const fresh = read.filter((order) => !sim.book.orders[order.outTradeNo])
      for (const order of fresh) sim.book.orders[order.outTradeNo] = order
      sim.save()
      return { adopted: fresh.length, known: read.length - fresh.length }
    })
  }
}
