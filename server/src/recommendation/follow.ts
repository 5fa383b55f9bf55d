import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProductId } from '@lianka/contract/ids'
import { defaultRanker } from '@lianka/recommend/default-ranker'
import { addLook, beginSession, openSessionIndex, type SessionIndex } from '@lianka/recommend/session-index'
import { fromBytes, toBytes } from '@lianka/recommend/snapshot'
import { openSuggest, type Suggest } from '@lianka/recommend/suggest'
import type { Ctx } from '#platform/context'
import type { Db } from '#platform/db'
import { type ChangedRow, type EventRow, readLog, readNewEvents } from './follow-store.ts'
import { forgetOffers } from './offers.ts'
import { addEvent, forgetPerson } from './people.ts'

/**
 * The looks of all visitors as an index in this process's memory, brought up to date before a question: it follows the events in the database,
 * so any number of processes hold the same one and nothing that must last is kept here. A product stands as a number, a visitor only as the
 * session that is still growing.
 */
type Followed = {
  index: SessionIndex
  suggest: Suggest
  products: ProductId[]
  numbers: Map<ProductId, number>
  growing: Map<string, Growing>
  mark: Mark | undefined
  /** What was read of transactions that were not the oldest any more. */
  known: Map<string, string>
  readAt: number
  /** How long after `readAt` the index is good enough. */
  restMs: number
  reading: Promise<void> | undefined
  isReady: boolean
  savedAt: number
  sinceSaved: number
}
type Growing = { session: number; at: number }
type Mark = { logId: string; tx: string }
type About = { mark: Mark; products: ProductId[]; growing: [string, Growing][]; known: [string, string][] }

const followed = new WeakMap<Db, Followed>()

const open = (): Followed => {
  const index = openSessionIndex()
  return {
    index,
    suggest: openSuggest(index, defaultRanker),
    products: [],
    numbers: new Map(),
    growing: new Map(),
    mark: undefined,
    known: new Map(),
    readAt: Number.NEGATIVE_INFINITY,
    restMs: staleAfterMs,
    reading: undefined,
    isReady: false,
    savedAt: performance.now(),
    sinceSaved: 0,
  }
}

/** Sessions end after half an hour without a look; the index is told of no event older than this. */
const sessionEndsAfterMs = 30 * 60_000
const daysRead = 90
const dayMs = 86_400_000
/** What others looked at counts within so many milliseconds. */
const staleAfterMs = 50
/** Where reading takes long, as beside a transaction that does not end, it is done more rarely. */
const restFactor = 5
/** A question waits no longer for an index that is only being built: it is answered without. */
const patienceMs = 300
const rowsAtOnce = 20_000

/** The index as it is now, with all that was committed by `notBefore` (of `performance.now()`), or undefined while it is being built. */
export async function follow(ctx: Ctx, notBefore = 0): Promise<Followed | undefined> {
  const mine = followed.get(ctx.db) ?? open()
  followed.set(ctx.db, mine)
  if (performance.now() - mine.readAt >= mine.restMs || mine.readAt < notBefore) {
    await readOn(ctx, mine)
    // A reading that was under way may have begun before; the next one has not.
    if (mine.isReady && mine.readAt < notBefore) await readOn(ctx, mine)
  }
  return mine.isReady ? mine : undefined
}

async function readOn(ctx: Ctx, mine: Followed): Promise<void> {
  mine.reading ??= catchUp(ctx, mine).finally(() => {
    mine.reading = undefined
  })
  if (mine.isReady) await mine.reading
  else await Promise.race([mine.reading, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
}

/** Ends the sessions nobody will add to, so that the list of them stays short. */
function forgetEnded(mine: Followed, now: number) {
  for (const [visitor, { at }] of mine.growing) if (now - at > sessionEndsAfterMs) mine.growing.delete(visitor)
}

async function catchUp(ctx: Ctx, mine: Followed): Promise<void> {
  const startedAt = performance.now()
  // While the index is being built nothing is kept of anybody, so there is nothing to forget.
  const log = await readLog(ctx.db, mine.isReady ? mine.mark?.tx : undefined)
  if (!mine.mark) await beginFrom(ctx, mine, log)
  for (const row of log.changed) if (isNew(mine, row)) forgetChanged(ctx, row)
  for (const row of log.offers) if (isNew(mine, row)) forgetOffers(ctx, row.productId)
  const since = new Date(ctx.clock.now().getTime() - daysRead * dayMs)
  let after: EventRow | undefined
  do {
    const rows = await readNewEvents(ctx.db, { from: mine.mark?.tx ?? '0', after, since, limit: rowsAtOnce })
    for (const row of rows) take(ctx, mine, row)
    after = rows.length === rowsAtOnce ? rows.at(-1) : undefined
  } while (after)
  moveMark(mine, { logId: log.id, tx: log.oldest })
  forgetEnded(mine, ctx.clock.now().getTime())
  mine.readAt = startedAt
  mine.restMs = Math.max(staleAfterMs, (performance.now() - startedAt) * restFactor)
  mine.isReady = true
  await save(ctx, mine)
}

/** Whether something is read for the first time; what is of the transactions still open is read again and again. */
function isNew({ known }: Followed, { key, tx }: { key: string; tx: string }): boolean {
  if (known.has(key)) return false
  known.set(key, tx)
  return true
}

function forgetChanged(ctx: Ctx, { visitorId, memberId }: ChangedRow) {
  forgetPerson(ctx, visitorId)
  if (memberId) forgetPerson(ctx, memberId)
}

function take(ctx: Ctx, mine: Followed, event: EventRow) {
  const { visitorId, productId, isView, atMs: time } = event
  if (!isNew(mine, event)) return
  if (mine.isReady) addEvent(ctx, event)
  // The index is of views; how long somebody stayed only changes what that person wants.
  if (!isView) return
  let number = mine.numbers.get(productId)
  if (number === undefined) {
    number = mine.products.push(productId) - 1
    mine.numbers.set(productId, number)
  }
  const growing = mine.growing.get(visitorId)
  const session = growing && time - growing.at <= sessionEndsAfterMs ? growing.session : beginSession(mine.index)
  mine.growing.set(visitorId, { session, at: Math.max(time, growing?.at ?? 0) })
  addLook(mine.index, session, number)
  mine.sinceSaved += 1
}

function moveMark(mine: Followed, mark: Mark) {
  mine.mark = mark
  const from = BigInt(mark.tx)
  for (const [key, tx] of mine.known) if (BigInt(tx) < from) mine.known.delete(key)
}

const pathOf = (ctx: Ctx) => join(ctx.settings.dataDir, 'looks.index')
const saveEveryMs = 10 * 60_000
const worthSaving = 5000

/** Writes the index down now and then, so that a new process need not read three months of events. */
async function save(ctx: Ctx, mine: Followed) {
  if (mine.sinceSaved < worthSaving || performance.now() - mine.savedAt < saveEveryMs) return
  mine.savedAt = performance.now()
  mine.sinceSaved = 0
  await saveIndex(ctx, mine).catch((error) =>
    ctx.log.warn({ err: error }, 'the index of looks was not written; a new process reads the events instead'),
  )
}

export async function saveIndex(ctx: Ctx, { index, mark, products, growing, known }: Followed): Promise<void> {
  if (!mark) return
  const about: About = { mark, products, growing: [...growing], known: [...known] }
  const bytes = toBytes(index, about)
  await mkdir(ctx.settings.dataDir, { recursive: true })
  const draft = `${pathOf(ctx)}.${randomUUID()}`
  await writeFile(draft, bytes)
  await rename(draft, pathOf(ctx))
}

/** Takes up the index on disk if it belongs to this database and does not come from its future, as after a restored backup. */
async function beginFrom(ctx: Ctx, mine: Followed, log: { id: string; oldest: string }) {
  const bytes = await readFile(pathOf(ctx)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') ctx.log.warn({ err: error }, 'the index of looks cannot be read; the events are read instead')
    return undefined
  })
  const read = bytes && fromBytes<About>(bytes)
  if (!read || read.about.mark.logId !== log.id || BigInt(read.about.mark.tx) > BigInt(log.oldest)) return
  mine.index = read.index
  mine.suggest = openSuggest(read.index, defaultRanker)
  mine.products = read.about.products
  mine.numbers = new Map(read.about.products.map((product, number) => [product, number]))
  mine.growing = new Map(read.about.growing)
  mine.known = new Map(read.about.known)
  mine.mark = read.about.mark
}

export type Near = { productId: ProductId; becauseOf: ProductId }

/** What others went on to look at who looked at these, the last one last; best first, at most `most`. */
export function nearIn(mine: Followed, looked: readonly ProductId[], most: number): Near[] {
  if (looked.length === 0) return []
  const session = looked.flatMap((productId) => mine.numbers.get(productId) ?? [])
  const seen = new Set(session)
  return mine
    .suggest(session, most, (item) => !seen.has(item))
    .map(({ item, because }) => ({ productId: mine.products[item]!, becauseOf: mine.products[because]! }))
}
