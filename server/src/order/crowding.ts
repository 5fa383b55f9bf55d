import type { Db } from '#platform/db'

/** How many orders one transaction writes at most, and how long it waits for more to come. */
export const mostTogether = 64
export const waitForMoreMs = 2
/** How many may wait in one process for one option; who comes after is told a place and when to come back. */
export const capacity = 512
/** So many orders of one option under way alone at the same time are a crowd. */
const crowdFrom = 4
/** After the last batch an option stays hot, and sold out, for so long. */
const coolMs = 1000
const soldOutMs = 250
/** Options in demand at a time, beyond which those that have cooled down are forgotten. */
const rememberedMost = 1000

/**
 * How much one option is wanted in this process, and who waits for it. Real time, not the house's clock: it measures the machine's load,
 * and nothing depends on it but the way an order takes.
 */
export function openCrowd<Waiting, Late>() {
  const queue: Waiting[] = []
  /** Who asks for what is sold out. */
  const late: Late[] = []
  let [alone, hotUntil, soldOutUntil] = [0, 0, 0]
  let [perSecond, lastServed] = [500, performance.now()]
  const crowd = {
    queue,
    late,
    writing: false,
    isHot: () => crowd.writing || queue.length > 0 || alone >= crowdFrom || performance.now() < hotUntil,
    isSoldOut: () => performance.now() < soldOutUntil,
    isForgotten: () => alone === 0 && late.length === 0 && !crowd.isHot() && !crowd.isSoldOut(),
    place: () => ({ position: queue.length + 1, retryAfterSeconds: Math.max(1, Math.ceil(queue.length / perSecond)) }),
    alone: async <T>(act: () => Promise<T>): Promise<T> => {
      alone += 1
      try {
        return await act()
      } finally {
        alone -= 1
      }
    },
    /** A batch was written: what is left of the option, and how fast it goes. */
    served: (count: number, left: number) => {
      const now = performance.now()
      const rate = (count * 1000) / Math.max(1, now - lastServed)
      perSecond = Math.max(1, perSecond * 0.8 + rate * 0.2)
      lastServed = now
      hotUntil = now + coolMs
      if (left === 0) soldOutUntil = now + soldOutMs
    },
  }
  return crowd
}
export type Crowd<Waiting, Late> = ReturnType<typeof openCrowd<Waiting, Late>>

/** The crowds of each house, by option. */
export type Crowds<Waiting, Late> = WeakMap<Db, Map<string, Crowd<Waiting, Late>>>

export function crowdOf<Waiting, Late>(crowds: Crowds<Waiting, Late>, db: Db, option: string): Crowd<Waiting, Late> {
  const own = crowds.get(db) ?? new Map<string, Crowd<Waiting, Late>>()
  crowds.set(db, own)
  const crowd = own.get(option) ?? openCrowd<Waiting, Late>()
  own.set(option, crowd)
  if (own.size > rememberedMost) for (const [name, each] of own) if (each !== crowd && each.isForgotten()) own.delete(name)
  return crowd
}
