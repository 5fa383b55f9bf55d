import type { sql } from 'kysely'
import { expect } from 'vitest'
import { replay } from '#audit/service'
import { balancesOf, checkBooks } from '#ledger/service'
import type { House } from './house.ts'
import type { Person } from './people.ts'

/** What a person sees of the payment channel, and what only the channel can do. */

export type Opening = { prepay_id: string } | { h5_token: string }

const say = async (house: House, path: string, body: object) => {
  const reply = await fetch(`${house.ctx.outside.simulatorUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
}

export async function openCashier(buyer: Person, orderId: string, scene: 'jsapi' | 'h5' = 'jsapi'): Promise<Opening> {
  const choice = await buyer.send<{ params: { package: string }; url: string }>('POST', `/orders/${orderId}/payment`, { scene })
  if (scene === 'jsapi') return { prepay_id: choice.params.package.replace('prepay_id=', '') }
  return { h5_token: new URL(choice.url).searchParams.get('h5_token') as string }
}

export const atCashier = (house: House, opening: Opening, result: 'pay' | 'cancel' | 'fail' = 'pay') =>
  say(house, '/cashier/pay', { ...opening, result })
export const setFaults = (house: House, faults: object) => say(house, '/faults', faults)
export const healAll = (house: House) => say(house, '/faults/reset', {})
export const moveParcel = (house: House, trackingNumber: string) =>
  say(house, '/kd100/dev/advance', { nu: trackingNumber, to: 'delivered' })

export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 1) {
    if (waited > 1500) throw new Error(`It never came: ${what}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** One number asked of the database. */
export async function count(house: House, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return Number((await query.execute(house.ctx.db)).rows[0]?.n)
}

/** The invariants of the books hold, and everything computed again from orders, graph and plans is what was written down. */
export async function expectBooksHold(house: House): Promise<void> {
  expect((await checkBooks(house.ctx)).items.filter(({ holds }) => !holds)).toEqual([])
  expect((await replay(house.ctx)).difference).toBeNull()
}

export async function balance(house: House, account: string): Promise<number> {
  return (await balancesOf(house.ctx, [account])).get(account) as number
}
