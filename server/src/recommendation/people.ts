import type { MemberId, ProductId, VisitorId } from '@lianka/contract/ids'
import { LRUCache } from 'lru-cache'
import type { Ctx } from '#platform/context'
import { ofProcess } from '#platform/of-process'
import { onTouched } from '#platform/touched'
import type { EventRow } from './follow-store.ts'
import { type Snapshot, withEvent } from './people-rules.ts'
import * as store from './store.ts'

/**
 * What active people looked at, kept in memory and kept up by the events that are followed: read once from the database, then every event that
 * the reading could not see is added. Whose person or grounds changed is forgotten and read anew. A reading that an event overtook is used once.
 */
type People = {
  kept: LRUCache<string, Kept>
  /** Which questions rest on a device or member. */
  keysOf: Map<string, Set<string>>
  /** What is told of a product, for looks that come after the reading. */
  goods: LRUCache<ProductId, Goods>
  /** In which turn something of somebody was followed last. */
  followedIn: LRUCache<string, number>
  turn: number
  /** When this process last changed something of somebody, by its own steady clock. */
  touchedAt: LRUCache<string, number>
}
type Goods = Pick<store.LookRow, 'categoryId' | 'title' | 'picture'>
type Kept = { looks: store.Looks; snapshot: Snapshot; restsOn: readonly string[] }
export type Who = { visitorId: VisitorId | null; memberId: MemberId | null }

const peopleMost = 20_000
/** The window of the looks moves on meanwhile, and titles may change. */
const keptMs = 600_000
const goodsMost = 50_000
const namesMost = 100_000

const peopleOf = ofProcess((ctx): People => {
  const keysOf: People['keysOf'] = new Map()
  const forget = ({ restsOn }: Kept, key: string) => {
    for (const who of restsOn) {
      const keys = keysOf.get(who)
      keys?.delete(key)
      if (keys?.size === 0) keysOf.delete(who)
    }
  }
  const made: People = {
    kept: new LRUCache({ max: peopleMost, ttl: keptMs, dispose: forget }),
    keysOf,
    goods: new LRUCache({ max: goodsMost, ttl: keptMs }),
    followedIn: new LRUCache({ max: namesMost }),
    turn: 0,
    touchedAt: new LRUCache({ max: namesMost }),
  }
  onTouched(ctx, (who) => made.touchedAt.set(who, performance.now()))
  return made
})

/** From when on the log must have been followed for what is kept of this person to be true of what this process did. */
export const followedFrom = (ctx: Ctx, { visitorId, memberId }: Who): number => {
  const { touchedAt } = peopleOf(ctx)
  return Math.max(touchedAt.get(visitorId ?? '') ?? 0, touchedAt.get(memberId ?? '') ?? 0)
}

function note(mine: People, who: string): readonly string[] {
  mine.turn += 1
  mine.followedIn.set(who, mine.turn)
  return [...(mine.keysOf.get(who) ?? [])]
}

/** Forgets what is kept of this person or device. */
export function forgetPerson(ctx: Ctx, who: string): void {
  const mine = peopleOf(ctx)
  for (const key of note(mine, who)) mine.kept.delete(key)
}

/** Adds an event to what is kept of whoever it is of. */
export function addEvent(ctx: Ctx, event: EventRow): void {
  const mine = peopleOf(ctx)
  for (const key of note(mine, event.visitorId)) {
    const kept = mine.kept.peek(key)
    if (!kept) continue
    const looks = withEvent(kept.looks.looks, kept.snapshot, event, mine.goods.get(event.productId))
    if (looks) kept.looks = { ...kept.looks, looks }
    else mine.kept.delete(key)
  }
}

/** What a person looked at and whether it may be used; `isFollowing` says that events are followed, without which nothing is kept. */
export async function looksOf(ctx: Ctx, who: Who, since: Date, isFollowing: boolean): Promise<store.Looks> {
  const mine = peopleOf(ctx)
  const key = `${who.visitorId ?? ''} ${who.memberId ?? ''}`
  const kept = isFollowing ? mine.kept.get(key) : undefined
  if (kept) return kept.looks
  const { turn } = mine
  const looks = await store.readLooks(ctx.db, who, since)
  for (const { productId, categoryId, title, picture } of looks.looks) mine.goods.set(productId, { categoryId, title, picture })
  const restsOn = [...new Set([...looks.devices, who.visitorId, who.memberId].filter((each) => each !== null))]
  const isOvertaken = restsOn.some((each) => (mine.followedIn.get(each) ?? 0) > turn)
  if (isFollowing && looks.devices.length > 0 && !isOvertaken) {
    mine.kept.set(key, { looks, snapshot: looks.snapshot, restsOn })
    for (const each of restsOn) mine.keysOf.set(each, (mine.keysOf.get(each) ?? new Set()).add(key))
  }
  return looks
}
