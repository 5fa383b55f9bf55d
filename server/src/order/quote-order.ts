import type { DeliveryWay } from '@lianka/contract/delivery'
import type { AddressId, CouponClaimId, ShopId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { OrderQuote, Special } from '@lianka/contract/order'
import { type Ctx, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { readQuote } from './place-store.ts'
import { askedOf, mergeLines, type Pricing, pricedLine, priceOrder, type WantedLine } from './price-order.ts'
import { signQuote } from './snapshot.ts'

export type QuoteRequest = {
  lines: WantedLine[]
  addressId?: AddressId | undefined
  claims?: CouponClaimId[] | undefined
  special?: Special | undefined
  delivery?: DeliveryWay | undefined
}

/** What these goods would cost now, with every step, before anything is ordered. */
export async function quoteOrder(ctx: Ctx, request: QuoteRequest): Promise<OrderQuote> {
  const lines = mergeLines(request.lines)
  const asked = {
    memberId: memberOf(ctx),
    lines,
    addressId: request.addressId ?? null,
    now: ctx.clock.now(),
    ...askedOf(request.special),
  }
  const quote = await readQuote(ctx.db, asked)
  if (request.addressId && !quote.address) throw new Refusal('account.address_not_found')
  const pricing = priceOrder(quote, lines, { ...request, delivery: request.delivery ?? 'parcel' })
  return { ...toQuote(pricing), snapshot: signQuote(ctx, pricing) }
}

function toQuote({ quote, lines, delivery, priced, usedClaims }: Pricing): Omit<OrderQuote, 'snapshot'> {
  const missing = new Map(priced.unused.map(({ discount, missing }) => [discount, missing]))
  return {
    shopId: lines[0]?.shopId as ShopId,
    shopName: lines[0]?.shopName ?? '',
    delivery,
    lines: lines.map((line) => ({
      ...line,
      priceFen: line.priceFen as Fen,
      special: line.special && { kind: line.special.kind, priceFen: line.special.unit as Fen },
      baseFen: pricedLine(priced, line).base as Fen,
    })),
    steps: priced.steps.map(({ what, words, fen }) => ({ what, ...words, amountFen: fen as Fen })),
    coupons: quote.claims.map(({ claimId, name, expiresAt }) => ({
      claimId,
      name,
      expiresAt: new Date(expiresAt).toISOString(),
      used: usedClaims.includes(claimId),
      missingFen: (missing.get(claimId) ?? null) as Fen | null,
    })),
    thresholds: quote.thresholds.flatMap(({ id, fromFen, offFen }) => {
      const short = missing.get(id)
      return short ? [{ fromFen: fromFen as Fen, offFen: offFen as Fen, missingFen: short as Fen }] : []
    }),
    goodsFen: priced.goods as Fen,
    postageFen: priced.postage as Fen,
    totalFen: priced.total as Fen,
    deliverable: priced.deliverable,
  }
}
