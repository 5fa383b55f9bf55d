import type { BargainId, BargainOfferId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Bargain, BargainOffer } from '@lianka/contract/promotion'
import { cutAmounts, priceAfter } from '@lianka/pricing/bargain'
import { requireSpecial, type SpecialRequest, toPromoted } from '#discount/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import * as store from './store.ts'

const toOffer = (row: store.OfferRow): BargainOffer => ({
  ...toPromoted(row),
  id: row.id,
  floorFen: row.floorFen as Fen,
  cuts: row.cuts,
  hours: row.hours,
})

export const offerBargain = (ctx: Ctx, request: SpecialRequest & { floorFen: Fen; cuts: number; hours: number }): Promise<BargainOffer> =>
  inTransaction(ctx, async (ctx) => {
    const { shopId, startsAt, endsAt, price } = await requireSpecial(ctx, request, request.floorFen)
    // Each friend takes off at least a fen.
    if (price - request.floorFen < request.cuts) throw new Refusal('promotion.price_too_high')
    const now = ctx.clock.now()
    const id = newId<BargainOfferId>('bof', now)
    const { listingId, skuId, cuts, hours, floorFen: floorPrice } = request
    await store.insertOffer(ctx.db, {
      id,
      shopId,
      listingId,
      skuId,
      floorPrice,
      cuts,
      hours,
      startsAt,
      endsAt,
      stoppedAt: null,
      madeAt: now,
    })
    const [made] = await store.listOffers(ctx.db, { ids: [id], onAt: null }, now)
    if (!made) throw new Error(`The bargain offer ${id} just made is not there`)
    return toOffer(made)
  })

export async function listBargainOffers(ctx: Ctx, filter: Omit<store.OfferFilter, 'onAt'> & { ended?: boolean }): Promise<BargainOffer[]> {
  const now = ctx.clock.now()
  return (await store.listOffers(ctx.db, { ...filter, onAt: filter.ended ? null : now }, now)).map(toOffer)
}

export const beginBargain = (ctx: Ctx, offerId: BargainOfferId): Promise<Bargain> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const id = await store.begin(ctx.db, newId<BargainId>('brg', now), offerId, memberOf(ctx), now)
    if (!id) throw new Refusal('promotion.not_found')
    return readBargain(ctx, id)
  })

/** The seed of a bargain's cuts is its name: known to all before the first of them. */
const amountsOf = ({ id, listPrice, floorPrice, cuts }: Pick<store.BargainRow, 'id' | 'listPrice' | 'floorPrice' | 'cuts'>) =>
  cutAmounts(id, listPrice - floorPrice, cuts)

async function toBargains(ctx: Ctx, rows: readonly store.BargainRow[]): Promise<Bargain[]> {
  const me = ctx.caller.kind === 'member' ? ctx.caller.memberId : null
  const offers = await store.listOffers(ctx.db, { ids: [...new Set(rows.map((row) => row.offerId))], onAt: null }, ctx.clock.now())
  return rows.flatMap(({ offerId, memberId, made, ...row }) => {
    const offer = offers.find(({ id }) => id === offerId)
    if (!offer) return []
    const amounts = amountsOf(row)
    return [
      {
        id: row.id,
        offer: toOffer(offer),
        state: row.state,
        ownerNickname: row.ownerNickname,
        ownerPortrait: row.ownerPortrait,
        mine: memberId === me,
        iCut: made.some((cut) => cut.memberId === me),
        listFen: row.listPrice as Fen,
        nowFen: priceAfter(row.listPrice, amounts, made.length) as Fen,
        amounts: amounts as Fen[],
        seed: row.id,
        dueAt: row.dueAt.toISOString(),
        made: made.map(({ memberId: _, amountFen, at, ...friend }) => ({
          ...friend,
          amountFen: amountFen as Fen,
          at: new Date(at).toISOString(),
        })),
      },
    ]
  })
}

export async function readBargain(ctx: Ctx, id: BargainId): Promise<Bargain> {
  const [bargain] = await toBargains(ctx, await store.listBargains(ctx.db, { id }))
  if (!bargain) throw new Refusal('bargain.not_found')
  return bargain
}

export const listMyBargains = async (ctx: Ctx) => ({
  items: await toBargains(ctx, await store.listBargains(ctx.db, { memberId: memberOf(ctx) })),
})

/** One friend's cut: the next of the published amounts. The bargain's row puts friends who come at once in a line. */
export const cutBargain = (ctx: Ctx, id: BargainId): Promise<{ amountFen: Fen; bargain: Bargain }> =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    const now = ctx.clock.now()
    const bargain = await store.lock(ctx.db, id)
    if (!bargain) throw new Refusal('bargain.not_found')
    if (bargain.memberId === me) throw new Refusal('bargain.own')
    if (await store.hasCut(ctx.db, id, me)) throw new Refusal('bargain.cut_already')
    const amount = bargain.state === 'open' && bargain.dueAt > now ? amountsOf(bargain)[bargain.made] : undefined
    if (amount === undefined) throw new Refusal('bargain.over')
    await store.addCut(ctx.db, { bargainId: id, memberId: me, nth: bargain.made + 1, amount: amount as Fen, at: now })
    return { amountFen: amount as Fen, bargain: await readBargain(ctx, id) }
  })

export const expireBargains = (ctx: Ctx): Promise<number> => store.expire(ctx.db, ctx.clock.now(), 200)
