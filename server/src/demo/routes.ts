import { demoContract } from '@lianka/contract/demo'
import type { MovableClock } from '#platform/clock'
import type { Ctx } from '#platform/context'
import { sameBytes, sha256 } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { implement } from '#platform/http'

const isMovable = (clock: Ctx['clock']): clock is MovableClock => 'moveTo' in clock

/** In production there is nothing here: the clock cannot be moved. */
export const demoRoutes = implement(demoContract, {
  'POST /demo/clock': async (ctx, { body }, { headers }) => {
    const token = ctx.settings.LIANKA_DEMO_TOKEN
    const given = headers['x-demo-token']
    if (ctx.settings.LIANKA_MODE !== 'demo' || !token || !isMovable(ctx.clock)) throw new Refusal('demo.off')
    if (typeof given !== 'string' || !sameBytes(sha256(given), sha256(token))) throw new Refusal('account.sign_in_required')
    await ctx.clock.moveTo(body.offsetMs)
    return { now: ctx.clock.now().toISOString() }
  },
  'GET /demo': async (ctx) => ({
    demo: ctx.settings.LIANKA_MODE === 'demo',
    now: ctx.clock.now().toISOString(),
    simulatorUrl: ctx.settings.LIANKA_MODE === 'demo' ? ctx.outside.simulatorUrl : null,
  }),
})
