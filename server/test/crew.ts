import { sql } from 'kysely'
import { count, expectBooksHold, until } from './channel.ts'
import { cloneDatabase, type House, openHouse } from './house.ts'
import { advance } from './kills-crew.ts'
import { type Goods, type GoodsOptions, join, openTown, type Person } from './people.ts'
import { type Answer, layCommonGround, type Running, send, startServer } from './processes.ts'

/** Two web servers and a worker as processes of their own on one database, with a town that has a shop, and a house of ours to look in with. */
export type Crew = {
  ground: Awaited<ReturnType<typeof layCommonGround>>
  house: House
  keeper: Person
  goods: Goods
  /** The process that the nth of many at once turns to. */
  web: (n: number) => string
  people: (count: number, name: string, through?: Person) => Promise<Person[]>
  /** Moves the clock of the house, the simulators and the processes. */
  advance: (by: { hours?: number; minutes?: number }) => Promise<void>
  stop: () => Promise<void>
}

export async function openCrew(options: GoodsOptions): Promise<Crew> {
  const ground = await layCommonGround()
  const databaseUrl = await cloneDatabase()
  const house = await openHouse({ simulators: ground.simulators, databaseUrl, env: ground.secrets })
  const { goods, keeper } = await openTown(house, options)
  const env = { DATABASE_URL: databaseUrl, LIANKA_POOL_SIZE: '8' }
  const webs: [Running, Running] = await Promise.all([startServer(ground, 'web', env), startServer(ground, 'web', env)])
  // A worker does not listen, so the channel answers its refunds at a web server.
  const worker = await startServer(ground, 'worker', { ...env, WXPAY_NOTIFY_BASE: webs[0].url })
  return {
    ground,
    house,
    keeper,
    goods,
    web: (n) => webs[n % 2]?.url as string,
    people: async (count, name, through) => {
      const joined: Person[] = []
      for (let index = 0; index < count; index += 1) joined.push(await join(house, `${name}${index + 1}`, through))
      return joined
    },
    advance: (by) => advance({ house, webs, demoToken: ground.secrets.LIANKA_DEMO_TOKEN as string }, by),
    stop: async () => {
      await Promise.all([...webs, worker].map((one) => one.end('SIGTERM')))
      await house[Symbol.asyncDispose]()
      await ground.simulators.stop()
    },
  }
}

export const times = <T>(n: number, act: (index: number) => Promise<T>) => Promise.all(Array.from({ length: n }, (_, index) => act(index)))

/** How often each status and code was answered. */
export const tally = (answers: readonly { status: number; code: string }[]) =>
  Object.fromEntries(
    Map.groupBy(answers, ({ status, code }) => `${status} ${code}`.trim())
      .entries()
      .map(([what, all]) => [what, all.length]),
  )

/** Says something to the simulators. */
export const tell = ({ ground }: Crew, path: string, body: object) =>
  fetch(`${ground.simulators.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Opens the payment of an order at one of the processes and pays at the cashier; the channel tells the house by itself. */
export async function payAt(crew: Crew, n: number, buyer: Person, orderId: unknown): Promise<Answer> {
  const choice = await send(crew.web(n), 'POST', `/orders/${orderId}/payment`, buyer.token, { scene: 'jsapi' })
  if (choice.status === 200) {
    const prepayId = (choice.body.params as { package: string }).package.slice('prepay_id='.length)
    const paid = await tell(crew, '/cashier/pay', { prepay_id: prepayId, result: 'pay' })
    if (!paid.ok) throw new Error(`The cashier refused: ${paid.status} ${await paid.text()}`)
  }
  return choice
}

/** Waits until no job is left and no refund is on its way, then asks whether the books hold. */
export async function expectAllSettled({ house }: Crew): Promise<void> {
  const waiting = sql<{ n: number }>`
    select (select count(*) from graphile_worker.jobs) + (select count(*) from refunds where state in ('to_send', 'sent')) + (select count(*) from orders_to_compute) as n`
  await until(async () => (await count(house, waiting)) === 0, 'rest')
  await expectBooksHold(house)
}
