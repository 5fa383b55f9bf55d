// Suggestions over HTTP while looks come in: the server as delivered, PostgreSQL and the load on one machine.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Market, openMarket, startOurs } from './ground.ts'
import type { RecommendPlan, RecommendResult } from './recommend-load.ts'

const products = 5000
const visitors = 20_000
const looksEach = 6
/** So many of them ask while it is measured; all of them look at goods now and then, also who asks. */
const asking = 2000

/** Visitors of the last days whose looks keep to streets of goods that stand together. */
export async function fillVisits({ pool }: Market) {
  await pool.query(
    `set statement_timeout = 0;
    insert into visitors (id, member_id, first_at) select 'vis_' || lpad(n::text, 8, '0'), null, now() from generate_series(1, ${visitors}) n;
    with l as (select id, product_id, row_number() over (order by id) - 1 as place from listings)
    insert into visit_events (id, visitor_id, kind, subject, subject_id, product_id, owner_id, from_id, dwell_seconds, detail, at, received_at)
      select 'look-' || lpad(n::text, 6, '0') || k, 'vis_' || lpad(n::text, 8, '0'), 'view', 'product', l.id, l.product_id, 'mbr_000000', null, 20, '', now() - make_interval(secs => (n % 86400) + 60 - k), now()
      from generate_series(1, ${visitors}) n cross join generate_series(1, ${looksEach}) k
      join l on l.place = ((hashint4(n) & 1023) * (${products} / 1024) + (hashint4(n * 7 + k) & 15)) % ${products}`,
  )
  await pool.query('vacuum (analyze) visit_events, visitors')
}

function load(plan: RecommendPlan): Promise<RecommendResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'recommend-load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (part) => {
      text += part
    })
    child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`the load process ended with ${code}`))))
    child.stdin.end(JSON.stringify(plan))
  })
}

export type HttpFigures = RecommendResult & { connections: number; select1PerSecond: number }

/**
 * Three measurements of ten seconds each: with four connections asking, which the process can serve; with ten, which keep it at its limit so that
 * answers wait for each other; and with four while more than twice as many looks come in. Of each the one with the middle throughput stands.
 */
export async function benchHttp(): Promise<HttpFigures[]> {
  const market = await openMarket(products)
  await fillVisits(market)
  const ours = await startOurs(market)
  const { rows } = await market.pool.query<{ id: string }>('select id from visitors order by id')
  const plan = {
    url: ours.url,
    batch: 10,
    visitors: rows.slice(0, asking).map(({ id }) => id),
    lookers: rows.map(({ id }) => id),
    listings: [...new Set(market.offers.map(({ listingId }) => listingId))],
  }
  const figures: HttpFigures[] = []
  await load({ ...plan, concurrency: 10, eventsPerSecond: 2000, seconds: 8 })
  for (const [connections, eventsPerSecond] of [
    [4, 2000],
    [10, 2000],
    [4, 5000],
  ] as const) {
    const results: RecommendResult[] = []
    for (let round = 0; round < 3; round += 1) results.push(await load({ ...plan, concurrency: connections, eventsPerSecond, seconds: 10 }))
    const middle = results.toSorted((a, b) => a.perSecond - b.perSecond)[1] as RecommendResult
    figures.push({ connections, ...middle, select1PerSecond: await select1(market) })
  }
  await ours.stop()
  await market.stop()
  return figures
}

async function select1({ pool }: Market): Promise<number> {
  const client = await pool.connect()
  const until = performance.now() + 1000
  let count = 0
  while (performance.now() < until) {
    await client.query('select 1')
    count += 1
  }
  client.release()
  return count
}
