import { makeVisitor, recordVisits, setFavourite } from '#visitor/service'
import type { Visit, World } from './entities.ts'
import { ownCodeOf, shareCodeOf } from './load-people.ts'
import { type Act, asMember, asSystem, hoursBefore, later, named, type Stage } from './stage.ts'

type Events = Parameters<typeof recordVisits>[1]['events']

/** What a page of a walk is about, by its real id. */
function subjectOf(stage: Stage, visit: Visit): { subject: 'card' | 'shop' | 'product'; subjectId: string } {
  const shop = named(stage.shops, visit.shop)
  if (visit.page === 'card') return { subject: 'card', subjectId: shop.ownerId }
  if (visit.page === 'shop') return { subject: 'shop', subjectId: shop.id }
  return { subject: 'product', subjectId: named(shop.listings, visit.product ?? '') }
}

/** A page as a client reports it: seen, stayed on, clicked. */
function eventsOf(stage: Stage, visit: Visit, from: Date): Events {
  const about = subjectOf(stage, visit)
  const id = visit.key.replace('visit-', 'seed-visit-')
  const leftAt = later(from, { seconds: visit.dwellSeconds }).toISOString()
  return [
    { id: `${id}-view`, kind: 'view', ...about, at: from.toISOString() },
    { id: `${id}-dwell`, kind: 'dwell', ...about, at: leftAt, dwellSeconds: visit.dwellSeconds },
    ...visit.clicks.map((detail) => ({
      id: `${id}-${detail}`,
      kind: detail === 'share' ? ('share' as const) : ('click' as const),
      ...about,
      at: leftAt,
      detail,
    })),
  ]
}

/** Who stayed this long marks it. */
const favouriteSeconds = 150

async function walk(stage: Stage, startedAt: Date, visits: readonly Visit[]): Promise<void> {
  const [first] = visits
  if (!first) return
  const shop = named(stage.shops, first.shop)
  const sharer = first.sharedBy ? named(stage.people, first.sharedBy) : undefined
  const shareCode =
    sharer &&
    (await shareCodeOf(stage, startedAt, sharer.id, { kind: 'card', targetId: shop.ownerId, via: ownCodeOf(stage, shop.ownerId) }))
  const person = first.visitor ? named(stage.people, first.visitor) : undefined
  let at = startedAt
  const events = visits.flatMap((visit) => {
    const own = eventsOf(stage, visit, at)
    at = later(at, { seconds: visit.dwellSeconds + 3 })
    return own
  })
  const asked = person ? asMember(stage, at, person.id) : asSystem(stage, at)
  const visitorId = person?.visitorId ?? (await makeVisitor(asked, shareCode)).visitorId
  await recordVisits(asked, { visitorId, shareCode, events })
  if (!person) return
  for (const visit of visits)
    if (visit.product && visit.dwellSeconds >= favouriteSeconds) await setFavourite(asked, named(shop.listings, visit.product), true)
}

/** Pages of one walk follow one another: same person or device, shop, sharer and hour. */
const walkOf = ({ visitor, device, shop, sharedBy, hoursAgo }: Visit) => [visitor, device, shop, sharedBy, hoursAgo].join(' ')

export const visitActs = (stage: Stage, world: World): Act[] =>
  [...Map.groupBy(world.visits, walkOf).values()].map((visits, index) => {
    const at = hoursBefore(stage, visits[0]?.hoursAgo ?? 0, ((index * 11) % 20) * 60)
    return { at, run: () => walk(stage, at, visits) }
  })
