// The reward plan: alone in memory, through SQL with its postings beside a floor that writes the same rows bare, a team's page, and a replay.
import type { MemberId } from '@lianka/contract/ids'
import { replay } from '../server/src/audit/service.ts'
import { computeWaiting } from '../server/src/commission/service.ts'
import { readTeam } from '../server/src/referral/service.ts'
import { openTown, type Town } from './rewards-ground.ts'
import * as pure from './rewards-pure.ts'

export type RewardFigures = {
  pure: pure.Row
  sql: {
    ordersPerSecond: number
    floorOrdersPerSecond: number
    ratioToFloor: number
    atOnce: number
    statementsPerBatch: number
    rows: number
  }
  team: { people: number; p50Ms: number; p99Ms: number; worstMs: number; largestTeam: number }
  replay: { seconds: number; facts: number; difference: string | null }
  select1PerSecond: number
}

const atOnce = 500

/** The tables that computing shares writes, in the order of their rows' making; each with what the floor writes of it. */
const written = ['accounts', 'transfers', 'entries', 'balances', 'shares', 'share_changes'] as const

/** Bare copies: the same columns, defaults, indexes and rows as now, without triggers, foreign keys and checks. */
async function makeFloor({ pool }: Town) {
  for (const table of written) {
    await pool.query(`create table floor_${table} (like ${table} including defaults including indexes)`)
    await pool.query(`insert into floor_${table} select * from ${table}`)
  }
  for (const table of ['entries', 'share_changes']) {
    await pool.query(`create sequence floor_${table}_id; select setval('floor_${table}_id', coalesce((select max(id) from ${table}), 0) + 1);
      alter table floor_${table} alter column id set default nextval('floor_${table}_id')`)
  }
  await pool.query('vacuum analyze')
}

/** The newest rows as they are, so that what comes afterwards can be told. */
async function newestOf({ pool }: Town) {
  const { rows } = await pool.query<{ transfer: string; entry: string; share: string; change: string }>(
    `select (select max(id) from transfers where kind = 'shares_computed') as transfer, (select max(id)::text from entries) as entry, (select max(id) from shares) as share,
      (select max(id)::text from share_changes) as change`,
  )
  return rows[0] as (typeof rows)[number]
}

/** What was written since, so that the floor gets its rows as parameters just like ours. */
async function readRows({ pool }: Town, since: Awaited<ReturnType<typeof newestOf>>) {
  const read = async (text: string, after: string): Promise<Rows> => (await pool.query(text, [after])).rows
  return {
    transfers: await read(
      `select id, kind, fact, order_id, occurred_at, position from transfers where kind = 'shares_computed' and id > $1 order by id`,
      since.transfer,
    ),
    entries: await read('select transfer_id, account_id, amount, line_id from entries where id > $1::bigint order by id', since.entry),
    shares: await read(
      'select id, line_id, order_id, payee_id, kind, bps, amount, state, computed_at from shares where id > $1 order by id',
      since.share,
    ),
    changes: await read(
      'select share_id, from_amount, to_amount, reason, transfer_id, at from share_changes where id > $1::bigint order by id',
      since.change,
    ),
  }
}

type Rows = Record<string, unknown>[]
const columnsOf = (rows: Rows, names: readonly string[]) => names.map((name) => rows.map((row) => row[name]))

async function writeFloor(town: Town, batches: { transfers: Rows; entries: Rows; shares: Rows; changes: Rows }[]) {
  const { pool } = town
  for (const { transfers, entries, shares, changes } of batches) {
    const client = await pool.connect()
    await client.query('begin')
    await client.query(
      `insert into floor_transfers (id, kind, fact, order_id, occurred_at, position) select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])`,
      columnsOf(transfers, ['id', 'kind', 'fact', 'order_id', 'occurred_at', 'position']),
    )
    await client.query(
      `with e as (select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) e (transfer_id, account_id, amount, line_id)),
        a as (insert into floor_accounts (id, kind, owner) select distinct account_id, split_part(account_id, ':', 1), nullif(split_part(account_id, ':', 2), '') from e on conflict (id) do nothing),
        b as (insert into floor_balances (account_id, shard, amount) select account_id, 0, sum(amount)::bigint from e group by 1 on conflict (account_id, shard) do update set amount = floor_balances.amount + excluded.amount)
        insert into floor_entries (transfer_id, account_id, amount, line_id) select * from e`,
      columnsOf(entries, ['transfer_id', 'account_id', 'amount', 'line_id']),
    )
    await client.query(
      `insert into floor_shares (id, line_id, order_id, payee_id, kind, bps, amount, state, computed_at)
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[], $8::text[], $9::timestamptz[])`,
      columnsOf(shares, ['id', 'line_id', 'order_id', 'payee_id', 'kind', 'bps', 'amount', 'state', 'computed_at']),
    )
    await client.query(
      `insert into floor_share_changes (share_id, from_amount, to_amount, reason, transfer_id, at) select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[])`,
      columnsOf(changes, ['share_id', 'from_amount', 'to_amount', 'reason', 'transfer_id', 'at']),
    )
    await client.query('commit')
    client.release()
  }
}

/** The floor's rows in as many batches as ours took, split by place. */
function cut(rows: Rows, batches: number): Rows[] {
  const size = Math.ceil(rows.length / batches)
  return Array.from({ length: batches }, (_, batch) => rows.slice(batch * size, (batch + 1) * size))
}

/** So many orders first, unmeasured: tables that are empty make PostgreSQL plan as if they stayed so. */
const warmUp = 5000

/** Ours and the floor take turns, so many batches each: a machine that is slower for a while is slower for both. */
const batchesARound = 20

async function measureSql(town: Town): Promise<RewardFigures['sql']> {
  for (let done = 0; done < Math.min(warmUp, town.orders / 2); ) done += await computeWaiting(town.ctx, atOnce)
  await makeFloor(town)
  const rounds: { orders: number; ours: number; floor: number; rows: number }[] = []
  for (;;) {
    const since = await newestOf(town)
    let batches = 0
    let orders = 0
    const from = performance.now()
    for (let taken = 1; batches < batchesARound && taken > 0; ) {
      taken = await computeWaiting(town.ctx, atOnce)
      orders += taken
      if (taken > 0) batches += 1
    }
    const ours = (performance.now() - from) / 1000
    if (batches === 0) break
    const { transfers, entries, shares, changes } = await readRows(town, since)
    const [t, e, s, c] = [cut(transfers, batches), cut(entries, batches), cut(shares, batches), cut(changes, batches)]
    const floorFrom = performance.now()
    await writeFloor(
      town,
      t.map((part, index) => ({ transfers: part, entries: e[index] as Rows, shares: s[index] as Rows, changes: c[index] as Rows })),
    )
    const floor = (performance.now() - floorFrom) / 1000
    rounds.push({ orders, ours, floor, rows: transfers.length + entries.length + shares.length + changes.length })
  }
  const sum = (of: (round: (typeof rounds)[number]) => number) => rounds.reduce((total, round) => total + of(round), 0)
  const [left, ours, floor] = [sum(({ orders }) => orders), sum((round) => round.ours), sum((round) => round.floor)]
  return {
    ordersPerSecond: Math.round(left / ours),
    floorOrdersPerSecond: Math.round(left / floor),
    ratioToFloor: Number((floor / ours).toFixed(3)),
    atOnce,
    statementsPerBatch: 5,
    rows: sum(({ rows }) => rows),
  }
}

/**
 * A page of twenty with counts, for people with teams and for the largest teams, first pages and second ones. Each page is asked for
 * once before it is measured, and PostgreSQL first cleans up after the many writes: what a page costs is measured, not how long the
 * disk takes to bring what nobody has read yet, nor the vacuum that follows a hundred thousand orders. The middle of three rounds.
 */
async function measureTeam({ ctx, pool }: Town): Promise<RewardFigures['team']> {
  const { rows: large } = await pool.query<{ id: MemberId; n: number }>(
    'select member_id as id, directs + seconds as n from team_sizes order by directs + seconds desc limit 50',
  )
  const { rows: some } = await pool.query<{ id: MemberId }>('select member_id as id from team_sizes order by md5(member_id) limit 950')
  const asked = [...large, ...some].map(({ id }) => id)
  await pool.query('vacuum (analyze)')
  await pool.query('checkpoint')
  const as = (memberId: MemberId) => ({ ...ctx, caller: { kind: 'member', memberId, sessionId: 'bench' } as const })
  const round = async () => {
    const times: number[] = []
    const timed = async (id: MemberId, after?: string) => {
      const from = performance.now()
      const { next } = await readTeam(as(id), { limit: 20, after })
      times.push(performance.now() - from)
      return next
    }
    for (const id of asked) {
      const next = await timed(id)
      if (next) await timed(id, next)
    }
    times.sort((a, b) => a - b)
    const at = (part: number) => Number((times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2))
    return { p50Ms: at(0.5), p99Ms: at(0.99), worstMs: at(1) }
  }
  await round()
  const [, middle] = [await round(), await round(), await round()].sort((a, b) => a.p99Ms - b.p99Ms)
  if (!middle) throw new Error('No page of a team was read')
  return { people: asked.length, ...middle, largestTeam: large[0]?.n ?? 0 }
}

async function measureReplay({ ctx }: Town): Promise<RewardFigures['replay']> {
  const from = performance.now()
  const replayed = await replay(ctx, (done, total) => {
    if (done === total || done % 100_000 === 0) console.log(`  replayed ${done} of ${total} facts`)
  })
  const { difference } = replayed
  return {
    seconds: Number(((performance.now() - from) / 1000).toFixed(1)),
    facts: replayed.facts,
    difference: difference && `${difference.what} ${difference.subject}: ${difference.live} / ${difference.replayed}`,
  }
}

async function select1PerSecond({ pool }: Town): Promise<number> {
  const from = performance.now()
  let count = 0
  for (; performance.now() - from < 2000; count += 1) await pool.query('select 1')
  return Math.round(count / ((performance.now() - from) / 1000))
}

export async function benchRewards(people: number, orders: number): Promise<RewardFigures> {
  console.log(`The plan alone: ${orders} orders among ${people} people, in memory, median of three …`)
  const [alone] = await pure.run({ people, orders })
  if (!alone) throw new Error('The plan alone was not measured')
  const town = await openTown(people, orders, console.log)
  try {
    console.log(
      `Computing and posting the shares of ${orders} orders, ${atOnce} a transaction, in turns with the floor, which writes the same rows …`,
    )
    const sql = await measureSql(town)
    console.log('Reading pages of teams, then replaying everything …')
    const team = await measureTeam(town)
    return { pure: alone, sql, team, replay: await measureReplay(town), select1PerSecond: await select1PerSecond(town) }
  } finally {
    await town.stop()
  }
}
