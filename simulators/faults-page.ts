import { type FaultTarget, faultTargets } from './faults.ts'
import type { Attack, AttackReport } from './faults-routes.ts'
import { html, page } from './page.ts'
import type { Simulation } from './simulation.ts'

const targetWords: Record<FaultTarget, string> = {
  wxapi: '微信接口',
  wxpay: '微信支付',
  kd100: '快递 100',
  sms: '短信网关',
  llm: '语言模型',
}

const attackWords: Record<Attack, string> = {
  wrong_amount: '金额不对（签名正确）',
  signtest: '签名探测 SIGNTEST',
  old_timestamp: '6 分钟前的时间',
  other_merchant: '别的商户',
}

const field = (name: string, label: string, value: number, step = '1') =>
  html`<label>${label}<input type="number" name="${name}" value="${value}" min="0" step="${step}" inputmode="decimal"></label>`

function targetCard(sim: Simulation, target: FaultTarget) {
  const now = sim.faults.targets[target]
  const isIll = now.slowMs + now.errorRate + now.errorNext + now.timeoutNext > 0
  return html`<section class="card"><div class="row"><strong>${targetWords[target]}</strong><span class="state ${isIll ? 'bad' : 'done'}">${isIll ? '有故障' : '正常'}</span></div>
<form method="post" action="/faults" class="grid" data-testid="fault-${target}"><input type="hidden" name="target" value="${target}">
${field('slowMs', '变慢（毫秒）', now.slowMs)}${field('errorRate', '出错比例 0–1', now.errorRate, '0.05')}
${field('errorNext', '接下来几次 500', now.errorNext)}${field('timeoutNext', '接下来几次不应答', now.timeoutNext)}<button>应用</button></form></section>`
}

function attackCard(last: AttackReport | undefined) {
  const buttons = Object.entries(attackWords).map(
    ([attack, word]) => html`<button name="attack" value="${attack}" data-testid="attack-${attack}">${word}</button>`,
  )
  const report =
    last &&
    html`<p class="${last.answer.accepted ? 'bad' : 'done'}" role="status" data-testid="attack-report">${attackWords[last.attack]}：商户对 ${last.outTradeNo} 应答“${last.answer.said}”，${last.answer.accepted ? '收下了，请确认它没有入账' : '没有收下'}。</p>`
  return html`<section class="card">${report}<form method="post" action="/faults">
<label>支付单号（不填则用最近一笔）<input name="outTradeNo" autocomplete="off"></label><p></p><div class="buttons">${buttons}</div></form></section>`
}

function transfersCard(sim: Simulation) {
  const { transferFailNext, transferFailReason, transferStuckNext } = sim.faults.transfers
  return html`<section class="card"><form method="post" action="/faults" class="grid" data-testid="fault-transfers"><input type="hidden" name="target" value="transfers">
${field('transferFailNext', '接下来几笔转账失败', transferFailNext)}<label>失败原因<input name="transferFailReason" value="${transferFailReason}" pattern="[A-Z_]{3,40}"></label>
${field('transferStuckNext', '接下来几笔卡在处理中', transferStuckNext)}<button>应用</button></form>
<form method="post" action="/wxpay/dev/release-transfers"><button data-testid="release-transfers">放行卡住的转账</button></form></section>`
}

export function faultsPage(sim: Simulation, last: AttackReport | undefined): string {
  const { duplicateNext, reorderNext } = sim.faults.notices
  return page(
    sim,
    { title: '故障', path: '/faults' },
    html`<form method="post" action="/faults/reset"><p class="quiet">“500”发生在做事之前；“不应答”是事情做了、应答丢了，商户只有查询才知道。重启后全部恢复。</p><button data-testid="faults-reset">全部恢复正常</button></form>
<h2>接口</h2>${faultTargets.map((target) => targetCard(sim, target))}
<h2>商家转账</h2>${transfersCard(sim)}
<h2>支付通知</h2><section class="card"><form method="post" action="/faults" class="grid" data-testid="fault-notifications"><input type="hidden" name="target" value="notifications">
${field('duplicateNext', '接下来几条发两遍', duplicateNext)}${field('reorderNext', '接下来几条后到', reorderNext)}<button>应用</button></form></section>
<h2>不该相信的通知</h2>${attackCard(last)}`,
  )
}
