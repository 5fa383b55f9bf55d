import type { FastifyInstance } from 'fastify'
import {
  adoptedOrder,
  adoptedRefund,
  adoptedTopUp,
  adoptedTransfer,
  type ToldPayment,
  type ToldRefund,
  type ToldTopUp,
  type ToldTransfer,
} from './adoption-rules.ts'
import { merchantOf } from './pay-notices.ts'
import { PayRefusal } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import { holdsDemoToken } from './sms-routes.ts'

/** `/wxpay/dev/paid`: takes over payments, refunds, transfers and top-ups that a seeded world says were made before the simulators were there. */

type Told = { payments?: ToldPayment[]; refunds?: ToldRefund[]; transfers?: ToldTransfer[]; top_ups?: ToldTopUp[] }

const listed = <T>(them: T[] | undefined): T[] => (Array.isArray(them) ? them : [])

/** All is read before anything is kept. What we know already may have gone on since, so it stays as it is. */
function adopt(sim: Simulation, told: Told): { adopted: number; known: number } {
  const { book } = sim
  const now = sim.clock.now()
  const { serial } = merchantOf(sim)
  const orders = listed(told.payments).map((it) => adoptedOrder(it, serial, now))
  const known = { ...Object.fromEntries(orders.map((it) => [it.outTradeNo, it])), ...book.orders }
  const refunds = listed(told.refunds).map((it) => adoptedRefund(it, known, now))
  const transfers = listed(told.transfers).map((it) => adoptedTransfer(it, serial, now))
  const topUps = listed(told.top_ups).map((it) => adoptedTopUp(it, now))

  const fresh = {
    orders: orders.filter((it) => !book.orders[it.outTradeNo]),
    refunds: refunds.filter((it) => !book.refunds[it.outRefundNo]),
    transfers: transfers.filter((it) => !book.transfers[it.outBillNo]),
    topUps: topUps.filter((it) => !book.topUps.some((one) => one.number === it.number)),
  }
  for (const it of fresh.orders) book.orders[it.outTradeNo] = it
  for (const it of fresh.refunds) {
    book.refunds[it.outRefundNo] = it
    const order = book.orders[it.outTradeNo]
    if (order) order.state = 'REFUND'
  }
  for (const it of fresh.transfers) book.transfers[it.outBillNo] = it
  book.topUps.push(...fresh.topUps)
  const adopted = fresh.orders.length + fresh.refunds.length + fresh.transfers.length + fresh.topUps.length
  return { adopted, known: orders.length + refunds.length + transfers.length + topUps.length - adopted }
}

export function adoptionRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    scope.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof PayRefusal)) throw error
      return reply.code(error.status).send({ code: error.code, message: error.message })
    })
    scope.post<{ Body: Told | null }>('/paid', { bodyLimit: 8_388_608 }, async (request, reply) => {
      if (!holdsDemoToken(sim, request.headers['x-demo-token'])) return reply.code(403).send({ code: 'forbidden', message: '需要演示令牌' })
      const counts = adopt(sim, request.body ?? {})
      sim.save()
      return counts
    })
  }
}
