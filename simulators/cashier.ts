import { type ClientPayParams, verifyClientPayParams } from '@lianka/wechat/signature'
import type { FastifyInstance } from 'fastify'
import { badge, cross, tick, wallet } from './badge.ts'
import { cashierDocument, html, isForm, safeReturn, yuan } from './page.ts'
import { announcePayment } from './pay-notices.ts'
import { failPayment, type PayOrder, PayRefusal, pay, whyNotPayable } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import { openidOf } from './wechat-rules.ts'

/** `/cashier`: where a person pays. A page for browsers, JSON for whatever stands in for `wx.requestPayment`. */

type Opening = { prepay_id?: string; h5_token?: string; redirect_url?: string }

type PayForm = Opening & {
  result?: 'pay' | 'cancel' | 'fail'
  /** A simulated user's name or an openid; whoever holds the phone by default. */
  payer?: string
  /** What the program gave to `wx.requestPayment`; checked when present. */
  params?: ClientPayParams
}

function findOpened(sim: Simulation, opening: Opening): PayOrder {
  const orders = Object.values(sim.book.orders)
  const { prepay_id, h5_token } = opening
  const order = orders.find((it) => (prepay_id ? it.prepayId === prepay_id : h5_token !== undefined && it.h5Token === h5_token))
  if (!order) throw new PayRefusal(404, 'PREPAY_UNKNOWN', '没有这笔待支付的订单，请回商户重新发起')
  if (!prepay_id && order.h5Until && order.h5Until <= sim.clock.now().toISOString()) {
    throw new PayRefusal(410, 'H5_EXPIRED', '支付链接已过期（5 分钟内有效），请回商户重新发起')
  }
  return order
}

const isOpenid = (text: string): boolean => /^o[\w-]{27}$/.test(text)

function payerOf(sim: Simulation, order: PayOrder, given: string | undefined): string {
  const appid = sim.keys.credentials.WX_APPID
  const named = given?.trim()
  if (named) return isOpenid(named) ? named : openidOf(appid, named)
  return order.openid ?? openidOf(appid, order.deviceId ?? `browser of ${order.outTradeNo}`)
}

function settle(sim: Simulation, form: PayForm): PayOrder {
  const order = findOpened(sim, form)
  const { WX_APPID } = sim.keys.credentials
  if (form.params && !verifyClientPayParams(WX_APPID, form.params, sim.keys.farSide.merchantPublicKey)) {
    throw new PayRefusal(400, 'PAY_SIGN_ERROR', '支付验证签名失败')
  }
  if (form.result === 'pay') {
    pay(order, payerOf(sim, order, form.payer), sim.clock.now())
    announcePayment(sim, order)
  } else if (form.result === 'fail') {
    failPayment(order, sim.clock.now())
  } else if (form.result !== 'cancel') {
    throw new PayRefusal(400, 'PARAM_ERROR', 'result 应为 pay、cancel 或 fail')
  }
  sim.save()
  return order
}

function payingPage(sim: Simulation, order: PayOrder, opening: Opening): string {
  const obstacle = whyNotPayable(order, sim.clock.now())
  const back = safeReturn(opening.redirect_url)
  if (obstacle) {
    const isPaid = order.state === 'SUCCESS' || order.state === 'REFUND'
    const text = isPaid ? '已经付过了，不用再付，可以关闭这个页面。' : '这笔订单现在不能支付，请回商户重新下单。'
    return endPage({ title: obstacle, text, order, back, isGood: isPaid })
  }
  return cashierDocument(
    '微信支付（模拟）',
    html`${badge('#07C160', wallet)}<p class="merchant" data-testid="merchant">链卡商城（模拟商户）</p>
<p class="amount" data-testid="amount"><small>¥</small>${yuan(order.totalFen)}</p>
<section class="card"><dl><dt>商品</dt><dd data-testid="description">${order.description}</dd>
<dt>商户单号</dt><dd>${order.outTradeNo}</dd><dt>付款账号</dt><dd data-testid="payer"><code>${payerOf(sim, order, undefined)}</code></dd></dl></section>
${order.state === 'PAYERROR' && html`<p class="bad" role="alert">上一次支付没有成功，可以再付一次。</p>`}
<form method="post" action="/cashier/pay"><input type="hidden" name="prepay_id" value="${order.prepayId}">
${back && html`<input type="hidden" name="redirect_url" value="${back}">`}
<label>换一个微信账号付款（选填，用户名或 openid）<input name="payer" autocomplete="off" maxlength="64" data-testid="other-payer"></label>
<button class="main" name="result" value="pay" data-testid="cashier-pay">支付 ¥${yuan(order.totalFen)}</button>
<div class="buttons"><button name="result" value="cancel" data-testid="cashier-cancel">取消</button>
<button name="result" value="fail" data-testid="cashier-fail">支付失败</button></div></form>`,
  )
}

type Ending = { title: string; text: string; order?: PayOrder; back: string | undefined; isGood: boolean }

const endPage = ({ title, text, order, back, isGood }: Ending): string =>
  cashierDocument(
    title,
    html`${badge(isGood ? '#067A3E' : '#8E877B', isGood ? tick : cross)}<h1>${title}</h1>
${order && html`<p class="amount"><small>¥</small>${yuan(order.totalFen)}</p>`}
<section class="card"><p data-testid="cashier-end">${text}</p>${back && html`<p><a class="button" href="${back}" data-testid="cashier-back">返回商户</a></p>`}</section>`,
  )

const endings = {
  pay: { title: '支付成功', text: '可以关闭这个页面，回到小程序或商户网页。', isGood: true },
  cancel: { title: '已取消支付', text: '订单还在，可以回商户再付。', isGood: false },
  fail: { title: '支付失败', text: '银行没有同意这笔付款，可以换一种方式再付。', isGood: false },
}

const clientWords = { pay: 'requestPayment:ok', cancel: 'requestPayment:fail cancel', fail: 'requestPayment:fail' }

export function cashierRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    scope.setErrorHandler(async (error, request, reply) => {
      const refusal = error instanceof PayRefusal ? error : new PayRefusal(500, 'SYSTEM_ERROR', '系统错误')
      if (!(error instanceof PayRefusal)) console.error(error)
      reply.code(refusal.code === 'ORDER_NOT_PAYABLE' ? 409 : refusal.status)
      if (request.method === 'GET' || isForm(request)) {
        return reply.type('text/html').send(endPage({ title: '不能支付', text: refusal.message, back: undefined, isGood: false }))
      }
      return reply.send({ code: refusal.code, message: refusal.message })
    })
    scope.get<{ Querystring: Opening }>('/', async (request, reply) =>
      reply.type('text/html').send(payingPage(sim, findOpened(sim, request.query), request.query)),
    )
    scope.post<{ Body: PayForm }>('/pay', async (request, reply) => {
      const form = request.body ?? {}
      const order = settle(sim, form)
      // The notice goes out on its own; the payer doesn't wait for the merchant.
      void sim.runDue()
      const result = form.result ?? 'cancel'
      if (!isForm(request)) return { errMsg: clientWords[result], out_trade_no: order.outTradeNo, trade_state: order.state }
      const back = safeReturn(form.redirect_url)
      return back ? reply.redirect(back, 303) : reply.type('text/html').send(endPage({ ...endings[result], order, back: undefined }))
    })
  }
}
