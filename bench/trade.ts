// list, detail, search, cart, checkout, and checkout of one option by everybody (hot) or when nothing is left of it (sold-out), over HTTP, each
// beside the floor in the same run; with several sizes of the ground, these take turns, too.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Market, openMarket, type Server, startFloor, startOurs } from './ground.ts'
import type { LoadPlan, LoadResult } from './load.ts'
import { countStatements } from './statements.ts'

export const scenarios = ['list', 'detail', 'search', 'cart', 'checkout', 'hot', 'sold-out'] as const
export type Scenario = (typeof scenarios)[number]

const concurrencies = [10, 64]
/** Many short turns rather than few long ones: a machine that is slower for a while is slower for both. */
const rounds = 7
const seconds = 2

function load(plan: LoadPlan): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (part) => {
      text += part
    })
    child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`the load process ended with ${code}`))))
    child.stdin.end(JSON.stringify(plan))
  })
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number

type Row = { rps: number; p50Ms: number; p99Ms: number; floorRps: number; floorP99Ms: number; ratioToFloor: number }

/** The figures at ten at once; `ratioToFloor` is the worst of all. */
export type Figure = Row & {
  select1Rps: number
  statements: number
  invariants: 'hold' | string
  byConcurrency: Record<string, Row>
}

/** Stock taken, orders, lines and acknowledged replies must tell one story, or the throughput counts for nothing. */
async function checkBooks(market: Market, acknowledged: number, before: number): Promise<string> {
  const { rows } =
    await market.pool.query(`select (select count(*) from orders where number not like 'f%') as orders, (select coalesce(sum(total - goods - postage), 0) from orders) as money,
    (select coalesce(sum(quantity), 0) from order_lines) as pieces, (select count(*) * 1000000 - sum(stock) from skus) as taken,
    (select coalesce(abs(sum(o.goods) - (select sum(base) from order_lines)), 0) from orders o) as bases`)
  const { orders, money, pieces, taken, bases } = rows[0]
  const wrong = [
    Number(orders) - before !== acknowledged && `${acknowledged} acknowledged but ${Number(orders) - before} orders`,
    Number(pieces) !== Number(taken) && `${pieces} pieces ordered but ${taken} taken from stock`,
    Number(money) !== 0 && 'totals differ from goods and postage',
    Number(bases) !== 0 && 'lines differ from orders',
  ].filter(Boolean)
  return wrong.length === 0 ? 'hold' : wrong.join('; ')
}

type Place = { market: Market; ours: Server; floor: Server }

/** What is asked for: of hot and sold-out everybody wants one option, and the floor's one-row checkout is what both are compared with. */
function askedOf(market: Market, scenario: Scenario) {
  const [one, gone] = [market.offers.slice(0, 1), market.offers.slice(-1)]
  if (scenario === 'hot') return { which: 'checkout' as const, offers: one, floorOffers: one }
  if (scenario === 'sold-out') return { which: 'checkout' as const, offers: gone, floorOffers: one }
  return { which: scenario, offers: market.offers, floorOffers: market.offers }
}

const stockOf = async (market: Market, skuId: string | undefined) =>
  Number((await market.pool.query('select stock from skus where id = $1', [skuId])).rows[0]?.stock)
const setStock = (market: Market, skuId: string | undefined, stock: number) =>
  market.pool.query('update skus set stock = $1 where id = $2', [stock, skuId])

/** One scenario on one ground: counts its statements, warms up, and then measures as often as it is told. */
async function openScenario({ market, ours, floor }: Place, scenario: Scenario) {
  const { which: usual, offers, floorOffers } = askedOf(market, scenario)
  const plan = { shopId: market.shopId, members: market.members, queries: market.queries, seconds }
  const soldOut = scenario === 'sold-out'
  const urls = { ours: ours.url, floor: floor.url }
  const orders = async () => Number((await market.pool.query("select count(*) as n from orders where number not like 'f%'")).rows[0].n)
  const statements = await countStatements(market, usual)
  const stockBefore = await stockOf(market, offers[0]?.skuId)
  if (soldOut) await setStock(market, offers[0]?.skuId, 0)
  const before = await orders()
  let acknowledged = 0
  let refused = 0
  const run = async (target: 'ours' | 'floor', concurrency: number, which: LoadPlan['scenario'] = usual, time = seconds) => {
    const wanted = target === 'ours' ? offers : floorOffers
    const result = await load({ ...plan, offers: wanted, url: urls[target], target, concurrency, scenario: which, seconds: time })
    if (target === 'ours') acknowledged += result.requests - result.refused
    refused += result.refused
    return result
  }
  await run('ours', 10, usual, 3)
  await run('floor', 10, usual, 2)
  const pairs = new Map<number, { ours: LoadResult; floor: LoadResult }[]>(concurrencies.map((concurrency) => [concurrency, []]))
  const figure = async (): Promise<Figure> => {
    const byConcurrency = Object.fromEntries([...pairs].map(([concurrency, rounds]) => [concurrency, sumUp(rounds)]))
    const select1 = await run('floor', 10, 'select1', 2)
    if (soldOut) await setStock(market, offers[0]?.skuId, stockBefore)
    const books = usual === 'checkout' ? await checkBooks(market, acknowledged, before) : 'hold'
    // Of what is sold out every answer is a refusal, and must be.
    const unexpected = soldOut
      ? acknowledged > 0
        ? `${acknowledged} orders of what is sold out`
        : ''
      : refused > 0
        ? `${refused} requests were refused`
        : ''
    return {
      ...(byConcurrency[10] as Row),
      ratioToFloor: Math.min(...Object.values(byConcurrency).map(({ ratioToFloor }) => ratioToFloor)),
      select1Rps: select1.rps,
      statements,
      invariants: unexpected || books,
      byConcurrency,
    }
  }
  return {
    round: async (concurrency: number) => {
      pairs.get(concurrency)?.push({ floor: await run('floor', concurrency), ours: await run('ours', concurrency) })
    },
    figure,
  }
}

const sumUp = (rounds: readonly { ours: LoadResult; floor: LoadResult }[]): Row => ({
  rps: median(rounds.map(({ ours }) => ours.rps)),
  p50Ms: median(rounds.map(({ ours }) => ours.p50Ms)),
  p99Ms: median(rounds.map(({ ours }) => ours.p99Ms)),
  floorRps: median(rounds.map(({ floor }) => floor.rps)),
  floorP99Ms: median(rounds.map(({ floor }) => floor.p99Ms)),
  ratioToFloor: Number(median(rounds.map(({ ours, floor }) => ours.rps / floor.rps)).toFixed(3)),
})

async function measure(places: ReadonlyMap<number, Place>, scenario: Scenario): Promise<Map<number, Figure>> {
  const open = new Map<number, Awaited<ReturnType<typeof openScenario>>>()
  for (const [products, place] of places) open.set(products, await openScenario(place, scenario))
  for (const concurrency of concurrencies)
    for (let round = 0; round < rounds; round += 1) for (const one of open.values()) await one.round(concurrency)
  const figures = new Map<number, Figure>()
  for (const [products, one] of open) figures.set(products, await one.figure())
  return figures
}

/** Figures of each scenario by how many products there are. */
export async function benchTrade(wanted: readonly Scenario[], sizes: readonly number[]): Promise<Record<string, Record<string, Figure>>> {
  const places = new Map<number, Place>()
  const figures: Record<string, Record<string, Figure>> = {}
  try {
    for (const products of sizes) {
      console.log(`Filling a fresh database with ${products} products × 4 options …`)
      const market = await openMarket(products)
      places.set(products, { market, ours: await startOurs(market), floor: await startFloor(market) })
    }
    for (const scenario of wanted) {
      console.log(
        `Measuring ${scenario}: ${concurrencies.join(' and ')} at once, ${rounds} rounds of ${seconds} s, floor and ours in turn on each ground …`,
      )
      for (const [products, figure] of await measure(places, scenario)) figures[products] = { ...figures[products], [scenario]: figure }
    }
    for (const { list } of Object.values(figures)) {
      // A floor that is itself slow would flatter us.
      if (list && list.floorRps < list.select1Rps / 2)
        list.invariants = `void: the floor's list (${list.floorRps}/s) is below half of its select 1 (${list.select1Rps}/s)`
    }
  } finally {
    for (const { market, ours, floor } of places.values()) {
      await ours.stop()
      await floor.stop()
      await market.stop()
    }
  }
  return figures
}
