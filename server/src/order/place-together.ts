import type { SkuId } from '@lianka/contract/ids'
import type { Order } from '@lianka/contract/order'
import { type Ctx, inTransaction } from '#platform/context'
import { Refusal } from '#platform/errors'
import { lookUp, replyOf, type Ticket } from '#platform/idempotency'
import { type Crowd, type Crowds, capacity, crowdOf, crowdsOf, mostTogether, waitForMoreMs } from './crowding.ts'
import { askedBy, type OrderRequest, type Placing, placeOrder, prepareOrder } from './place-order.ts'
import { insertOrders, lockFlash, lockStock, type Quote, readQuotes } from './place-store.ts'

/**
 * Each order alone pays for its own round trips and its own commit, and where many want one option, each waits for the row of its stock
 * through the commit of the one before. So a process under load has a writer that takes what has come — up to 64, or what a millisecond
 * brings — and writes it in one transaction; an option in great demand has a writer of its own, so that waiting for it holds up nobody else.
 * The database is what keeps stock, quotas and keys right: any number of processes may run writers, and whatever a batch cannot say it
 * leaves to each order alone.
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

const settling = (resolve: (order: Order) => void, reject: (error: unknown) => void) => (outcome: Outcome) =>
  'reply' in outcome ? resolve(outcome.reply) : reject(outcome.error)

/** Places an order alone, or together with others where many are placed now. */
export function placeTogether(ctx: Ctx, request: OrderRequest, ticket: Ticket): Promise<Order> {
  const alone = () => placeOrder(ctx, request, ticket)
  if (!isPlain(request)) return alone()
  const crowds = crowdsOf<Waiting, Late>(ctx.db)
  const queueIn = (crowd: Crowd<Waiting>): Promise<Order> => {
    if (crowd.queue.length >= capacity) throw new Refusal('order.queue', '', undefined, crowd.place())
    return new Promise<Order>((resolve, reject) => {
      crowd.queue.push({ ctx, request, ticket, alone, settle: settling(resolve, reject) })
      if (!crowd.writing) void write(ctx, crowds, crowd)
    })
  }
  const withAll = () => (crowds.all.isHot() ? queueIn(crowds.all) : crowds.all.outside(alone))
  const skuId = singleOption(request)
  if (!skuId) return withAll()
  const crowd = crowdOf(crowds, skuId)
  if (crowd.isSoldOut()) return answerSoldOut(ctx, crowds, ticket)
  return crowd.isHot() ? queueIn(crowd) : crowd.outside(withAll)
}

/** An order at the shop's or a flash price, sent by courier; what else an order may hold is its own affair. */
const isPlain = ({ special, claims, delivery = 'parcel' }: OrderRequest) => !special && delivery === 'parcel' && (claims ?? []).length === 0

const optionsOf = (requests: readonly OrderRequest[]): SkuId[] => [
  ...new Set(requests.flatMap(({ lines }) => lines.map(({ skuId }) => skuId))),
]

function singleOption(request: OrderRequest): SkuId | undefined {
  const [option, another] = optionsOf([request])
  return another ? undefined : option
}

/** Nothing is left, but who was served before and asks again has the reply coming. All who ask in one turn of the loop are looked up together. */
function answerSoldOut(ctx: Ctx, { late }: Crowds<Waiting, Late>, ticket: Ticket): Promise<Order> {
  return new Promise((resolve, reject) => {
    late.push({ ticket, settle: settling(resolve, reject) })
    if (late.length === 1) setImmediate(() => void answerLate(ctx, late.splice(0)))
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

async function write(ctx: Ctx, crowds: Crowds<Waiting, Late>, crowd: Crowd<Waiting>): Promise<void> {
  crowd.writing = true
  while (crowd.queue.length > 0) {
    if (crowd.queue.length < mostTogether) await new Promise((later) => setTimeout(later, waitForMoreMs))
    const batch = crowd.queue.splice(0, mostTogether)
    try {
      const { outcomes, left } = await writeBatch(ctx, batch)
      crowd.served(batch.length)
      for (const [option, pieces] of left) if (pieces === 0) crowdOf(crowds, option).soldOut()
      for (const [place, { settle }] of batch.entries()) settle(outcomes[place] as Outcome)
    } catch (error) {
      // Something in it could not be had together. Alone, each order meets its own refusal.
      ctx.log.warn({ err: error, orders: batch.length }, 'a batch of orders is placed one by one')
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

type Batch = { outcomes: Outcome[]; left: ReadonlyMap<SkuId, number> }

/**
 * One transaction for all: keys looked up and taken, prices read, flash prices and stock held, what they are enough for written, replies kept.
 * What does not need the answer before it is sent along with it.
 */
const writeBatch = (ctx: Ctx, batch: readonly Waiting[]): Promise<Batch> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const tickets = batch.map(({ ticket }) => ticket)
    const asked = batch.map((each) => askedBy(each.ctx, each.request))
    const options = optionsOf(batch.map(({ request }) => request))
    const [found, quotes, flashLeft, left] = await Promise.all([
      lookUp<Order>(ctx.db, tickets, true),
      readQuotes(ctx.db, asked, now),
      lockFlash(ctx.db, options, now),
      lockStock(ctx.db, options),
    ])
    const take = shareOut(left, flashLeft)
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
      const placing = attempt(() => take(prepareOrder(own, request, quote, quote.address)))
      if ('error' in placing) return placing
      placed.push({ ticket, ...placing.done })
      return { reply: placing.done.reply }
    })
    if (placed.length > 0) {
      const made = placed.map((each) => each.made)
      await insertOrders(ctx.db, made, placed)
    }
    return { outcomes, left }
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

/** Shares stock and flash pieces out in the order in which people came; what an order cannot have whole, it does not touch. */
function shareOut(left: Map<SkuId, number>, flashLeft: Map<string, number>) {
  const allowances = new Map<string, number>()
  return (placing: Placing): Placing => {
    const { lines, takes, order } = placing.made
    const wanted = new Map<SkuId, number>()
    for (const { skuId, quantity } of lines) wanted.set(skuId, (wanted.get(skuId) ?? 0) + quantity)
    for (const [skuId, pieces] of wanted) if ((left.get(skuId) ?? 0) < pieces) throw new Refusal('order.out_of_stock')
    for (const { id, quantity, allowed } of takes.flash) {
      if ((flashLeft.get(id) ?? 0) < quantity) throw new Refusal('promotion.flash_sold_out')
      if ((allowances.get(`${id} ${order.buyerId}`) ?? allowed) < quantity) throw new Refusal('promotion.flash_enough')
    }
    for (const [skuId, pieces] of wanted) left.set(skuId, (left.get(skuId) ?? 0) - pieces)
    for (const { id, quantity, allowed } of takes.flash) {
      const key = `${id} ${order.buyerId}`
      flashLeft.set(id, (flashLeft.get(id) ?? 0) - quantity)
      allowances.set(key, (allowances.get(key) ?? allowed) - quantity)
    }
    return placing
  }
}
