/** All simulated time: the machine's clock plus an offset that only grows. */

export type VirtualClock = {
  now(): Date
  offsetMs(): number
  advance(ms: number): void
}

export function makeVirtualClock(offset: { offsetMs: number }): VirtualClock {
  return {
    now: () => new Date(Date.now() + offset.offsetMs),
    offsetMs: () => offset.offsetMs,
    advance(ms) {
      // Going back would deliver parcels before they were sent, so nobody may.
      if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError('The clock only moves forward, by whole milliseconds')
      offset.offsetMs += ms
    },
  }
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
