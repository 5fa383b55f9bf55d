import type { SkuId } from '@lianka/contract/ids'
import type { Order } from '@lianka/contract/order'
import { type Ctx, inTransaction } from '#platform/context'
import { Refusal } from '#platform/errors'
import { lookUp, replyOf, type Ticket } from '#platform/idempotency'
import { type Crowd, type Crowds, capacity, crowdOf, mostTogether, waitForMoreMs } from './crowding.ts'
import { askedBy, type OrderRequest, type Placing, placeOrder, prepareOrder } from './place-order.ts'
import { insertOrders, lockFlash, lockStock, type Quote, readQuotes } from './place-store.ts'

/**
 * Where many want one option at once, each order alone would wait for the row of its stock through the commit of the one before. So one
 * writer an option and process takes what has come — up to 64, or what two milliseconds bring — and writes it in one transaction. The
 * database is what keeps stock, quotas and keys right: any number of processes may run writers of the same option, and whatever a batch
 * cannot say it leaves to each order alone.
 */
type Waiting = {
  ctx: Ctx
  request: OrderRequest
  ticket: Ticket
  alone: () => Promise<Order>
  settle: (outcome: Outcome) => void
}
type Outcome = { reply: Order } | { error: unknown }
type Late = Pick<Waiting, 'ticket' | 'settle'>

const crowds: Crowds<Waiting, Late> = new WeakMap()

/** Places an order alone, or together with others who want the same option now. */
export function placeTogether(ctx: Ctx, request: OrderRequest, ticket: Ticket): Promise<Order> {
  const alone = () => placeOrder(ctx, request, ticket)
  const skuId = singleOption(request)
  if (!skuId) return alone()
  const crowd = crowdOf(crowds, ctx.db, skuId)
  if (crowd.isSoldOut()) return answerSoldOut(ctx, crowd, ticket)
  if (!crowd.isHot()) return crowd.alone(alone)
  if (crowd.queue.length >= capacity) throw new Refusal('order.queue', '', undefined, crowd.place())
  return new Promise<Order>((resolve, reject) => {
    const settle = (outcome: Outcome) => ('reply' in outcome ? resolve(outcome.reply) : reject(outcome.error))
    crowd.queue.push({ ctx, request, ticket, alone, settle })
    if (!crowd.writing) void write(ctx, skuId, crowd)
  })
}

/** An order of one line at the shop's or a flash price; what else an order may hold is its own affair. */
function singleOption({ lines, special, claims, delivery = 'parcel' }: OrderRequest): SkuId | undefined {
  const skus = new Set(lines.map(({ skuId }) => skuId))
  return skus.size === 1 && !special && delivery === 'parcel' && (claims ?? []).length === 0 ? lines[0]?.skuId : undefined
}

/** Nothing is left, but who was served before and asks again has the reply coming. All who ask in one turn of the loop are looked up together. */
function answerSoldOut(ctx: Ctx, crowd: Crowd<Waiting, Late>, ticket: Ticket): Promise<Order> {
  return new Promise((resolve, reject) => {
    crowd.late.push({ ticket, settle: (outcome) => ('reply' in outcome ? resolve(outcome.reply) : reject(outcome.error)) })
    if (crowd.late.length === 1) setImmediate(() => void answerLate(ctx, crowd.late.splice(0)))
  })
}

async function answerLate(ctx: Ctx, late: readonly Late[]): Promise<void> {
  try {
    const found = await lookUp<Order>(
      ctx.db,
      late.map(({ ticket }) => ticket),
      false,
    )
    for (const [place, { ticket, settle }] of late.entries())
      settle(outcomeOf(() => replyOf(found[place], ticket)) ?? { error: new Refusal('order.out_of_stock') })
  } catch (error) {
    for (const { settle } of late) settle({ error })
  }
}

async function write(ctx: Ctx, skuId: SkuId, crowd: Crowd<Waiting, Late>): Promise<void> {
  crowd.writing = true
  while (crowd.queue.length > 0) {
    if (crowd.queue.length < mostTogether) await new Promise((later) => setTimeout(later, waitForMoreMs))
    const batch = crowd.queue.splice(0, mostTogether)
    try {
      const { outcomes, left } = await writeBatch(ctx, skuId, batch)
      crowd.served(batch.length, left)
      for (const [place, { settle }] of batch.entries()) settle(outcomes[place] as Outcome)
    } catch (error) {
      // Something in it could not be had together. Alone, each order meets its own refusal.
      ctx.log.debug({ err: error, sku: skuId }, 'a batch of orders is placed one by one')
      await Promise.all(
        batch.map(({ alone, settle }) =>
          alone().then(
            (reply) => settle({ reply }),
            (error) => settle({ error }),
          ),
        ),
      )
    }
  }
  crowd.writing = false
}

type Batch = { outcomes: Outcome[]; left: number }

/**
 * One transaction for all: keys looked up and taken, prices read, flash prices and stock held, what they are enough for written, replies kept.
 * What does not need the answer before it is sent along with it.
 */
const writeBatch = (ctx: Ctx, skuId: SkuId, batch: readonly Waiting[]): Promise<Batch> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const tickets = batch.map(({ ticket }) => ticket)
    const asked = batch.map((each) => askedBy(each.ctx, each.request))
    const [found, quotes, flashLeft, stock] = await Promise.all([
      lookUp<Order>(ctx.db, tickets, true),
      readQuotes(ctx.db, asked, now),
      lockFlash(ctx.db, skuId, now),
      lockStock(ctx.db, skuId),
    ])
    const share = shareOut(stock, flashLeft)
    const taken = new Set<string>()
    const placed: (Placing & { ticket: Ticket })[] = []
    const outcomes = batch.map(({ ctx: own, request, ticket }, place): Outcome => {
      const known = outcomeOf(() => {
        const name = `${ticket.caller} ${ticket.key}`
        // The same key twice in one batch: the database's lock is ours already, so it is told apart here.
        if (taken.has(name)) throw new Refusal('idempotency.in_flight')
        taken.add(name)
        return replyOf(found[place], ticket)
      })
      if (known) return known
      const quote = quotes[place] as Quote
      const placing = attempt(() => share.take(prepareOrder(own, request, quote, quote.address)))
      if ('error' in placing) return placing
      placed.push({ ticket, ...placing.done })
      return { reply: placing.done.reply }
    })
    if (placed.length > 0) {
      const made = placed.map((each) => each.made)
      await insertOrders(ctx.db, made, placed)
    }
    return { outcomes, left: share.left() }
  })

function attempt<T>(act: () => T): { done: T } | { error: Refusal } {
  try {
    return { done: act() }
  } catch (error) {
    if (error instanceof Refusal) return { error }
    throw error
  }
}

/** A reply or refusal that is there already; undefined when there is work to do. */
function outcomeOf(look: () => Order | undefined): Outcome | undefined {
  const looked = attempt(look)
  if ('error' in looked) return looked
  return looked.done === undefined ? undefined : { reply: looked.done }
}

/** Shares stock and flash pieces out in the order in which people came. */
function shareOut(stock: number, flashLeft: Map<string, number>) {
  let left = stock
  const allowances = new Map<string, number>()
  return {
    left: () => left,
    take: (placing: Placing): Placing => {
      const { lines, takes, order } = placing.made
      const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
      if (pieces > left) throw new Refusal('order.out_of_stock')
      for (const { id, quantity, allowed } of takes.flash) {
        const [forAll, forOne] = [flashLeft.get(id) ?? 0, allowances.get(`${id} ${order.buyerId}`) ?? allowed]
        if (forAll < quantity) throw new Refusal('promotion.flash_sold_out')
        if (forOne < quantity) throw new Refusal('promotion.flash_enough')
        flashLeft.set(id, forAll - quantity)
        allowances.set(`${id} ${order.buyerId}`, forOne - quantity)
      }
      left -= pieces
      return placing
    },
  }
}
