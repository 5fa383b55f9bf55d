// Counts the SQL statements of one request, in this process, with the same code that the measured server runs.
import { randomUUID } from 'node:crypto'
import { buildApp } from '../server/src/app.ts'
import { openCtx } from '../server/src/house.ts'
import { realClock } from '../server/src/platform/clock.ts'
import { readSettings } from '../server/src/platform/settings.ts'
import type { Market } from './ground.ts'
import type { Scenario } from './trade.ts'

/** Without BEGIN, COMMIT and SET; with the idempotency rows. */
export async function countStatements(market: Market, scenario: Exclude<Scenario, 'hot' | 'sold-out'>): Promise<number> {
  const heard: string[] = []
  const settings = readSettings({ ...market.env, DATABASE_URL: market.databaseUrl, LIANKA_LOG_LEVEL: 'error' })
  const app = await buildApp(
    openCtx(settings, market.pool, realClock, (sql) => heard.push(sql)),
    market.pool,
  )
  const [member, offer] = [market.members[0], market.offers[0]]
  if (!member || !offer) throw new Error('The market is empty')
  const asked = {
    list: { method: 'GET', url: `/api/listings?shopId=${market.shopId}` },
    detail: { method: 'GET', url: `/api/listings/${offer.listingId}` },
    search: { method: 'GET', url: `/api/listings?words=${encodeURIComponent('脐橙')}` },
    cart: { method: 'POST', url: '/api/cart/lines', payload: { listingId: offer.listingId, skuId: offer.skuId, quantity: 1 } },
    checkout: {
      method: 'POST',
      url: '/api/orders',
      payload: { shopId: market.shopId, lines: [{ ...offer, quantity: 1 }], addressId: member.addressId },
    },
  }[scenario] as { method: 'GET' | 'POST'; url: string; payload?: object }
  const reply = await app.inject({ ...asked, headers: { authorization: `Bearer ${member.token}`, 'idempotency-key': randomUUID() } })
  await app.close()
  if (reply.statusCode !== 200) throw new Error(`${scenario} was answered ${reply.statusCode} ${reply.payload}`)
  return heard.length
}
