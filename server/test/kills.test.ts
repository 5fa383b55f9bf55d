import { type Event, histories, planVariants } from '@lianka/reward/history-arbitrary'
import { drawsOf } from '@lianka/reward/population-random'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { offerSorts, publishVariant } from './history-driver.ts'
import { expectOracleAgrees } from './history-judge.ts'
import { type Crew, gatherCrew, killInTurn, persist, sleep } from './kills-crew.ts'
import {
  expectChannelAgrees,
  expectNothingLost,
  expectNothingPaidTwice,
  expectRecordsHold,
  givenUp,
  hurryRetries,
  remaining,
} from './kills-judge.ts'
import { confirmWaiting, type Life, livePiece, openLife, receiveAll } from './kills-life.ts'
import { openOffice, openWire, tellSimulators, type Wire } from './kills-wire.ts'
import { countMet } from './live-histories.ts'
import { type Goods, openTown } from './people.ts'

/** The same every time but for who comes first; others by `KILLS_SEED`. */
const seed = Number(process.env.KILLS_SEED ?? 20_261_125)
const many = process.env.LONG_HISTORIES ? 200 : 20
const atOnce = 8
const pieces = 4

const draws = drawsOf(seed)
let crew: Crew
let wire: Wire

beforeAll(async () => {
  let offered: Goods[] = []
  crew = await gatherCrew(async (house) => {
    const { keeper, shop } = await openTown(house)
    offered = await offerSorts(house, keeper, shop.id)
    await publishVariant(house, 0, offered)
  })
  wire = openWire(crew, offered, draws)
  await tellSimulators(wire, '/wxpay/dev/top-up', { amount: 1_000_000_000 })
})
afterAll(() => crew?.end())

/** Several at a time, each taking the next one when it is done. */
async function severalAtOnce(lives: readonly Life[], act: (life: Life) => Promise<void>): Promise<void> {
  const left = [...lives]
  const work = async () => {
    for (let life = left.shift(); life; life = left.shift()) await act(life)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/** The channel errs, falls silent once, tells some things twice and others out of order. */
async function misbehave(): Promise<void> {
  await tellSimulators(wire, '/faults', { target: 'notifications', duplicateNext: 20, reorderNext: 3 })
  await tellSimulators(wire, '/faults', { target: 'wxpay', errorNext: 3, timeoutNext: 1 })
  await tellSimulators(wire, '/faults', { target: 'transfers', transferFailNext: 1 })
}

type Drawn = { life: Life; events: readonly Event[] }

/** A piece of every history at once while processes are killed; then everything bought arrives, and eight days pass. */
async function storm(drawn: readonly Drawn[], piece: number): Promise<void> {
  await openOffice(wire)
  await misbehave()
  const stop = killInTurn(crew, draws, () => wire.operations)
  const eventsOf = new Map(drawn.map(({ life, events }) => [life, events]))
  await severalAtOnce([...eventsOf.keys()], async (life) => {
    const events = eventsOf.get(life) as readonly Event[]
    const size = Math.ceil(events.length / pieces)
    await livePiece(life, events.slice(piece * size, (piece + 1) * size), piece)
    await receiveAll(life)
  })
  await stop()
  await crew.advance({ days: 8 })
  if (piece < pieces - 1) await changePlan()
}

/** Known before it is in force, so that each process finds it for exactly what happens from then on; and nobody buys at that moment. */
async function changePlan(): Promise<void> {
  const { house } = crew
  const soon = new Date(house.clock.now().getTime() + 60_000)
  const ahead = { ...house, ctx: { ...house.ctx, clock: { now: () => soon } } }
  await persist(() => publishVariant(ahead, draws.below(planVariants.length), wire.offered))
  await crew.advance({ minutes: 2 })
}

/** People go on agreeing, the clock moves, until nothing is left to do. */
async function comeToRest(lives: readonly Life[]): Promise<void> {
  await openOffice(wire)
  for (let rounds = 0; ; rounds += 1) {
    await severalAtOnce(lives, async (life) => void (await confirmWaiting(life)))
    const left = await remaining(crew.house)
    if (Object.keys(left).length === 0) return
    if (rounds > 40) throw new Error(`It never came to rest: ${JSON.stringify(left)}`)
    await crew.advance(rounds < 10 ? { minutes: 10 } : { hours: 12 })
    await hurryRetries(crew.house)
    await sleep(1000)
  }
}

test(`${many} histories at once on four processes, killed one after another with their database: nothing is lost, nothing is paid twice`, {
  timeout: 7_200_000,
}, async () => {
  const drawn = fc.sample(histories, { numRuns: many, seed }).map((events, index) => ({ life: openLife(wire, index), events }))
  for (let piece = 0; piece < pieces; piece += 1) await storm(drawn, piece)
  const lives = drawn.map(({ life }) => life)
  await comeToRest(lives)

  const { house, webs, workers, kills } = crew
  expect([...webs, ...workers].map((one) => one.lastWords())).toEqual([null, null, null, null])
  expect(await givenUp(house)).toEqual([])
  await expectNothingLost(wire)
  await expectRecordsHold(house)
  const agreed = await expectChannelAgrees(house)
  await expectNothingPaidTwice(house)
  for (const { people, serial } of lives)
    await expectOracleAgrees(
      house,
      people.map(({ id }) => id),
      `history ${serial} of seed ${seed}`,
    )

  const { operations, requests, refused, unreachable, busy } = wire
  const met = await countMet(house.ctx.db)
  console.log(
    `seed ${seed}: ${operations} operations in ${requests} requests, of which ${refused} were refused, ${busy} told to come again and ${unreachable} answered by nobody; kills ${JSON.stringify(kills)}; the channel agrees on ${JSON.stringify(agreed)}; met ${JSON.stringify(met)}`,
  )
  expect(operations).toBeGreaterThanOrEqual(2000)
  expect(kills.worker + kills.web + kills.database).toBeGreaterThanOrEqual(12)
  expect(Math.min(agreed.payments, agreed.refunds, agreed.transfers)).toBeGreaterThan(10)
  // How many wallets end below zero depends on who came first.
  expect(Math.min(met.advances, met.demotions, met['re-rates'], met['refunds after release'], met['capped shares'])).toBeGreaterThan(0)
})
