import { companyNames, type Parcel, steps, stepWords } from './courier-rules.ts'
import { html, page, shortTime } from './page.ts'
import type { Simulation } from './simulation.ts'

const nextStep = (parcel: Parcel): (typeof steps)[number] | undefined => steps[parcel.step === null ? 0 : steps.indexOf(parcel.step) + 1]

function parcelCard(sim: Simulation, parcel: Parcel) {
  const buttons = steps.map((step) => {
    const isBehind = parcel.step !== null && steps.indexOf(step) <= steps.indexOf(parcel.step)
    return html`<button name="to" value="${step}" data-testid="parcel-${step}"${step === nextStep(parcel) && html` class="main"`}${isBehind && html` disabled`}>${stepWords[step].button}</button>`
  })
  const last = sim.book.deliveries.findLast((it) => it.subject === parcel.number)
  const told = !last ? '还没有推送' : last.deliveredAt ? '商户已收到最近一次推送' : `最近一次推送还没送达（${last.lastAnswer ?? '待发'}）`
  return html`<section class="card" data-testid="parcel" data-number="${parcel.number}">
<div class="row"><strong>${companyNames[parcel.company] ?? parcel.company}<br><code>${parcel.number}</code></strong>
<span class="state ${parcel.step === 'delivered' ? 'done' : 'waiting'}">${parcel.step ? stepWords[parcel.step].status : '待揽收'}</span></div>
<p class="quiet">${parcel.from || '发件地未填'} → ${parcel.to || '收件地未填'}；${shortTime(new Date(parcel.subscribedAt))} 订阅；${told}</p>
${parcel.lines.length > 0 && html`<ol class="track">${parcel.lines.map((line) => html`<li>${line.text}<br><span class="quiet">${shortTime(new Date(line.at))}</span></li>`)}</ol>`}
<form method="post" action="/kd100/dev/advance" class="buttons even"><input type="hidden" name="nu" value="${parcel.number}">${buttons}</form></section>`
}

export function parcelsPage(sim: Simulation): string {
  const parcels = Object.values(sim.book.parcels).reverse().slice(0, 60)
  const cards = parcels.map((parcel) => parcelCard(sim, parcel))
  return page(
    sim,
    { title: '快递', path: '/kd100/' },
    html`<p class="quiet">不用手按也会走：订阅后 2 小时揽收、12 小时运输、40 小时派送、46 小时签收，跟着<a href="/clock">时钟</a>。</p>
${cards.length > 0 ? cards : html`<section class="card empty">还没有包裹。商家发货并填好单号后，这里会出现。</section>`}`,
  )
}
