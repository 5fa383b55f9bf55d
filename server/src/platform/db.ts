import { createHash } from 'node:crypto'
import { CamelCasePlugin, Kysely, type Kysely as KyselyType, type LogEvent, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** The database, or an open transaction on it. */
export type Db = KyselyType<Tables>
export type Pool = pg.Pool

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`The database answered ${text}, which is beyond 2^53`)
  return value
})

// A calendar day is a day wherever this runs; as a Date it would be a midnight of the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** How often a text must be seen before the server keeps a plan for it, and how many texts a connection keeps at most. */
const seenBeforeNamed = 3
const namesMax = 800
const seen = new Map<string, { count: number; name: string | undefined }>()
let named = 0

function nameOf(text: string): string | undefined {
  const entry = seen.get(text)
  if (entry?.name) return entry.name
  if (!entry) {
    if (seen.size > 5000) seen.clear()
    seen.set(text, { count: 1, name: undefined })
    return undefined
  }
  entry.count += 1
  if (entry.count > seenBeforeNamed && named < namesMax) {
    named += 1
    entry.name = `q${createHash('sha1').update(text).digest('hex').slice(0, 24)}`
  }
  return entry.name
}

type Stream = { cork(): void; uncork(): void }
const begun = { command: 'BEGIN', rowCount: null, rows: [], fields: [] }

/**
 * A client that lets PostgreSQL keep the plans of texts that come again (planning costs more than running for most of ours),
 * and that does not wait for BEGIN: it goes out in one write with the transaction's first statement.
 */
class PlanKeepingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's own signature has five overloads; only one is touched.
  override query(...args: any[]): any {
    const [text, values] = args
    if (text === 'begin') return this.#beginWithNext()
    const name = typeof text === 'string' && Array.isArray(values) && text.length > 30 ? nameOf(text) : undefined
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    return (super.query as any)(...(name ? [{ name, text, values }, ...args.slice(2)] : args))
  }

  #beginWithNext() {
    const { stream } = (this as unknown as { connection: { stream: Stream } }).connection
    stream.cork()
    setImmediate(() => stream.uncork())
    // If BEGIN fails, the connection is gone, and the statement behind it fails with the same reason.
    super.query('begin').catch(() => undefined)
    return Promise.resolve(begun)
  }
}

export function openPool(url: string, size: number): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 10_000,
    // No wait is endless: a lock that is not had in 8 s, or a statement of 30 s, fails and is tried again by who asked.
    options: '-c lock_timeout=8000 -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000 -c timezone=UTC',
    Client: PlanKeepingClient,
    // Statements are sent without waiting for the answer to the one before; each still has its own answer and error.
    pipeline: true,
  } as pg.PoolConfig & { Client: typeof PlanKeepingClient; pipeline: boolean })
  // An idle connection that dies (database restarted) is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const transactionControl = /^(begin|commit|rollback|savepoint|release)\b/i

/** `onStatement` hears each statement but BEGIN and COMMIT; tests count with it. */
export const openDb = (pool: Pool, onStatement?: (sql: string) => void): Db =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    ...(onStatement && {
      log: (event: LogEvent) => {
        if (event.level === 'query' && !transactionControl.test(event.query.sql)) onStatement(event.query.sql)
      },
    }),
  })

const uniqueViolation = '23505'
const retryable = new Set(['40001', '40P01', '55P03', '57P01', '57P02', '57P03', '57014', '08006'])
/** What the driver and the system say when the database is gone, before or while it is asked. */
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
const lost = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/

export const isUniqueViolation = (error: unknown, constraint?: string) =>
  error instanceof pg.DatabaseError && error.code === uniqueViolation && (!constraint || error.constraint === constraint)

/** The code of a refusal that a function of ours raised in the database (`LK001` …), undefined for everything else. */
export const raisedCode = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError && error.code?.startsWith('LK') ? error.code : undefined

/** Deadlocks, lock time-outs and lost connections: the same request may succeed a moment later. */
export const isPassing = (error: unknown) =>
  error instanceof pg.DatabaseError
    ? retryable.has(error.code ?? '')
    : error instanceof Error && (unreachable.has((error as NodeJS.ErrnoException).code ?? '') || lost.test(error.message))
