import { openHistory } from '@lianka/reward/history'
import { type Event, histories } from '@lianka/reward/history-arbitrary'
import { HistoryError } from '@lianka/reward/history-facts'
import { interpretEvents, planAt } from '@lianka/reward/history-interpret'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '#platform/db'
import { expectBooksHold } from './channel.ts'
import { liveHistory, offerSorts } from './history-driver.ts'
import { expectOracleAgrees } from './history-judge.ts'
import { openHouse } from './house.ts'
import { openTown } from './people.ts'

/** So many histories share one database. */
const aHouse = 20
/** The same every time, so that what they meet is known; another one by `HISTORIES_SEED`. */
const seed = Number(process.env.HISTORIES_SEED ?? 20_261_125)
export const manyLive = process.env.LONG_HISTORIES ? 10_000 : 200

type Met = Record<'advances' | 'demotions' | 're-rates' | 'refunds after release' | 'negative wallets' | 'capped shares', number>

export async function countMet(db: Db): Promise<Met> {
  const { rows } = await sql<Met>`
    select (select count(*) from rank_changes where from_rank = 'member' or to_rank = 'boss')::int as advances,
      (select count(*) from rank_changes where from_rank = 'boss' or to_rank = 'member')::int as demotions,
      (select count(*) from share_changes where reason = 'rerated')::int as "re-rates",
      (select count(*) from share_changes c join shares h on h.id = c.share_id where c.reason = 'refunded' and h.released_at is not null)::int as "refunds after release",
      (select count(*) from (select account_id from balances where account_id like 'wallet\\_available:%' group by 1 having sum(amount) > 0) b)::int as "negative wallets",
      (select count(*) from shares h join order_lines l on l.id = h.line_id where h.amount < floor((l.base - l.refunded) * h.bps / 10000.0))::int as "capped shares"`.execute(
    db,
  )
  return rows[0] as Met
}

/** Whether something rare comes of these events in memory: a share rated again, or a wallet below zero. */
function isRare(events: readonly Event[]): boolean {
  const history = openHistory(8)
  const interpret = interpretEvents()
  const withdrawn = new Map<number, number>()
  let rare = false
  history.apply({ is: 'published', plan: planAt(0, 1) })
  for (const step of events.flatMap(interpret)) {
    if ('withdraw' in step) {
      const { person, permille } = step.withdraw
      const before = withdrawn.get(person) ?? 0
      withdrawn.set(person, before + Math.floor((Math.max(0, history.wallet(person).available - before) * permille) / 1000))
      continue
    }
    try {
      rare ||= history.apply(step.tell).some((change) => change.is === 'share' && change.reason === 'rerated')
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error
    }
    rare ||= [...withdrawn].some(([person, fen]) => history.wallet(person).available < fen)
  }
  return rare
}

/** As drawn, but every fifth is one of the rare ones, of which there are few among so many. */
function drawHistories(): Event[][] {
  const drawn = fc.sample(histories, { numRuns: manyLive * 8, seed })
  const rare = drawn.filter(isRare).slice(0, manyLive / 5)
  const others = drawn.slice(0, manyLive)
  return Array.from({ length: manyLive }, (_, place) => {
    const events = (place % 5 === 0 ? rare[place / 5] : undefined) ?? (others[place] as Event[])
    return place % 8 === 0 ? [...events, ...takenAndReturned] : events
  })
}

/** An end that many shops have seen: everything arrives, everybody takes out what was earned, and then the goods come back. */
const takenAndReturned: Event[] = [
  { does: 'week' },
  ...Array.from({ length: 12 }, (_, who): Event => ({ does: 'withdraw', who, permille: 1000 })),
  ...Array.from({ length: 12 }, (_, line): Event => ({ does: 'refund', line, permille: 1000, bearer: 'shop' })),
]

/** Lives the histories from one place in the drawn list to another; each is judged by the oracle, each database by its books and a replay. */
export async function liveHistories(from: number, to: number): Promise<void> {
  const drawn = drawHistories()
  const met = new Map<string, number>()
  const asked = { requests: 0, refused: 0 }
  for (let first = from; first < to; first += aHouse) {
    await using house = await openHouse({ start: '2026-12-01T02:00:00Z' })
    const { keeper, shop } = await openTown(house)
    const offered = await offerSorts(house, keeper, shop.id)
    for (const [index, events] of drawn.slice(first, Math.min(to, first + aHouse)).entries()) {
      const what = `history ${first + index} of seed ${seed}`
      const life = await liveHistory(house, events, offered, index + 1).catch((error) => {
        throw new Error(what, { cause: error })
      })
      asked.requests += life.requests
      asked.refused += life.refused
      const ids = life.people.map(({ id }) => id)
      await expectOracleAgrees(house, ids, what)
    }
    await expectBooksHold(house)
    for (const [name, count] of Object.entries(await countMet(house.ctx.db))) met.set(name, (met.get(name) ?? 0) + count)
  }
  console.log(
    `${to - from} histories, ${asked.requests} requests of which ${asked.refused} were refused; met ${JSON.stringify(Object.fromEntries(met))}`,
  )
  expect([...met].filter(([, count]) => count < (to - from) / 100)).toEqual([])
}
