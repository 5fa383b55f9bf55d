import { randomFillSync } from 'node:crypto'
import { ulid } from 'ulid'

const pool = new Uint32Array(1024)
let left = 0

/** Cryptographic random numbers in [0, 1), drawn a thousand at a time: the library would ask the system for each letter. */
function random(): number {
  if (left === 0) {
    randomFillSync(pool)
    left = pool.length
  }
  left -= 1
  return (pool[left] as number) / 2 ** 32
}

/** A new id: prefix and a ULID of the clock's time, so that ids sort by creation. */
export const newId = <Id extends string>(prefix: string, now: Date): Id => `${prefix}_${ulid(now.getTime(), random).toLowerCase()}` as Id
