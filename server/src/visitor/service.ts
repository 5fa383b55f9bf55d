import type { ListingId, MemberId, VisitorId } from '@lianka/contract/ids'
import { createIsbotFromList, list } from 'isbot'
import { noteMarks } from '#account/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { touch } from '#platform/touched'
import { tilesById } from '#shop/service'
import { contextOf } from './known.ts'
import { visitsShownDays } from './radar.ts'
import { keepable, type SentEvent, subjectIds } from './rules.ts'
import * as store from './store.ts'
import { writeEvents } from './writer.ts'

const callerMember = (ctx: Ctx): MemberId | null => (ctx.caller.kind === 'member' ? ctx.caller.memberId : null)

/** Gives a device its visitor id. An unknown share code is no reason to turn anyone away. */
export async function makeVisitor(ctx: Ctx, shareCode: string | undefined): Promise<{ visitorId: VisitorId }> {
  const now = ctx.clock.now()
  const visitorId = newId<VisitorId>('vis', now)
  const memberId = callerMember(ctx)
  await store.keepVisitor(ctx.db, { id: visitorId, memberId, shareCode: shareCode ?? null, at: now })
  if (memberId) await noteMarks(ctx, memberId, [{ kind: 'device', value: visitorId }])
  touch(ctx, memberId)
  return { visitorId }
}

export { liveLooks, openLive, readHeat, readStory } from './radar.ts'
export { forgetOldLooks } from './retention.ts'

export type Batch = { visitorId: VisitorId; shareCode?: string | undefined; events: SentEvent[] }

/** A link somebody came through is noted anew only after a while: who comes back through it later came last through it. */
const sameArrivalMinutes = 30

/**
 * Machines that read pages for search engines and previews and run what is in them; they say so. Whoever only uses a tool to ask — a browser
 * without a window, a script — is not taken for one.
 */
const isCrawler = createIsbotFromList(list.filter((pattern) => /bot|crawl|spider|preview|facebook/.test(pattern)))

/** Takes a batch of what a visitor looked at; what was sent before is not counted again. Answers how many were new. */
export async function recordVisits(ctx: Ctx, batch: Batch, userAgent = ''): Promise<{ accepted: number }> {
  if (isCrawler(userAgent)) return { accepted: 0 }
  const memberId = callerMember(ctx)
  const reply = await keepVisits(ctx, batch, memberId)
  touch(ctx, batch.visitorId, memberId)
  return reply
}

async function keepVisits(ctx: Ctx, { visitorId, shareCode, events }: Batch, memberId: MemberId | null) {
  const now = ctx.clock.now()
  const code = shareCode ?? null
  const arrivedSince = new Date(now.getTime() - sameArrivalMinutes * 60_000)
  const context = await contextOf(ctx, { visitorId, memberId, shareCode: code, arrivedSince, ...subjectIds(events) })
  const { visitor, ownVisitorId, sharerId, subjects, arrived } = context
  // A device may change hands: what the next person looks at is not the first one's.
  const isOthers = memberId !== null && visitor?.memberId != null && visitor.memberId !== memberId
  const id = isOthers ? (ownVisitorId ?? newId<VisitorId>('vis', now)) : visitorId
  const isNewOnDevice = memberId !== null && visitor?.memberId !== memberId
  const kept = keepable(events, subjects, { person: memberId ?? visitor?.memberId ?? null, sharer: sharerId, now })
  const isKnown = visitor !== null && !isNewOnDevice && (arrived || sharerId === null)
  if (kept.length === 0 && isKnown) return { accepted: 0 }
  if (isKnown) return { accepted: await writeEvents(ctx, id, kept) }
  return inTransaction(ctx, async (ctx) => {
    // Whoever is new on a device is noted, whatever becomes of it.
    if (isNewOnDevice) await noteMarks(ctx, memberId, [{ kind: 'device', value: visitorId }])
    await store.keepVisitor(ctx.db, { id, memberId, shareCode: code, at: now })
    const [accepted = 0] = kept.length === 0 ? [] : await store.insertBatches(ctx.db, [{ visitorId: id, events: kept }], now)
    return { accepted }
  })
}

const afterOf = (after: string | undefined) => {
  const [at, person] = (after ?? '').split('~')
  if (!at || !person || Number.isNaN(Date.parse(at))) return undefined
  return { at: new Date(at), person }
}

/** Who looked at one's card and shop in the last three months, person by person. */
export async function listVisits(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const since = new Date(ctx.clock.now().getTime() - visitsShownDays * 86_400_000)
  const rows = await store.listVisits(ctx.db, memberOf(ctx), { since, after: afterOf(page.after), limit: page.limit })
  const last = rows.at(-1)
  return {
    items: rows.map(({ person: _, told, lastAt, items, ...row }) => ({
      ...row,
      person: told,
      lastAt: lastAt.toISOString(),
      items: items.map((item) => ({ ...item, lastAt: new Date(item.lastAt).toISOString() })),
    })),
    next: rows.length === page.limit && last ? `${last.lastAt.toISOString()}~${last.person}` : null,
  }
}

/** The goods one marked that are still on sale, the newest mark first. */
export async function listFavourites(ctx: Ctx) {
  const ids = (await store.listFavourites(ctx.db, memberOf(ctx))).map(({ listingId }) => listingId)
  const tiles = new Map((await tilesById(ctx, ids)).map((tile) => [tile.listingId, tile]))
  return { items: ids.flatMap((id) => tiles.get(id) ?? []) }
}

export async function setFavourite(ctx: Ctx, id: ListingId, on: boolean) {
  const me = memberOf(ctx)
  if (!on) await store.removeFavourite(ctx.db, me, id)
  else if (!(await store.addFavourite(ctx.db, me, id, ctx.clock.now()))) throw new Refusal('shop.listing_not_found')
  return { done: true } as const
}
