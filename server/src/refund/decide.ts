import type { AfterSaleId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { bearers } from '@lianka/contract/refund'
import { type Ctx, callerName, inTransaction, staffOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { regionName } from '#platform/regions'
import { giveMoneyBack } from './give-money-back.ts'
import { endHold, inDays, lockPeopleOf, moveTo, readOne, requireForStaff, showEvidence, sideOf } from './move.ts'
import { sendParcel } from './parcels.ts'
import type { Argument } from './request.ts'
import { awardDays, escalateDays, replaceDays, sendBackDays } from './rules.ts'
import * as store from './store.ts'

export type Bearer = (typeof bearers)[number]
export type Decision = { decision: 'approve' | 'reject'; bearer: Bearer; words: string; returnTo?: string }

const decided = (ctx: Ctx, words: string) => {
  const side = sideOf(ctx)
  return { decidedBy: callerName(ctx), decidedSide: side === 'buyer' ? null : side, decisionWords: words, decidedAt: ctx.clock.now() }
}

/** Decides a request. Approving one without return sends the money at once; with return, when the goods are back. */
export const decide = (ctx: Ctx, id: AfterSaleId, decision: Decision) =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireForStaff(ctx, id)
    if (decision.decision === 'reject') {
      if (row.state === 'rejected') return readOne(ctx, id)
      if (!decision.words) throw new Refusal('request.invalid', 'words', [{ path: 'body.words', message: 'say why' }])
      await reject(ctx, row, decision.words)
      return readOne(ctx, id)
    }
    if (decision.bearer === 'platform' && staffOf(ctx).supplierId) throw new Refusal('account.forbidden')
    if (row.state !== 'requested' && row.state !== 'rejected') return readOne(ctx, id)
    await approve(ctx, row, decision)
    return readOne(ctx, id)
  })

/** Says yes: money on its way, or a place to send the goods to. */
export async function approve(
  ctx: Ctx,
  row: store.AfterSaleRow,
  { bearer, words, returnTo = '' }: { bearer: Bearer; words: string; returnTo?: string },
): Promise<void> {
  const order = await lockPeopleOf(ctx, row)
  const parcelId = order.lines.find(({ id }) => id === row.lineId)?.parcelId
  const shipped = order.parcels.find(({ id }) => id === parcelId)?.state !== 'to_ship'
  if (row.kind === 'refund_only' && !(row.rightful && shipped && order.delivery !== 'digital')) {
    await giveMoneyBack(ctx, row, bearer, decided(ctx, words))
    return
  }
  // Asked for before it was sent and sent all the same: it has to come back first.
  const kind = row.kind === 'refund_only' ? 'return_and_refund' : row.kind
  await moveTo(
    ctx,
    row,
    'approved',
    { kind, bearer, ...decided(ctx, words), returnTo: await placeToSend(ctx, row, returnTo), answerBy: inDays(ctx, sendBackDays) },
    words,
  )
}

async function placeToSend(ctx: Ctx, row: store.AfterSaleRow, said: string): Promise<string> {
  if (said) return said
  const { last, name, regionCode } = await store.returnPlaceOf(ctx.db, row.supplierId)
  return last ?? `${regionName(regionCode)} ${name}`.trim()
}

async function reject(ctx: Ctx, row: store.AfterSaleRow, words: string) {
  const bySeller = sideOf(ctx) === 'supplier'
  if (row.rightful && bySeller && row.state === 'requested') throw new Refusal('refund.right')
  const order = await lockPeopleOf(ctx, row)
  await moveTo(ctx, row, 'rejected', { ...decided(ctx, words), answerBy: bySeller ? inDays(ctx, escalateDays) : ctx.clock.now() }, words)
  // A seller's no may still be taken to the platform, so the window waits; the platform's is final.
  if (!bySeller) await endHold(ctx, row, order)
}

/** The returned goods have arrived: the money goes back, or others are due. */
export const receiveReturn = (ctx: Ctx, id: AfterSaleId) =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireForStaff(ctx, id)
    if (row.state === 'refunding' || row.state === 'refunded' || row.state === 'replacing' || row.state === 'replaced')
      return readOne(ctx, id)
    if (row.state !== 'returning') throw new Refusal('refund.state', row.state)
    await acceptReturn(ctx, row)
    return readOne(ctx, id)
  })

export async function acceptReturn(ctx: Ctx, row: store.AfterSaleRow): Promise<void> {
  if (row.kind === 'exchange') await moveTo(ctx, row, 'replacing', { answerBy: inDays(ctx, replaceDays) })
  else await giveMoneyBack(ctx, row, row.bearer ?? 'supplier', {})
}

/** Goods in exchange are on their way: the line stays as it was bought, nothing is paid or earned anew. */
export const sendReplacement = (ctx: Ctx, id: AfterSaleId, by: { courier: string; trackingNumber: string }) =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireForStaff(ctx, id)
    if (row.state === 'replaced') return readOne(ctx, id)
    const order = await lockPeopleOf(ctx, row)
    await moveTo(ctx, row, 'replaced')
    await sendParcel(ctx, row, 'replacement', by)
    await endHold(ctx, row, order)
    return readOne(ctx, id)
  })

/** The supplier asks the platform to decide. */
export const contest = (ctx: Ctx, id: AfterSaleId, { words, pictures = [] }: Argument) =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireForStaff(ctx, id)
    if (row.state === 'arbitrating') return readOne(ctx, id)
    // What the law gives is not argued about before the goods are seen.
    if (row.rightful && row.state === 'requested') throw new Refusal('refund.right')
    await moveTo(ctx, row, 'arbitrating', { answerBy: inDays(ctx, awardDays) }, words)
    await showEvidence(ctx, id, pictures)
    return readOne(ctx, id)
  })

export type Award = { outcome: 'refund' | 'return' | 'replace' | 'reject'; bearer: Bearer; amountFen?: Fen | undefined; words: string }

/** The platform's word, with its reason. It ends the argument. */
export const award = (ctx: Ctx, id: AfterSaleId, { outcome, bearer, amountFen, words }: Award) =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireForStaff(ctx, id)
    if (row.state !== 'arbitrating') throw new Refusal('refund.state', row.state)
    const order = await lockPeopleOf(ctx, row)
    const said = decided(ctx, words)
    if (outcome === 'reject') {
      await moveTo(ctx, row, 'rejected', { ...said, bearer: null, answerBy: ctx.clock.now() }, words)
      await endHold(ctx, row, order)
    } else if (outcome === 'return') {
      if (await hasComeBack(ctx, id)) throw new Refusal('refund.state', 'returned already')
      const kind = row.kind === 'refund_only' ? 'return_and_refund' : row.kind
      const returnTo = await placeToSend(ctx, row, '')
      await moveTo(ctx, row, 'approved', { kind, bearer, ...said, returnTo, answerBy: inDays(ctx, sendBackDays) }, words)
    } else if (outcome === 'replace') {
      if (row.kind !== 'exchange') throw new Refusal('refund.state', row.kind)
      await moveTo(ctx, row, 'replacing', { bearer, ...said, answerBy: inDays(ctx, replaceDays) }, words)
    } else await awardMoney(ctx, row, order, { bearer, amountFen, said })
    return readOne(ctx, id)
  })

const hasComeBack = async (ctx: Ctx, id: AfterSaleId) => (await readOne(ctx, id)).parcels.some(({ direction }) => direction === 'return')

type MoneyAward = { bearer: Bearer; amountFen?: Fen | undefined; said: ReturnType<typeof decided> }

/** All that was asked for, or the part the platform finds right; of an exchange what the goods cost. */
async function awardMoney(ctx: Ctx, row: store.AfterSaleRow, order: Awaited<ReturnType<typeof lockPeopleOf>>, by: MoneyAward) {
  const line = order.lines.find(({ id }) => id === row.lineId)
  if (!line) throw new Refusal('refund.not_found')
  const left = line.base - line.refunded
  const most = row.kind === 'exchange' ? left : Math.min(left, row.amount)
  const amount = by.amountFen ?? most
  if (amount <= 0 || amount > most) throw new Refusal('refund.too_much')
  if (amount !== row.amount) await store.change(ctx.db, row.id, { amount: amount as Fen })
  await giveMoneyBack(ctx, { ...row, amount: amount as Fen }, by.bearer, by.said)
}
