import type { Ctx } from '#platform/context'
import { memberOf } from '#platform/context'
import { blindHash, sameBytes, sha256 } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import type { Pricing } from './price-order.ts'
import { quoteMinutes } from './rules.ts'

type Snapshot = { by: string; at: number; print: string }

/** What the buyer saw, in few bytes: every line with its price and what was taken off, the region, and the total. */
const printOf = ({ region, lines, priced }: Pricing) =>
  sha256(
    JSON.stringify([
      region,
      lines.map(({ listingId, skuId, quantity, source }) => [listingId, skuId, quantity, source]),
      priced.lines.map(({ base, cuts }) => [base, cuts.map(({ discount, fen }) => [discount, fen])]),
      priced.postage,
      priced.total,
    ]),
  ).toString('base64url')

const signature = (ctx: Ctx, body: string) => blindHash(ctx.keys, 'quote', body)

/** A quote as its buyer may send it back, signed: it can neither be made up nor be used by somebody else. */
export function signQuote(ctx: Ctx, pricing: Pricing): string {
  const snapshot: Snapshot = { by: memberOf(ctx), at: ctx.clock.now().getTime(), print: printOf(pricing) }
  const body = Buffer.from(JSON.stringify(snapshot)).toString('base64url')
  return `${body}.${signature(ctx, body).toString('base64url')}`
}

/** Refuses a quote that is not ours, not this buyer's, too old, or not what the same things cost now. */
export function checkQuote(ctx: Ctx, signed: string, pricing: Pricing): void {
  const [body = '', mac = ''] = signed.split('.')
  const stale = (why: string) => new Refusal('order.quote_stale', why)
  if (!sameBytes(signature(ctx, body), Buffer.from(mac, 'base64url'))) throw stale('signature')
  const { by, at, print } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Snapshot
  if (by !== memberOf(ctx)) throw stale('somebody else’s')
  if (ctx.clock.now().getTime() - at > quoteMinutes * 60_000) throw stale('too old')
  if (print !== printOf(pricing)) throw stale('changed')
}
