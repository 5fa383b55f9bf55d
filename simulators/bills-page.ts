import { beijingWallTime } from '@lianka/wechat/time'
import { balanceOf, flowsOf } from './account-rules.ts'
import { type BillChange, fundFlowBill, tradeBill } from './bill-rules.ts'
import { html, page, yuan } from './page.ts'
import { merchantOf } from './pay-notices.ts'
import type { Simulation } from './simulation.ts'
import { day } from './virtual-clock.ts'

const kindWords: Record<BillChange['kind'], string> = {
  drop: '少一行',
  add: '多一行',
  amount: '改金额',
  fee: '改手续费',
  refund: '改退款额',
}

const billWords: Record<string, string> = { trade: '交易账单', BASIC: '基本账户', OPERATION: '运营账户' }

function accountCard(sim: Simulation, account: 'BASIC' | 'OPERATION') {
  const balance = balanceOf(flowsOf(sim.book, account))
  return html`<section class="card"><div class="row"><strong>${billWords[account]}</strong><span data-testid="balance-${account}">¥${yuan(balance)}</span></div></section>`
}

/** Yesterday's as it will be given from ten o'clock on, planted differences included. */
function previewCard(sim: Simulation, date: string) {
  const { book } = sim
  const merchant = merchantOf(sim)
  const count = (text: string | undefined): number => (text ? text.split('\r\n').filter((it) => it.startsWith('`')).length - 1 : 0)
  const rows = [
    ['trade', count(tradeBill(book, book.billChanges, date, merchant))],
    ['BASIC', count(fundFlowBill(book, book.billChanges, date, 'BASIC', merchant.mchid))],
    ['OPERATION', count(fundFlowBill(book, book.billChanges, date, 'OPERATION', merchant.mchid))],
  ] as const
  return html`<section class="card">${rows.map(([bill, lines]) => html`<div class="row"><span>${billWords[bill]}</span><span>${lines} 行</span></div>`)}</section>`
}

function changeCard(it: BillChange) {
  return html`<section class="card" data-testid="bill-change"><div class="row"><strong>${kindWords[it.kind]}</strong><span class="state bad">${it.date}</span></div>
<p class="quiet">${billWords[it.bill]} · ${it.number}${it.kind !== 'drop' && html` · ¥${yuan(it.fen)}`}</p></section>`
}

export function billsPage(sim: Simulation): string {
  const yesterday = beijingWallTime(new Date(sim.clock.now().getTime() - day)).slice(0, 10)
  const { billChanges } = sim.book
  const option = ([value, word]: [string, string]) => html`<option value="${value}">${word}</option>`
  return page(
    sim,
    { title: '账单', path: '/bills' },
    html`<h2>账户余额</h2>${accountCard(sim, 'BASIC')}${accountCard(sim, 'OPERATION')}
<h2>${yesterday} 的账单</h2>${previewCard(sim, yesterday)}<p class="quiet">次日 10 点起可下载，金额按元。</p>
<h2>埋一处差错</h2><section class="card"><form method="post" action="/wxpay/dev/bill-changes" class="grid">
<label>日期<input type="date" name="date" value="${yesterday}" required></label>
<label>账单<select name="bill">${Object.entries(billWords).map(option)}</select></label>
<label>差错<select name="kind">${Object.entries(kindWords).map(option)}</select></label>
<label>商户单号<input name="number" autocomplete="off" required></label>
<label>金额（元）<input name="yuan" inputmode="decimal" value="0.00"></label><button data-testid="plant-change">埋下</button></form></section>
${billChanges.length > 0 && html`${billChanges.map(changeCard)}<form method="post" action="/wxpay/dev/bill-changes/clear"><button data-testid="clear-changes">全部去掉</button></form>`}`,
  )
}
