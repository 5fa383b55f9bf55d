import type { Db } from '#platform/db'

/** How many orders one transaction writes at most, and how long it waits for more to come. */
export const mostTogether = 64
export const waitForMoreMs = 1
/** How many may wait in one queue; who comes after is told a place and when to come back. */
export const capacity = 512
/** So many orders under way alone at the same time are a crowd. */
const crowdFrom = 4
/** After the last batch a queue stays open, and an option sold out, for so long. */
const coolMs = 1000
const soldOutMs = 250
/** Options in demand at a time, beyond which those that have cooled down are forgotten. */
const rememberedMost = 1000

/**
 * How much one option, or the whole shop, is wanted in this process, and who waits for it. Real time, not the house's clock: it measures the
 * machine's load, and nothing depends on it but the way an order takes.
 */
function openCrowd<Waiting>() {
  const queue: Waiting[] = []
  let [outside, hotUntil, soldOutUntil] = [0, 0, 0]
  let [perSecond, lastServed] = [500, performance.now()]
  const crowd = {
    queue,
    writing: false,
    isHot: () => crowd.writing || queue.length > 0 || outside >= crowdFrom || performance.now() < hotUntil,
    isSoldOut: () => performance.now() < soldOutUntil,
    isForgotten: () => outside === 0 && !crowd.isHot() && !crowd.isSoldOut(),
    place: () => ({ position: queue.length + 1, retryAfterSeconds: Math.max(1, Math.ceil(queue.length / perSecond)) }),
    /** An order that is placed outside this queue; enough of them at a time open it. */
    outside: async <T>(act: () => Promise<T>): Promise<T> => {
      outside += 1
      try {
        return await act()
      } finally {
        outside -= 1
      }
    },
    /** A batch was written. */
    served: (count: number) => {
      const now = performance.now()
      const rate = (count * 1000) / Math.max(1, now - lastServed)
      perSecond = Math.max(1, perSecond * 0.8 + rate * 0.2)
      lastServed = now
      hotUntil = now + coolMs
    },
    soldOut: () => {
      soldOutUntil = performance.now() + soldOutMs
    },
  }
  return crowd
}
export type Crowd<Waiting> = ReturnType<typeof openCrowd<Waiting>>

/** Everybody who orders in one house and process: all of them, by option, and who asks for what is sold out. */
export type Crowds<Waiting, Late> = { all: Crowd<Waiting>; byOption: Map<string, Crowd<Waiting>>; late: Late[] }

const houses = new WeakMap<Db, Crowds<never, never>>()

export function crowdsOf<Waiting, Late>(db: Db): Crowds<Waiting, Late> {
  const known = houses.get(db) as Crowds<Waiting, Late> | undefined
  if (known) return known
  const made: Crowds<Waiting, Late> = { all: openCrowd(), byOption: new Map(), late: [] }
  houses.set(db, made as never)
  return made
}

export function crowdOf<Waiting, Late>({ byOption }: Crowds<Waiting, Late>, option: string): Crowd<Waiting> {
  const known = byOption.get(option)
  if (known) return known
  const made = openCrowd<Waiting>()
  byOption.set(option, made)
  if (byOption.size > rememberedMost) for (const [name, each] of byOption) if (each !== made && each.isForgotten()) byOption.delete(name)
  return made
}
