// npm run bench -- <name …> [--json] [--products N]. Prints a table, and with --json one object as the last line.
import { parseArgs } from 'node:util'
import { benchTrade, type Scenario, scenarios } from './trade.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, products: { type: 'string', default: '500' } },
})

const unknown = positionals.filter((name) => !(scenarios as readonly string[]).includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(', ')}. There are: ${scenarios.join(', ')}.`)
  process.exit(1)
}

const wanted = (positionals.length > 0 ? positionals : scenarios) as readonly Scenario[]
const figures = await benchTrade(wanted, Number(values.products))

console.table(
  Object.fromEntries(
    Object.entries(figures).flatMap(([name, figure]) =>
      Object.entries(figure.byConcurrency).map(([concurrency, row]) => [
        `${name} ×${concurrency}`,
        { ...row, statements: figure.statements, invariants: figure.invariants },
      ]),
    ),
  ),
)
console.log(
  `select 1 over the same floor: ${Object.values(figures)[0]?.select1Rps ?? 0}/s. Skipped: payment (it waits for a channel), TLS, and any cache: every request reaches PostgreSQL.`,
)
if (values.json) console.log(JSON.stringify(figures))
process.exit(0)
