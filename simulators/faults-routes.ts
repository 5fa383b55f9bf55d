import { randomUUID } from 'node:crypto'
import type { Transaction } from '@lianka/wechat/pay-messages'
import type { FastifyInstance } from 'fastify'
import { type FaultTarget, faultTargets, resetFaults, type TargetFaults } from './faults.ts'
import { faultsPage } from './faults-page.ts'
import type { Answer } from './outbox.ts'
import { isForm } from './page.ts'
import { paidNotice, postSealed, type Sealed, sealNotice } from './pay-notices.ts'
import type { PayOrder } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import { minute } from './virtual-clock.ts'

/** `/faults`: makes the far sides misbehave, and sends notices that a merchant must not believe. */

export const attacks = ['wrong_amount', 'signtest', 'old_timestamp', 'other_merchant'] as const
export type Attack = (typeof attacks)[number]

export type AttackReport = { attack: Attack; outTradeNo: string; answer: Answer }

function forge(sim: Simulation, order: PayOrder, attack: Attack): Sealed {
  const notice = paidNotice(sim, order)
  const now = sim.clock.now()
  const claimed: Transaction = {
    ...(notice.data as Transaction),
    transaction_id: order.transactionId ?? `42000${randomUUID().replace(/\D/g, '').padEnd(23, '0').slice(0, 23)}`,
    payer: { openid: order.openid ?? '' },
    amount: { total: order.totalFen, payer_total: order.totalFen, currency: 'CNY', payer_currency: 'CNY' },
  }
  if (attack === 'wrong_amount') claimed.amount = { total: 1, payer_total: 1, currency: 'CNY', payer_currency: 'CNY' }
  if (attack === 'other_merchant') claimed.mchid = '1900009999'
  const signedAt = attack === 'old_timestamp' ? new Date(now.getTime() - 6 * minute) : now
  const sealed = sealNotice(sim, randomUUID(), now, { ...notice, data: claimed }, signedAt)
  if (attack === 'signtest') sealed.headers['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${sealed.headers['Wechatpay-Signature']}`
  return sealed
}

async function send(sim: Simulation, attack: Attack, outTradeNo: string | undefined): Promise<AttackReport | undefined> {
  const newest = Object.values(sim.book.orders).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  const order = outTradeNo ? sim.book.orders[outTradeNo] : newest
  if (!order) return undefined
  return { attack, outTradeNo: order.outTradeNo, answer: await postSealed(order.notifyUrl, forge(sim, order, attack)) }
}

const limits: Record<keyof TargetFaults, number> = { slowMs: 60_000, errorRate: 1, errorNext: 1000, timeoutNext: 1000 }

/** Forms send text, programs send numbers; both become a number within bounds, or stay as they were. */
function assign<Name extends string>(to: Record<Name, number>, given: Record<string, unknown>, highest: Record<Name, number>): void {
  for (const name of Object.keys(highest) as Name[]) {
    const value = Number(given[name])
    if (given[name] === undefined || given[name] === '' || !Number.isFinite(value)) continue
    to[name] = Math.min(highest[name], Math.max(0, value))
  }
}

const reasonRule = /^[A-Z_]{3,40}$/

function assignTransfers(sim: Simulation, form: Record<string, unknown>): void {
  const { transfers } = sim.faults
  const counts = { transferFailNext: transfers.transferFailNext, transferStuckNext: transfers.transferStuckNext }
  assign(counts, form, { transferFailNext: 1000, transferStuckNext: 1000 })
  const reason = String(form.transferFailReason ?? '')
  Object.assign(transfers, counts, reasonRule.test(reason) ? { transferFailReason: reason } : {})
}

type FaultForm = { target?: string; attack?: string; outTradeNo?: string } & Record<string, unknown>

export function faultsRoutes(sim: Simulation) {
  let lastAttack: AttackReport | undefined
  return async (scope: FastifyInstance): Promise<void> => {
    scope.get('/', async (_request, reply) => reply.type('text/html').send(faultsPage(sim, lastAttack)))
    scope.get('/state', async () => sim.faults)
    scope.post('/reset', async (request, reply) => {
      resetFaults(sim.faults)
      return isForm(request) ? reply.redirect('/faults', 303) : sim.faults
    })
    scope.post<{ Body: FaultForm }>('/', async (request, reply) => {
      const form = request.body ?? {}
      const { target, attack } = form
      if (attack !== undefined) {
        if (!attacks.includes(attack as Attack))
          return reply.code(400).send({ code: 'attack_unknown', message: `attack 应为 ${attacks.join('、')} 之一` })
        lastAttack = await send(sim, attack as Attack, form.outTradeNo || undefined)
        if (!lastAttack) return reply.code(404).send({ code: 'order_unknown', message: '没有这笔支付单；先下一单再试' })
        return isForm(request) ? reply.redirect('/faults', 303) : lastAttack
      }
      if (target === 'notifications') assign(sim.faults.notices, form, { duplicateNext: 1000, reorderNext: 1000 })
      else if (target === 'transfers') assignTransfers(sim, form)
      else if (faultTargets.includes(target as FaultTarget)) assign(sim.faults.targets[target as FaultTarget], form, limits)
      else
        return reply
          .code(400)
          .send({ code: 'target_unknown', message: `target 应为 ${faultTargets.join('、')} 、transfers 或 notifications` })
      return isForm(request) ? reply.redirect('/faults', 303) : sim.faults
    })
  }
}
