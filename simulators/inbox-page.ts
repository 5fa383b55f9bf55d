import { html, page, shortTime } from './page.ts'
import type { Simulation } from './simulation.ts'
import type { TotpCode } from './sms-routes.ts'

const totpCard = (codes: TotpCode[]) =>
  html`<h2>动态码</h2><section class="card">${codes.map(
    ({ userName, code, secondsLeft }) =>
      html`<div class="row"><span>${userName}</span><span><span class="code" data-testid="totp-${userName}">${code}</span> <span class="quiet">还有 ${secondsLeft} 秒</span></span></div>`,
  )}</section>`

export function inboxPage(sim: Simulation, codes: TotpCode[]): string {
  const newest = sim.book.texts.toReversed().slice(0, 80)
  const byPhone = [...Map.groupBy(newest, (it) => it.phone)]
  const phones = byPhone.map(
    ([phone, texts]) =>
      html`<h2>${phone}</h2>${texts.map(
        (text) => html`<section class="card" data-testid="text" data-phone="${phone}"><p>${text.text}</p>
<p class="quiet">${shortTime(new Date(text.at))} · 模板 ${text.template || '无'}</p></section>`,
      )}`,
  )
  return page(
    sim,
    { title: '短信', path: '/sms', refreshSeconds: 3 },
    html`${codes.length > 0 && totpCard(codes)}
${phones.length > 0 ? phones : html`<section class="card empty">还没有短信。登录时取验证码，就会出现在这里。</section>`}`,
  )
}
