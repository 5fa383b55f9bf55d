import type { AfterSaleId, FileId, LineId, OrderId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { AfterSale, AfterSaleKind } from '@lianka/contract/refund'
import { lockOrderWithPeople } from '#commission/service'
import { holdWindow, type LineFactsRow, type OrderFacts, requireOwnOrder } from '#order/service'
import { type Ctx, callerName, inTransaction } from '#platform/context'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { endHold, inDays, lockPeopleOf, moveTo, readOne, requireOwn, showEvidence } from './move.ts'
import { sendParcel } from './parcels.ts'
import { answerDays, awardDays, inspectDays, isRightful, mayEscalate, mostFor, type Reason, refusalOf } from './rules.ts'
import * as store from './store.ts'

export type Request = {
  lineId: LineId
  kind: AfterSaleKind
  reason: Reason
  words: string
  quantity?: number | undefined
  amountFen?: Fen | undefined
  pictures?: readonly FileId[]
}

/** The request with what was left out filled in: all pieces that are left, all that they cost. */
async function complete(ctx: Ctx, line: LineFactsRow, request: Request) {
  const { returned, restocked } = await store.piecesBack(ctx.db, line.id)
  // Money alone may be asked for of goods one has sent back in part; goods can be sent back once.
  const piecesLeft = request.kind === 'refund_only' ? line.quantity - restocked : line.quantity - returned
  const quantity = request.quantity ?? Math.max(1, piecesLeft)
  const amountFen = request.kind === 'exchange' ? 0 : (request.amountFen ?? mostFor(line, quantity, piecesLeft))
  return { kind: request.kind, reason: request.reason, quantity, amountFen, piecesLeft }
}

/** Asks for money back or other goods on one line. The first request of a line holds its return window open until it is decided. */
export async function requestAfterSale(ctx: Ctx, orderId: OrderId, request: Request): Promise<AfterSale> {
  await requireOwnOrder(ctx, orderId)
  return inTransaction(ctx, async (ctx) => {
    const order = (await lockOrderWithPeople(ctx, orderId)) as OrderFacts
    const line = order.lines.find((each) => each.id === request.lineId)
    if (!line) throw new Refusal('order.not_found')
    const now = ctx.clock.now()
    const { piecesLeft, ...ask } = await complete(ctx, line, request)
    const refusal = refusalOf(order, line, ask, piecesLeft, now)
    if (refusal) throw new Refusal(refusal)
    const holds = line.completedAt === null && !(await store.hasEarlier(ctx.db, line.id))
    const id = newId<AfterSaleId>('afs', now)
    await store
      .insertAfterSale(ctx.db, {
        id,
        orderId,
        lineId: line.id,
        buyerId: order.buyerId,
        supplierId: line.supplierId,
        kind: ask.kind,
        reason: ask.reason,
        words: request.words,
        quantity: ask.quantity,
        amount: ask.amountFen as Fen,
        state: 'requested',
        rightful: isRightful(
          line,
          order.parcels.find((parcel) => parcel.id === line.parcelId),
          ask,
          order.delivery,
        ),
        bearer: null,
        decidedBy: null,
        decisionWords: null,
        holdsWindow: holds,
        requestedAt: now,
        answerBy: inDays(ctx, answerDays),
        decidedAt: null,
        refundedAt: null,
      })
      .catch((error) => {
        if (isUniqueViolation(error)) throw new Refusal('refund.already_open')
        throw error
      })
    await store.addChange(ctx.db, id, 'requested', { side: 'buyer', by: callerName(ctx), words: request.words, at: now })
    await showEvidence(ctx, id, request.pictures ?? [])
    if (holds) await holdWindow(ctx, line.id)
    return readOne(ctx, id)
  })
}

/** The buyer lets it be, as long as nothing has been sent or paid. */
export const withdraw = (ctx: Ctx, id: AfterSaleId): Promise<AfterSale> =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireOwn(ctx, id)
    if (row.state === 'closed') return readOne(ctx, id)
    const order = await lockPeopleOf(ctx, row)
    await moveTo(ctx, row, 'closed')
    await endHold(ctx, row, order)
    return readOne(ctx, id)
  })

export const sendBack = (ctx: Ctx, id: AfterSaleId, by: { courier: string; trackingNumber: string }): Promise<AfterSale> =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireOwn(ctx, id)
    if (row.state === 'returning') return readOne(ctx, id)
    await moveTo(ctx, row, 'returning', { answerBy: inDays(ctx, inspectDays) })
    await sendParcel(ctx, row, 'return', by)
    return readOne(ctx, id)
  })

export type Argument = { words: string; pictures?: readonly FileId[] }

/** The buyer asks the platform to decide. */
export const appeal = (ctx: Ctx, id: AfterSaleId, { words, pictures = [] }: Argument): Promise<AfterSale> =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireOwn(ctx, id)
    if (row.state === 'arbitrating') return readOne(ctx, id)
    if (!mayEscalate(row, ctx.clock.now())) throw new Refusal('refund.state', row.state)
    const order = await lockPeopleOf(ctx, row)
    const line = order.lines.find((each) => each.id === row.lineId)
    // Since a rejection another request may have been served, or be open now.
    if (!line || row.amount > line.base - line.refunded) throw new Refusal('refund.too_much')
    await moveTo(ctx, row, 'arbitrating', { answerBy: inDays(ctx, awardDays) }, words).catch((error) => {
      if (isUniqueViolation(error)) throw new Refusal('refund.already_open')
      throw error
    })
    await showEvidence(ctx, id, pictures)
    return readOne(ctx, id)
  })
