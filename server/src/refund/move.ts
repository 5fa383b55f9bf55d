import type { AfterSaleId, FileId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { AfterSale, AfterSaleState } from '@lianka/contract/refund'
import type { Updateable } from 'kysely'
import { lockOrderWithPeople } from '#commission/service'
import { freeWindow, type OrderFacts } from '#order/service'
import { type Ctx, callerName, memberOf, staffOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import type { Tables } from '#platform/tables'
import { canBecome, mayEscalate, type Side } from './rules.ts'
import * as store from './store.ts'

export const inDays = (ctx: Ctx, days: number) => new Date(ctx.clock.now().getTime() + days * 86_400_000)

/** On whose side the caller stands. */
export function sideOf(ctx: Ctx): Side {
  if (ctx.caller.kind === 'member') return 'buyer'
  if (ctx.caller.kind === 'staff') return ctx.caller.supplierId ? 'supplier' : 'platform'
  return 'system'
}

/** Moves a request by the table, with its history row; refused when the table or another's move says no. */
export async function moveTo(
  ctx: Ctx,
  row: Pick<store.AfterSaleRow, 'id' | 'state'>,
  to: AfterSaleState,
  set: Updateable<Tables['afterSales']> = {},
  words = '',
): Promise<void> {
  const side = sideOf(ctx)
  if (!canBecome(row.state, to, side)) throw new Refusal('refund.state', `${row.state} to ${to} by ${side}`)
  const change = { side, by: callerName(ctx), words, at: ctx.clock.now() }
  if (!(await store.move(ctx.db, row.id, row.state, { ...set, state: to }, change))) throw new Refusal('refund.state')
}

const iso = (text: string) => new Date(text).toISOString()

export const toAfterSale = (
  { amount, postage, decidedSide, ...row }: store.ShownRow,
  now: Date,
): AfterSale & { buyerNickname: string } => ({
  ...row,
  amountFen: amount as Fen,
  postageFen: postage as Fen,
  requestedAt: row.requestedAt.toISOString(),
  answerBy: row.answerBy.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  refundedAt: row.refundedAt?.toISOString() ?? null,
  mayEscalate: mayEscalate({ state: row.state, decidedSide, answerBy: row.answerBy }, now),
  parcels: row.parcels.map((parcel) => ({
    ...parcel,
    sentAt: iso(parcel.sentAt),
    deliveredAt: parcel.deliveredAt && iso(parcel.deliveredAt),
    tracks: parcel.tracks.map((track) => ({ ...track, at: iso(track.at) })),
  })),
  history: row.history.map((change) => ({ ...change, at: iso(change.at) })),
})

export async function readOne(ctx: Ctx, id: AfterSaleId) {
  const [row] = await store.listAfterSales(ctx.db, { id, limit: 1 })
  if (!row) throw new Refusal('refund.not_found')
  return toAfterSale(row, ctx.clock.now())
}

export async function requireOwn(ctx: Ctx, id: AfterSaleId): Promise<store.AfterSaleRow> {
  const row = await store.findAfterSale(ctx.db, id)
  if (!row || row.buyerId !== memberOf(ctx)) throw new Refusal('refund.not_found')
  return row
}

export async function requireForStaff(ctx: Ctx, id: AfterSaleId): Promise<store.AfterSaleRow> {
  const row = await store.findAfterSale(ctx.db, id)
  const { supplierId } = staffOf(ctx)
  if (!row || (supplierId && row.supplierId !== supplierId)) throw new Refusal('refund.not_found')
  return row
}

/** Keeps pictures as evidence of one side; anything else is refused. */
export async function showEvidence(ctx: Ctx, id: AfterSaleId, pictures: readonly FileId[]): Promise<void> {
  if (pictures.length === 0) return
  const files = [...new Set(pictures)]
  if ((await store.countPictures(ctx.db, files)) !== files.length) throw new Refusal('refund.no_picture')
  const side = sideOf(ctx)
  if (side !== 'system') await store.addEvidence(ctx.db, id, files, { side, shownAt: ctx.clock.now() })
}

/** The people of a request locked, as whoever pays back, ends a hold or completes a line locks them: before the request itself is moved. */
export const lockPeopleOf = async (ctx: Ctx, row: store.AfterSaleRow) => (await lockOrderWithPeople(ctx, row.orderId)) as OrderFacts

/** Lets the window of the line end: at its own time, or now if that is past. Call with the people locked. */
export async function endHold(ctx: Ctx, row: store.AfterSaleRow, order: OrderFacts): Promise<void> {
  if (!row.holdsWindow || row.holdEndedAt) return
  const now = ctx.clock.now()
  await store.change(ctx.db, row.id, { holdEndedAt: now })
  const line = order.lines.find(({ id }) => id === row.lineId)
  if (!line || line.completedAt) return
  const ends = line.windowEndsAt === null ? undefined : new Date(Math.max(new Date(line.windowEndsAt).getTime(), now.getTime()))
  await freeWindow(ctx, line.id, ends)
}
