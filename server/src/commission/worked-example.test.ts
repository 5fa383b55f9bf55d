import type { Order } from '@lianka/contract/order'
import { afterAll, expect, test } from 'vitest'
import { expectBooksHold } from '../../test/channel.ts'
import { ask, signInAs } from '../../test/console.ts'
import { openHouse, openSimulators } from '../../test/house.ts'
import { buy, join, openTown, type Person } from '../../test/people.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Earnings = { rank: string; heldFen: number; availableFen: number }

test('the worked example of the rules, row by row', async () => {
  await using house = await openHouse({ simulators })
  const { goods } = await openTown(house, { supplyPriceFen: 20_000 })
  const supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  const people: Record<string, Person> = {}
  const person = (name: string) => people[name] as Person

  const add = async (name: string, through?: string) => {
    people[name] = await join(house, name, through ? person(through) : undefined)
  }
  /** What everyone holds, as a difference to before. */
  const held = async () =>
    new Map(await Promise.all(Object.values(people).map(async (each) => [each.name, await each.get<Earnings>('/my/earnings')] as const)))
  const row = async (act: () => Promise<void>) => {
    const before = await held()
    await act()
    await house.runJobs()
    const after = await held()
    return Object.fromEntries(
      [...after].map(([name, { heldFen }]) => [name, heldFen - (before.get(name)?.heldFen ?? 0)] as const).filter(([, fen]) => fen !== 0),
    )
  }
  const ranks = async (...names: string[]) =>
    Promise.all(names.map(async (name) => (await person(name).get<Earnings>('/my/earnings')).rank))
  const buys = (name: string) => row(async () => void (await buy(house, person(name), goods)))
  const returns = (name: string) =>
    row(async () => {
      const { items } = await person(name).get<{ items: { id: string }[] }>('/orders')
      const order = await person(name).get<Order>(`/orders/${items[0]?.id}`)
      const [line] = order.lines
      const asked = await person(name).send<{ id: string }>('POST', `/orders/${order.id}/after-sales`, {
        lineId: line?.id,
        kind: 'refund_only',
        reason: 'no_reason',
        amountFen: line?.baseFen,
      })
      const decision = { headers: supplier, body: { decision: 'approve', bearer: 'supplier' } }
      expect((await ask(house, 'POST', `/console/after-sales/${asked.id}/decision`, decision)).json()).toMatchObject({ state: 'refunding' })
    })

  // A is boss: two people A referred have bought.
  await add('A')
  await person('A').send('POST', '/agent-application', { agreementAccepted: true })
  await add('X', 'A')
  await add('Y', 'A')
  await buys('X')
  await buys('Y')
  expect(await ranks('A')).toEqual(['boss'])
  // A referred B, who is agent.
  await add('B', 'A')
  await person('B').send('POST', '/agent-application', { agreementAccepted: true })
  for (const name of ['B1', 'B2', 'B3']) await add(name, 'B')
  await add('C1', 'B1')
  await add('D', 'C1')

  expect(await buys('B1')).toEqual({ B: 4990, A: 4990 })
  expect(await ranks('B1', 'B')).toEqual(['agent', 'agent'])
  expect(await buys('B2')).toEqual({ B: 4990, A: 4990 })
  expect(await ranks('B2', 'B')).toEqual(['agent', 'boss'])
  expect(await buys('B3')).toEqual({ B: 9980 })
  expect(await ranks('B3')).toEqual(['agent'])
  expect(await buys('C1')).toEqual({ B1: 4990, B: 4990 })
  expect(await ranks('C1')).toEqual(['agent'])
  expect(await buys('B1')).toEqual({ B: 9980 })
  expect(await buys('D')).toEqual({ C1: 4990 })
  expect(await ranks('D')).toEqual(['agent'])
  expect(await returns('B2')).toEqual({ B: -4990, A: -4990 })
  expect(await ranks('B2', 'B')).toEqual(['member', 'boss'])
  // B loses B3's 9 980, half of "B1 again" and the team share of C1; A gains the team share of "B1 again".
  expect(await returns('B3')).toEqual({ B: -9980 - 4990 - 4990, A: 4990 })
  expect(await ranks('B', 'B3')).toEqual(['agent', 'member'])

  await expectBooksHold(house)
})
