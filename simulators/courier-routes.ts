import { randomUUID } from 'node:crypto'
import { pushAccepted, signPush } from '@lianka/wechat/courier'
import type { FastifyInstance } from 'fastify'
import { advance, advanceByTime, type Parcel, pushParam, type Step, steps } from './courier-rules.ts'
import { sufferFaults } from './faults.ts'
import { type Answer, type CourierNotice, type Delivery, post } from './outbox.ts'
import { isForm } from './page.ts'
import { parcelsPage } from './parcels-page.ts'
import type { Simulation } from './simulation.ts'

/** `/kd100/…`, standing for poll.kuaidi100.com, and the page from which parcels are moved by hand. */

function announce(sim: Simulation, parcel: Parcel): void {
  const notice: CourierNotice = { kind: 'courier', param: pushParam(parcel), salt: parcel.salt }
  post(sim.book.deliveries, { id: randomUUID(), subject: parcel.number, url: parcel.callbackUrl, notice }, sim.clock.now(), false)
  sim.save()
}

export function moveParcels(sim: Simulation): void {
  for (const parcel of Object.values(sim.book.parcels)) {
    if (parcel.step !== 'delivered' && advanceByTime(parcel, sim.clock.now())) announce(sim, parcel)
  }
}

export async function sendCourierPush(delivery: Delivery, notice: CourierNotice): Promise<Answer> {
  try {
    const response = await fetch(delivery.url, {
      method: 'POST',
      body: new URLSearchParams({ sign: signPush(notice.param, notice.salt), param: notice.param }),
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    })
    const said = await response.text()
    return {
      accepted: response.ok && said.includes('"200"') && said.includes('true'),
      said: `${response.status} ${said.slice(0, 200)}`.trim(),
    }
  } catch {
    return { accepted: false, said: '连不上' }
  }
}

type Refusal = { result: false; returnCode: string; message: string }
const refuse = (returnCode: string, message: string): Refusal => ({ result: false, returnCode, message })

type Subscription = {
  company?: string
  number?: string
  from?: string
  to?: string
  key?: string
  parameters?: { callbackurl?: string; salt?: string }
}

function subscribe(sim: Simulation, form: { schema?: string; param?: string }): Refusal | typeof pushAccepted {
  let asked: Subscription
  try {
    asked = JSON.parse(form.param ?? '') as Subscription
  } catch {
    return refuse('700', '订阅方的订阅数据存在错误：param 不是 JSON')
  }
  const { company, number, key, parameters } = asked
  if (form.schema !== 'json') return refuse('700', '订阅方的订阅数据存在错误：schema')
  if (key !== sim.keys.credentials.KUAIDI100_KEY) return refuse('600', '您不是合法的订阅者（即授权Key出错）')
  if (!number || !/^[0-9A-Za-z-]{6,32}$/.test(number)) return refuse('700', '订阅方的订阅数据存在错误：快递单号')
  if (!company || !/^[a-z]{2,30}$/.test(company)) return refuse('701', '拒绝订阅的快递公司')
  if (!parameters?.callbackurl || !URL.canParse(parameters.callbackurl)) return refuse('700', '订阅方的订阅数据存在错误：callbackurl')
  if (sim.book.parcels[number]) return refuse('501', '重复订阅')
  sim.book.parcels[number] = {
    number,
    company,
    from: asked.from ?? '',
    to: asked.to ?? '',
    callbackUrl: parameters.callbackurl,
    salt: parameters.salt ?? '',
    subscribedAt: sim.clock.now().toISOString(),
    step: null,
    lines: [],
  }
  sim.save()
  return pushAccepted
}

export function courierRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    sufferFaults(scope, sim.faults, 'kd100', (path) => !path.includes('/poll'))
    scope.post<{ Body: { schema?: string; param?: string } }>('/poll', async (request) => subscribe(sim, request.body ?? {}))
    scope.get('/', async (_request, reply) => reply.type('text/html').send(parcelsPage(sim)))
    scope.get('/dev/parcels', async () => ({ parcels: Object.values(sim.book.parcels) }))
    scope.post<{ Body: { nu?: string; to?: Step } }>('/dev/advance', async (request, reply) => {
      const { nu, to } = request.body ?? {}
      const parcel = nu === undefined ? undefined : sim.book.parcels[nu]
      if (!parcel) return reply.code(404).send({ code: 'parcel_unknown', message: '没有订阅过这个单号' })
      if (!to || !steps.includes(to)) return reply.code(400).send({ code: 'step_unknown', message: `to 应为 ${steps.join('、')} 之一` })
      if (advance(parcel, to, () => sim.clock.now())) announce(sim, parcel)
      await sim.runDue()
      return isForm(request) ? reply.redirect('/kd100/', 303) : { nu, step: parcel.step, lines: parcel.lines }
    })
  }
}
