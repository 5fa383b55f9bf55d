import { beijingWallTime } from '@lianka/wechat/time'
import type { FastifyInstance } from 'fastify'
import { html, isForm, page } from './page.ts'
import type { Simulation } from './simulation.ts'
import { day, hour, minute } from './virtual-clock.ts'

/** `/clock`: moves the time of the simulators and of a server in demo mode together. */

const jumps = [
  [hour, '+1 小时'],
  [day, '+1 天'],
  [7 * day, '+7 天'],
] as const

/** What went wrong in Chinese, or nothing. A server that is down gets the offset with the next move. */
async function tellServer(sim: Simulation): Promise<string | undefined> {
  if (!sim.serverUrl) return undefined
  try {
    const response = await fetch(`${sim.serverUrl.replace(/\/$/, '')}/api/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-demo-token': sim.demoToken ?? '' },
      body: JSON.stringify({ offsetMs: sim.clock.offsetMs() }),
      signal: AbortSignal.timeout(10_000),
    })
    return response.ok ? undefined : `服务器没有接受新的时间（${response.status}）`
  } catch {
    return '连不上服务器，它的时间没有变'
  }
}

/** 1 天 3 小时; nothing when there is none. */
function inWords(ms: number): string {
  const parts: [number, string][] = [
    [Math.floor(ms / day), '天'],
    [Math.floor((ms % day) / hour), '小时'],
    [Math.floor((ms % hour) / minute), '分钟'],
    [Math.floor((ms % minute) / 1000), '秒'],
  ]
  return parts
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

function clockPage(sim: Simulation, problem: string | undefined): string {
  const warning =
    problem &&
    html`<section class="card notice" role="alert" data-testid="clock-problem"><p class="bad">${problem}。</p>
<form method="post" action="/clock/advance"><input type="hidden" name="ms" value="0"><button data-testid="clock-sync">再告诉服务器一次</button></form></section>`
  const buttons = jumps.map(
    ([ms, name]) =>
      html`<button name="ms" value="${ms}" data-testid="advance-${ms / hour}h"${ms === hour && html` class="main"`}>${name}</button>`,
  )
  const time = beijingWallTime(sim.clock.now())
  const ahead = inWords(sim.clock.offsetMs())
  return page(
    sim,
    { title: '时钟', path: '/clock' },
    html`${warning}<section class="card"><p class="quiet">模拟的北京时间</p>
<p class="big" data-testid="clock-now"><span class="day">${time.slice(0, 10)}</span> ${time.slice(11)}</p>
<p class="quiet">${ahead ? `比真实时间快 ${ahead}。` : '与真实时间一致。'}</p>
<form method="post" action="/clock/advance" class="buttons even">${buttons}</form></section>
<p class="quiet">时间只能往前走。到期的通知重发、退款到账、包裹轨迹会立刻发生，服务器的待收、到期结算也一起走。</p>`,
  )
}

export function clockRoutes(sim: Simulation) {
  let problem: string | undefined
  return async (scope: FastifyInstance): Promise<void> => {
    scope.get('/', async (_request, reply) => reply.type('text/html').send(clockPage(sim, problem)))
    scope.get('/now', async () => ({ now: sim.clock.now().toISOString(), offsetMs: sim.clock.offsetMs() }))
    scope.post<{ Body: { ms?: number | string } }>('/advance', async (request, reply) => {
      const ms = Number(request.body?.ms)
      if (!Number.isSafeInteger(ms) || ms < 0 || ms > 400 * day) {
        return reply.code(400).send({ code: 'ms_invalid', message: 'ms 应为 0 到 400 天之间的整数毫秒' })
      }
      sim.clock.advance(ms)
      sim.save()
      // The server first: it refuses notices that seem to come from the future.
      problem = await tellServer(sim)
      await sim.runDue()
      if (isForm(request)) return reply.redirect('/clock', 303)
      return { now: sim.clock.now().toISOString(), offsetMs: sim.clock.offsetMs(), ...(problem ? { serverError: problem } : {}) }
    })
  }
}
