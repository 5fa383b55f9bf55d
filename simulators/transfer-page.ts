import type { FastifyInstance } from 'fastify'
import { operationFen } from './account-rules.ts'
import { badge, cross, tick, wallet } from './badge.ts'
import { cashierDocument, html, isForm, page, safeReturn, shortTime, yuan } from './page.ts'
import { PayRefusal } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'
import { confirmTransfer, isOver, type PayTransfer, whyNotConfirmable } from './transfer-rules.ts'

/** `/transfer`: where a person confirms money that the merchant sends. A page for browsers, JSON for whatever stands in for `wx.requestMerchantTransfer`. */

type Opening = { package?: string; redirect_url?: string }

type ConfirmForm = {
  /** `package` is the name in `wx.requestMerchantTransfer`, `package_info` that in the answer to the transfer. */
  package?: string
  package_info?: string
  mchId?: string
  appId?: string
  result?: 'confirm' | 'later'
  redirect_url?: string
}

function findOpened(sim: Simulation, packageInfo: string | undefined): PayTransfer {
  const transfer = Object.values(sim.book.transfers).find((it) => it.packageInfo === packageInfo)
  if (!transfer) throw new PayRefusal(404, 'TRANSFER_UNKNOWN', '没有这笔待确认的转账，请回商户重新打开')
  return transfer
}

function settle(sim: Simulation, form: ConfirmForm): PayTransfer {
  const transfer = findOpened(sim, form.package_info ?? form.package)
  const { WXPAY_MCHID, WX_APPID } = sim.keys.credentials
  if ((form.mchId ?? WXPAY_MCHID) !== WXPAY_MCHID || (form.appId ?? WX_APPID) !== WX_APPID)
    throw new PayRefusal(400, 'PARAM_ERROR', 'mchId 或 appId 与转账单不一致')
  if ((form.result ?? 'confirm') === 'confirm') {
    confirmTransfer(transfer, sim.clock.now())
    sim.save()
  } else if (form.result !== 'later') {
    throw new PayRefusal(400, 'PARAM_ERROR', 'result 应为 confirm 或 later')
  }
  return transfer
}

type Ending = { title: string; text: string; transfer?: PayTransfer; back?: string | undefined; isGood: boolean }

const endPage = ({ title, text, transfer, back, isGood }: Ending): string =>
  cashierDocument(
    title,
    html`${badge(isGood ? '#067A3E' : '#8E877B', isGood ? tick : cross)}<h1>${title}</h1>
${transfer && html`<p class="amount"><small>¥</small>${yuan(transfer.amountFen)}</p>`}
<section class="card"><p data-testid="transfer-end">${text}</p>${back && html`<p><a class="button" href="${back}" data-testid="transfer-back">返回商户</a></p>`}</section>`,
  )

const endings = {
  confirm: { title: '已确认收款', text: '正在转账，通常几秒内到零钱。可以关闭这个页面。', isGood: true },
  later: { title: '还没有收款', text: '24 小时内都可以回商户再确认，过期退回商户。', isGood: false },
}

const sceneWords: Record<string, string> = { '1000': '现金营销', '1005': '佣金报酬' }

function confirmPage(sim: Simulation, transfer: PayTransfer, opening: Opening): string {
  const obstacle = whyNotConfirmable(transfer, sim.clock.now())
  const back = safeReturn(opening.redirect_url)
  if (obstacle) {
    const isGood = transfer.state === 'SUCCESS' || transfer.state === 'TRANSFERING'
    return endPage({ title: obstacle, text: isGood ? '不用再确认。' : '请回商户查看这笔款项。', transfer, back, isGood })
  }
  return cashierDocument(
    '确认收款（模拟）',
    html`${badge('#07C160', wallet)}<p class="merchant" data-testid="merchant">链卡商城（模拟商户）向你转账</p>
<p class="amount" data-testid="amount"><small>¥</small>${yuan(transfer.amountFen)}</p>
<section class="card"><dl><dt>说明</dt><dd data-testid="remark">${transfer.remark}</dd>
<dt>类型</dt><dd data-testid="scene">${transfer.perception ?? sceneWords[transfer.sceneId] ?? transfer.sceneId}</dd>
<dt>收款账号</dt><dd data-testid="payee"><code>${transfer.openid}</code></dd><dt>商户单号</dt><dd>${transfer.outBillNo}</dd></dl></section>
<form method="post" action="/transfer/confirm"><input type="hidden" name="package_info" value="${transfer.packageInfo}">
${back && html`<input type="hidden" name="redirect_url" value="${back}">`}
<button class="main" name="result" value="confirm" data-testid="transfer-confirm">收款 ¥${yuan(transfer.amountFen)}</button>
<div class="buttons"><button name="result" value="later" data-testid="transfer-later">以后再说</button></div></form>`,
  )
}

const stateWords: Record<PayTransfer['state'], [string, string]> = {
  ACCEPTED: ['已受理', 'waiting'],
  PROCESSING: ['锁定资金中', 'waiting'],
  WAIT_USER_CONFIRM: ['待确认', 'waiting'],
  TRANSFERING: ['转账中', 'waiting'],
  SUCCESS: ['已到账', 'done'],
  FAIL: ['失败', 'bad'],
  CANCELING: ['撤销中', ''],
  CANCELLED: ['已撤销', ''],
}

function transferCard(sim: Simulation, it: PayTransfer) {
  const [word, tone] = stateWords[it.state]
  const canConfirm = !isOver(it) && !whyNotConfirmable(it, sim.clock.now())
  return html`<section class="card" data-testid="transfer"><div class="row"><strong>¥${yuan(it.amountFen)}</strong><span class="state ${tone}">${word}</span></div>
<p class="quiet">${it.remark} · ${it.outBillNo} · ${shortTime(new Date(it.createdAt))}${it.failReason && html` · ${it.failReason}`}</p>
${canConfirm && html`<p><a href="/transfer?package=${it.packageInfo}">打开确认收款</a></p>`}</section>`
}

function transfersPage(sim: Simulation): string {
  const newest = Object.values(sim.book.transfers)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, 20)
  return page(
    sim,
    { title: '转账', path: '/transfer' },
    html`<section class="card"><p class="quiet">运营账户可用余额</p><p class="big" data-testid="operation-balance">¥${yuan(operationFen(sim.book))}</p>
<form method="post" action="/wxpay/dev/top-up" class="grid"><label>充值（元）<input name="yuan" inputmode="decimal" pattern="\\d+(\\.\\d{1,2})?" value="10000" required></label>
<button class="main" data-testid="top-up">充值</button></form></section>
<p class="quiet">商家转账只从运营账户出，收到的货款不会自动进来。</p>
<h2>最近的转账</h2>${newest.length > 0 ? newest.map((it) => transferCard(sim, it)) : html`<section class="card empty">还没有转账。提现后会出现在这里。</section>`}`,
  )
}

export function transferPages(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    scope.setErrorHandler(async (error, request, reply) => {
      const refusal = error instanceof PayRefusal ? error : new PayRefusal(500, 'SYSTEM_ERROR', '系统错误')
      if (!(error instanceof PayRefusal)) console.error(error)
      reply.code(refusal.status)
      if (request.method === 'GET' || isForm(request))
        return reply.type('text/html').send(endPage({ title: '不能收款', text: refusal.message, isGood: false }))
      return reply.send({ code: refusal.code, message: refusal.message, errMsg: `requestMerchantTransfer:fail ${refusal.message}` })
    })
    scope.get<{ Querystring: Opening }>('/', async (request, reply) => {
      const { query } = request
      return reply
        .type('text/html')
        .send(query.package === undefined ? transfersPage(sim) : confirmPage(sim, findOpened(sim, query.package), query))
    })
    scope.post<{ Body: ConfirmForm }>('/confirm', async (request, reply) => {
      const form = request.body ?? {}
      const transfer = settle(sim, form)
      const result = form.result ?? 'confirm'
      if (!isForm(request)) {
        const errMsg = result === 'confirm' ? 'requestMerchantTransfer:ok' : 'requestMerchantTransfer:fail cancel'
        return { errMsg, out_bill_no: transfer.outBillNo, state: transfer.state }
      }
      const back = safeReturn(form.redirect_url)
      return back ? reply.redirect(back, 303) : reply.type('text/html').send(endPage({ ...endings[result], transfer }))
    })
  }
}
