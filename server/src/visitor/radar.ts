import type { MemberId } from '@lianka/contract/ids'
import type { LiveLook } from '@lianka/contract/visitor'
import { listCategories } from '#catalog/service'
import { type Ctx, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { ofProcess } from '#platform/of-process'
import * as store from './radar-store.ts'
import { interestsOf, visitsOf } from './rules.ts'

export const visitsShownDays = 90
const dayMs = 86_400_000
const recentMs = 30 * 60_000

const toLook = ({ ownerId: _, at, ...row }: store.LiveRow): LiveLook => ({ ...row, at: new Date(at).toISOString() })

/** What is being looked at of the caller's, from a mark on, or of the last half hour. */
export async function liveLooks(ctx: Ctx, mark: string | undefined) {
  const from = mark ? { mark } : { since: new Date(ctx.clock.now().getTime() - recentMs) }
  const { oldest, looks } = await store.readLive(ctx.db, [memberOf(ctx)], from)
  return { looks: looks.map(toLook), mark: oldest }
}

type Listener = { ownerId: MemberId; tell: (looks: LiveLook[]) => void }
/** Who listens in this process. One statement now and then asks for all of them; looks through other processes are in the same table. */
type Live = { listeners: Set<Listener>; mark: string | undefined; told: Map<string, string>; timer: NodeJS.Timeout | undefined }

const everyMs = 300
const liveOf = ofProcess((): Live => ({ listeners: new Set(), mark: undefined, told: new Map(), timer: undefined }))

/** Tells the listeners what came since the last time; what comes again because its transaction was not the oldest is not told twice. */
async function tellNew(ctx: Ctx, live: Live): Promise<void> {
  const owners = [...new Set([...live.listeners].map(({ ownerId }) => ownerId))]
  const from = live.mark ? { mark: live.mark } : { since: ctx.clock.now() }
  const { oldest, looks } = await store.readLive(ctx.db, owners, from)
  const fresh = looks.filter(({ id }) => !live.told.has(id))
  for (const [id, mark] of live.told) if (BigInt(mark) < BigInt(oldest)) live.told.delete(id)
  for (const { id } of looks) live.told.set(id, oldest)
  live.mark = oldest
  for (const { ownerId, tell } of live.listeners) {
    const own = fresh.filter((look) => look.ownerId === ownerId)
    if (own.length > 0) tell(own.map(toLook))
  }
}

function keepTelling(ctx: Ctx, live: Live) {
  live.timer ??= setTimeout(() => {
    tellNew(ctx, live)
      .catch((error) => ctx.log.warn({ err: error }, 'the live looks were not read; they are tried again'))
      .finally(() => {
        live.timer = undefined
        if (live.listeners.size > 0) keepTelling(ctx, live)
        else live.mark = undefined
      })
  }, everyMs)
}

/** Calls `tell` with looks at what this member owns as they come, until what it answers is called. */
export function openLive(ctx: Ctx, ownerId: MemberId, tell: (looks: LiveLook[]) => void): () => void {
  const live = liveOf(ctx)
  const listener = { ownerId, tell }
  live.listeners.add(listener)
  keepTelling(ctx, live)
  return () => void live.listeners.delete(listener)
}

/** One visitor's looks, visit by visit. */
export async function readStory(ctx: Ctx, person: string) {
  const since = new Date(ctx.clock.now().getTime() - visitsShownDays * dayMs)
  const [rows, { items: categories }] = await Promise.all([store.readPerson(ctx.db, memberOf(ctx), person, since), listCategories(ctx)])
  const [first] = rows
  if (!first) throw new Refusal('visitor.person_not_found')
  const stays = categories.map((of) => ({
    of,
    dwellSeconds: rows.filter((row) => row.categoryId === of.id).reduce((sum, { dwellSeconds }) => sum + dwellSeconds, 0),
  }))
  return {
    nickname: first.nickname,
    portrait: first.portrait,
    visits: visitsOf(rows).map(({ startedAt, ...visit }) => ({ ...visit, startedAt: startedAt.toISOString() })),
    interests: interestsOf(stays).map(({ of: { zh, en }, percent }) => ({ zh, en, percent })),
  }
}

/** What was looked at over the last days, and when. */
export async function readHeat(ctx: Ctx, days: number) {
  const now = ctx.clock.now().getTime()
  const [row, { items }] = await Promise.all([
    store.readHeat(ctx.db, memberOf(ctx), { before: new Date(now - 2 * days * dayMs), since: new Date(now - days * dayMs) }),
    listCategories(ctx),
  ])
  const names = new Map(items.map((category) => [category.id, category]))
  const { peopleBefore, viewsBefore, categories, hours, ...rest } = row
  return {
    days,
    ...rest,
    before: { people: peopleBefore, views: viewsBefore },
    categories: categories.map(({ id, dwellSeconds }) => ({ zh: names.get(id)?.zh ?? '', en: names.get(id)?.en ?? '', dwellSeconds })),
    hours: Array.from({ length: 24 }, (_, hour) => hours.find((each) => each.hour === hour)?.views ?? 0),
  }
}
