import { LRUCache } from 'lru-cache'
import type { Ctx } from '#platform/context'
import { ofProcess } from '#platform/of-process'
import type { Subject } from './rules.ts'
import * as store from './store.ts'

/**
 * What batches refer to, kept in memory: whose goods and shops are never changes, and that a visitor is known and came through a link holds for
 * a minute. What another process changes in that minute — a device that signs in — is told with the next batch after it; whether an owner looked at
 * what is the owner's own is decided once more at reading.
 */
type Known = { subjects: LRUCache<string, Subject>; visitors: LRUCache<string, Omit<store.Context, 'subjects'>> }

const subjectsMost = 50_000
const visitorsMost = 20_000
const visitorMs = 60_000

const knownOf = ofProcess(
  (): Known => ({ subjects: new LRUCache({ max: subjectsMost }), visitors: new LRUCache({ max: visitorsMost, ttl: visitorMs }) }),
)

type Asked = Parameters<typeof store.readContext>[1]

/** Everything a batch refers to; read from the database where it is not known yet. */
export async function contextOf(ctx: Ctx, asked: Asked): Promise<store.Context> {
  const { subjects, visitors } = knownOf(ctx)
  const key = `${asked.visitorId} ${asked.memberId ?? ''} ${asked.shareCode ?? ''}`
  const names = [
    ...asked.listings.map((id) => `product ${id}`),
    ...asked.shops.map((id) => `shop ${id}`),
    ...asked.members.map((id) => `card ${id}`),
  ]
  const visitor = visitors.get(key)
  const found = names.flatMap((name) => subjects.get(name) ?? [])
  if (visitor && found.length === names.length) return { ...visitor, subjects: found }
  const { subjects: read, ...context } = await store.readContext(ctx.db, asked)
  for (const subject of read) subjects.set(`${subject.subject} ${subject.id}`, subject)
  const isSettled = context.visitor !== null && (context.arrived || context.sharerId === null)
  if (isSettled && (asked.memberId === null || context.visitor?.memberId === asked.memberId)) visitors.set(key, context)
  return { ...context, subjects: read }
}
