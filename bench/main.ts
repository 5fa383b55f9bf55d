// npm run bench -- <name …> [--json] [--products N] [--people N] [--orders N]. Prints tables, and with --json one object as the last line.
import { parseArgs } from 'node:util'
import { benchRewards } from './rewards.ts'
import { benchTrade, type Scenario, scenarios } from './trade.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    products: { type: 'string', default: '500' },
    people: { type: 'string', default: '1000000' },
    orders: { type: 'string', default: '100000' },
  },
})

const names: readonly string[] = [...scenarios, 'rewards']
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(1)
}

const wanted = positionals.length > 0 ? positionals : names
const figures: Record<string, unknown> = {}

const trade = scenarios.filter((name) => wanted.includes(name)) as Scenario[]
if (trade.length > 0) {
  const measured = await benchTrade(trade, Number(values.products))
  Object.assign(figures, measured)
  console.table(
    Object.fromEntries(
      Object.entries(measured).flatMap(([name, figure]) =>
        Object.entries(figure.byConcurrency).map(([concurrency, row]) => [
          `${name} ×${concurrency}`,
          { ...row, statements: figure.statements, invariants: figure.invariants },
        ]),
      ),
    ),
  )
  console.log(
    `select 1 over the same floor: ${Object.values(measured)[0]?.select1Rps ?? 0}/s. Skipped: payment (it waits for a channel), TLS, and any cache: every request reaches PostgreSQL.`,
  )
}

if (wanted.includes('rewards')) {
  const { select1PerSecond, ...rewards } = await benchRewards(Number(values.people), Number(values.orders))
  figures.rewards = { ...rewards, select1PerSecond }
  for (const [name, figure] of Object.entries(rewards)) console.table({ [name]: figure })
  console.log(
    `select 1 on one connection: ${select1PerSecond}/s. The floor writes the same rows to bare copies of the tables: same indexes, no triggers, foreign keys or checks, nothing read or computed. Skipped: the payment that comes before, and jobs: batches are asked for one after the other.`,
  )
}
if (values.json) console.log(JSON.stringify(figures))
process.exit(0)
