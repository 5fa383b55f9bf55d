import type { Delivery } from './outbox.ts'
import { html, page, shortTime, yuan } from './page.ts'
import type { PayOrder } from './pay-rules.ts'
import type { Simulation } from './simulation.ts'

const places = [
  ['/clock', '时钟', '把时间往前拨'],
  ['/sms', '短信', '验证码与动态码'],
  ['/kd100/', '快递', '从揽收到签收'],
  ['/transfer', '转账', '确认收款，给运营账户充值'],
  ['/bills', '账单', '账户、对账单与差错'],
  ['/faults', '故障', '慢、错、重复、伪造'],
] as const

const orderWords: Record<PayOrder['state'], [string, string]> = {
  NOTPAY: ['待支付', 'waiting'],
  PAYERROR: ['支付失败', 'bad'],
  SUCCESS: ['已支付', 'done'],
  REFUND: ['有退款', 'waiting'],
  CLOSED: ['已关闭', ''],
}

function orderCard(order: PayOrder) {
  const [word, tone] = orderWords[order.state]
  const isOpen = order.state === 'NOTPAY' || order.state === 'PAYERROR'
  return html`<section class="card" data-testid="order"><div class="row"><strong>¥${yuan(order.totalFen)}</strong><span class="state ${tone}">${word}</span></div>
<p class="quiet">${order.description} · ${order.outTradeNo} · ${shortTime(new Date(order.createdAt))}</p>
${isOpen && html`<p><a href="/cashier?prepay_id=${order.prepayId}">打开收银台</a></p>`}</section>`
}

function deliveryCard(it: Delivery) {
  const what = it.notice.kind === 'pay' ? it.notice.summary : '物流推送'
  const [word, tone] = it.deliveredAt ? ['已送达', 'done'] : it.dueAt ? ['待重发', 'waiting'] : ['已放弃', 'bad']
  const next = it.dueAt && !it.deliveredAt && it.attempts > 0 ? `，下次 ${shortTime(new Date(it.dueAt))}` : ''
  return html`<section class="card"><div class="row"><strong>${what}</strong><span class="state ${tone}">${word}</span></div>
<p class="quiet">${it.subject} · 发过 ${it.attempts} 次${next}${it.lastAnswer && html` · 应答 ${it.lastAnswer}`}</p></section>`
}

export function overviewPage(sim: Simulation): string {
  const orders = Object.values(sim.book.orders)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, 12)
  const deliveries = sim.book.deliveries.slice(-12).reverse()
  return page(
    sim,
    { title: '总览', path: '/' },
    html`<ul class="links">${places.map(([path, name, text]) => html`<li><a class="card" href="${path}"><strong>${name}</strong><br><span class="quiet">${text}</span></a></li>`)}</ul>
<h2>最近的支付单</h2>${orders.length > 0 ? orders.map(orderCard) : html`<section class="card empty">还没有支付单。下单后会出现在这里。</section>`}
<h2>最近的通知</h2>${deliveries.length > 0 ? deliveries.map(deliveryCard) : html`<section class="card empty">还没有通知。支付、退款、物流变化后会出现。</section>`}`,
  )
}
