import type { FastifyInstance } from 'fastify'
import { balanceOf, flowsOf, settledRefunds } from './account-rules.ts'
import { type BillChange, type BillName, changeKinds } from './bill-rules.ts'
import type { MerchantSettings } from './book.ts'
import { isForm } from './page.ts'
import { digits, PayRefusal } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import { releaseStuck } from './transfer-rules.ts'

/** `/wxpay/dev/…`: what a merchant does in the merchant platform, what tests look up, and differences planted into bills. */

const wrong = (message: string): PayRefusal => new PayRefusal(400, 'PARAM_ERROR', message)

function wholeFen(value: unknown, name: string, least = 1): number {
  const fen = Number(value)
  if (!Number.isSafeInteger(fen) || fen < least) throw wrong(`参数错误：${name} 应为不小于 ${least} 的整数（分）`)
  return fen
}

/** `12.5` as people type it into the page. */
function fenTyped(text: string): number {
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  if (whole === undefined) throw wrong('参数错误：金额应为元，最多两位小数')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

type TopUpForm = { amount?: unknown; yuan?: string; number?: string }

/** A number that is known is not paid in again, so that a seeded world can ask for it on every start. */
function topUp(sim: Simulation, form: TopUpForm): void {
  const amountFen = wholeFen(form.yuan === undefined ? form.amount : fenTyped(form.yuan), 'amount')
  const number = form.number ?? `CZ${digits(18)}`
  if (sim.book.topUps.some((it) => it.number === number)) return
  sim.book.topUps.push({ number, amountFen, at: sim.clock.now().toISOString() })
}

type SettingsForm = { transferLimits?: Record<string, unknown>; maxSharingBps?: unknown; sharingNotifyUrl?: unknown }

function changeSettings(settings: MerchantSettings, form: SettingsForm): void {
  const limits = settings.transferLimits
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    const value = form.transferLimits?.[name]
    if (value !== undefined) limits[name] = wholeFen(value, name)
  }
  if (form.maxSharingBps !== undefined) settings.maxSharingBps = Math.min(10_000, wholeFen(form.maxSharingBps, 'maxSharingBps', 0))
  if (form.sharingNotifyUrl !== undefined) settings.sharingNotifyUrl = String(form.sharingNotifyUrl)
}

const bills: readonly string[] = ['trade', 'BASIC', 'OPERATION']

function readChange(form: Record<string, unknown>): BillChange {
  const { bill = 'trade', date, kind, number } = form
  if (!bills.includes(String(bill))) throw wrong(`参数错误：bill 应为 ${bills.join('、')} 之一`)
  if (!/^\d{4}-\d\d-\d\d$/.test(String(date))) throw wrong('参数错误：date 应为 yyyy-MM-dd')
  if (!changeKinds.includes(kind as BillChange['kind'])) throw wrong(`参数错误：kind 应为 ${changeKinds.join('、')} 之一`)
  if (typeof number !== 'string' || !number) throw wrong('参数错误：number 必填，是商户自己的单号')
  const fen = kind === 'drop' ? 0 : wholeFen(form.yuan === undefined ? form.fen : fenTyped(String(form.yuan)), 'fen', 0)
  return { bill: bill as BillName, date: String(date), kind: kind as BillChange['kind'], number, fen }
}

/** The far side's word on every number, for a test that compares it with the merchant's books. */
function bookOf(sim: Simulation): object {
  const { book } = sim
  const account = (name: 'BASIC' | 'OPERATION') => {
    const flows = flowsOf(book, name)
    const inFen = balanceOf(flows.filter((it) => it.direction === 'in'))
    return { inFen, outFen: inFen - balanceOf(flows), balanceFen: balanceOf(flows) }
  }
  const feeBack = new Map(settledRefunds(book).map((it) => [it.outRefundNo, it.feeBackFen]))
  const by = <T, R>(all: Record<string, T>, of: (it: T) => R): Record<string, R> =>
    Object.fromEntries(Object.entries(all).map(([number, it]) => [number, of(it)]))
  return {
    accounts: { BASIC: account('BASIC'), OPERATION: account('OPERATION') },
    payments: by(book.orders, (it) => ({ state: it.state, totalFen: it.totalFen, transactionId: it.transactionId, paidAt: it.paidAt })),
    refunds: by(book.refunds, (it) => ({
      state: it.state,
      outTradeNo: it.outTradeNo,
      refundFen: it.refundFen,
      feeBackFen: feeBack.get(it.outRefundNo) ?? 0,
    })),
    transfers: by(book.transfers, (it) => ({ state: it.state, amountFen: it.amountFen, openid: it.openid, failReason: it.failReason })),
    sharings: by(book.sharings, (it) => ({
      state: it.finishedAt ? 'FINISHED' : 'PROCESSING',
      kind: it.kind,
      outTradeNo: it.outTradeNo,
      parts: it.parts.map(({ account, amountFen, result, failReason }) => ({ account, amountFen, result, failReason })),
    })),
  }
}

type Form = Record<string, unknown>

export function payDevRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    scope.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof PayRefusal)) throw error
      return reply.code(error.status).send({ code: error.code, message: error.message })
    })
    const act = (path: string, backTo: string, run: (form: Form) => object): void => {
      scope.post<{ Body: Form | null }>(path, async (request, reply) => {
        const done = run(request.body ?? {})
        sim.save()
        return isForm(request) ? reply.redirect(backTo, 303) : done
      })
    }
    scope.get('/book', async () => bookOf(sim))
    act('/top-up', '/transfer', (form) => {
      topUp(sim, form as TopUpForm)
      return { operationFen: balanceOf(flowsOf(sim.book, 'OPERATION')) }
    })
    act('/settings', '/bills', (form) => {
      changeSettings(sim.book.merchantSettings, form as SettingsForm)
      return sim.book.merchantSettings
    })
    act('/receiver-fault', '/bills', (form) => {
      const receiver = Object.values(sim.book.receivers).find((it) => it.account === form.account)
      if (!receiver) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '没有这个分账接收方')
      receiver.failReason = typeof form.failReason === 'string' ? form.failReason : null
      return receiver
    })
    act('/release-transfers', '/faults', () => ({ released: releaseStuck(sim.book.transfers, sim.clock.now()) }))
    act('/bill-changes', '/bills', (form) => {
      sim.book.billChanges.push(readChange(form))
      return { changes: sim.book.billChanges }
    })
    act('/bill-changes/clear', '/bills', () => {
      sim.book.billChanges.length = 0
      return { changes: [] }
    })
  }
}
