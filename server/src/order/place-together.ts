import type { SkuId } from '@lianka/contract/ids'
import type { Order } from '@lianka/contract/order'
import { type Ctx, inTransaction } from '#platform/context'
import { Refusal } from '#platform/errors'
import { keepReplies, lookUp, replyOf, type Ticket } from '#platform/idempotency'
import { type Crowd, type Crowds, capacity, crowdOf, mostTogether, waitForMoreMs } from './crowding.ts'
import { askedBy, type OrderRequest, type Placing, prepareOrder } from './place-order.ts'
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

const crowds: Crowds<Waiting> = new WeakMap()

/** Places an order alone, or together with others who want the same option now. */
export function placeTogether(ctx: Ctx, request: OrderRequest, ticket: Ticket, alone: () => Promise<Order>): Promise<Order> {
  const skuId = singleOption(request)
  if (!skuId) return alone()
  const crowd = crowdOf(crowds, ctx.db, skuId)
  if (crowd.isSoldOut()) return answerSoldOut(ctx, ticket)
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

/** Nothing is left, but who was served before and asks again has the reply coming. */
async function answerSoldOut(ctx: Ctx, ticket: Ticket): Promise<Order> {
  const [found] = await lookUp<Order>(ctx.db, [ticket], false)
  const reply = replyOf(found, ticket)
  if (reply === undefined) throw new Refusal('order.out_of_stock')
  return reply
}

async function write(ctx: Ctx, skuId: SkuId, crowd: Crowd<Waiting>): Promise<void> {
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

/** One transaction for all: keys looked up and taken, prices read, stock held, what it is enough for written, replies kept. */
const writeBatch = (ctx: Ctx, skuId: SkuId, batch: readonly Waiting[]): Promise<Batch> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const outcomes = new Array<Outcome | undefined>(batch.length)
    const found = await lookUp<Order>(
      ctx.db,
      batch.map(({ ticket }) => ticket),
      true,
    )
    const taken = new Set<string>()
    const fresh = batch.flatMap((waiting, place) => {
      const name = `${waiting.ticket.caller} ${waiting.ticket.key}`
      const outcome = outcomeOf(() => {
        // The same key twice in one batch: the database's lock is ours already, so it is told apart here.
        if (taken.has(name)) throw new Refusal('idempotency.in_flight')
        return replyOf(found[place], waiting.ticket)
      })
      taken.add(name)
      if (outcome) outcomes[place] = outcome
      return outcome ? [] : [{ ...waiting, place }]
    })
    const quotes =
      fresh.length === 0
        ? []
        : await readQuotes(
            ctx.db,
            fresh.map((each) => askedBy(each.ctx, each.request)),
            now,
          )
    const sales = new Set(quotes.flatMap(({ lines }) => lines.flatMap(({ flash }) => flash?.id ?? [])))
    const flashLeft = sales.size > 0 ? await lockFlash(ctx.db, [...sales]) : new Map<string, number>()
    const share = shareOut(await lockStock(ctx.db, skuId), flashLeft)
    const placed = fresh.flatMap(({ place, ...waiting }, index) => {
      const placing = attempt(() =>
        share.take(prepareOrder(waiting.ctx, waiting.request, quotes[index] as Quote, quotes[index]?.address ?? null)),
      )
      if ('error' in placing) {
        outcomes[place] = placing
        return []
      }
      outcomes[place] = { reply: placing.done.reply }
      return [{ ticket: waiting.ticket, ...placing.done }]
    })
    if (placed.length > 0) {
      await insertOrders(
        ctx.db,
        placed.map(({ made }) => made),
      )
      await keepReplies(ctx.db, placed, now)
    }
    return { outcomes: outcomes as Outcome[], left: share.left() }
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
