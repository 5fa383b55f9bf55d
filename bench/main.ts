// npm run bench -- <name …> [--json] [--products N,M] [--people N] [--orders N] [--data folder]. Prints tables, and with --json one object as the last line.
import { parseArgs } from 'node:util'
import { benchPosters } from './posters.ts'
import { benchRecommend } from './recommend.ts'
import { benchRewards } from './rewards.ts'
import { benchTrade, type Scenario, scenarios } from './trade.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    products: { type: 'string', default: '500,100000' },
    people: { type: 'string', default: '1000000' },
    orders: { type: 'string', default: '100000' },
    data: { type: 'string', default: process.env.LIANKA_DATA ?? '../shared/data' },
  },
})

const names: readonly string[] = [...scenarios, 'rewards', 'recommend', 'posters']
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(1)
}

const wanted = positionals.length > 0 ? positionals : names
const figures: Record<string, unknown> = {}

const trade = scenarios.filter((name) => wanted.includes(name)) as Scenario[]
if (trade.length > 0) {
  const sizes = values.products.split(',').map(Number)
  const byProducts = await benchTrade(trade, sizes)
  // The first size stands for itself by its scenarios' names; all are there by size.
  Object.assign(figures, byProducts[sizes[0] as number], { byProducts })
  console.table(
    Object.fromEntries(
      trade.flatMap((name) =>
        sizes.flatMap((products) => {
          const figure = byProducts[products]?.[name]
          return Object.entries(figure?.byConcurrency ?? {}).map(([concurrency, row]) => [
            `${name} of ${products} ×${concurrency}`,
            { ...row, statements: figure?.statements, invariants: figure?.invariants },
          ])
        }),
      ),
    ),
  )
  const select1 = Object.entries(byProducts).map(
    ([products, one]) => `${Object.values(one)[0]?.select1Rps ?? 0}/s with ${products} products`,
  )
  console.log(
    `select 1 over the same floor: ${select1.join(', ')}. Skipped: payment (it waits for a channel), TLS, and any cache: every request reaches PostgreSQL.`,
  )
  const [small, large] = [byProducts[sizes[0] as number]?.search, byProducts[sizes.at(-1) as number]?.search]
  if (small && large && sizes.length > 1) {
    figures.searchGrowth = Number((large.p99Ms / small.p99Ms).toFixed(2))
    console.log(`Search at 99 % takes ${figures.searchGrowth} times as long with ${sizes.at(-1)} products as with ${sizes[0]}.`)
  }
}

if (wanted.includes('rewards')) {
  const { select1PerSecond, ...rewards } = await benchRewards(Number(values.people), Number(values.orders))
  figures.rewards = { ...rewards, select1PerSecond }
  for (const [name, figure] of Object.entries(rewards)) console.table({ [name]: figure })
  console.log(
    `select 1 on one connection: ${select1PerSecond}/s. The floor writes the same rows to bare copies of the tables: same indexes, no triggers, foreign keys or checks, nothing read or computed. Skipped: the payment that comes before, and jobs: batches are asked for one after the other.`,
  )
}
if (wanted.includes('posters')) {
  const posters = await benchPosters()
  figures.posters = posters
  console.table(posters.templates)
  console.log(
    `The first poster of a process that has just begun, fonts read: ${posters.coldMs} ms. Warm: trees laid out and drawn anew each time; skipped: gathering what is shown, and the posters that are kept.`,
  )
}
if (wanted.includes('recommend')) figures.recommend = await benchRecommend(values.data)
if (values.json) console.log(JSON.stringify(figures))
process.exit(0)
