/**
 * Many short lists of whole numbers in one typed array. Each list is a block of the pool; one that is full moves to a block of double the
 * room, so adding is cheap and a list is always contiguous. What moving leaves behind `compact` gives back.
 */
export type Blocks = {
  count: number
  /** Four numbers a list, so that one line of the processor's cache holds all of it: where it begins in the pool, its size, its room, and nothing. */
  heads: Int32Array
  pool: Int32Array
  used: number
}

const firstRoom = 2
/** 1 << 2 numbers a head. */
const headBits = 2

export const openBlocks = (): Blocks => ({ count: 0, heads: new Int32Array(64 << headBits), pool: new Int32Array(256), used: 0 })

export const startOf = ({ heads }: Blocks, list: number): number => heads[list << headBits]!
export const sizeOf = ({ heads }: Blocks, list: number): number => heads[(list << headBits) + 1]!
/** Where a list ends in the pool: one beyond its last number. */
export const endOf = ({ heads }: Blocks, list: number): number => heads[list << headBits]! + heads[(list << headBits) + 1]!

/** `array` with room for `length` numbers, a half more than it had: a million pushes copy each number about three times. */
export function roomFor(array: Int32Array, length: number): Int32Array {
  if (array.length >= length) return array
  const grown = new Int32Array(Math.max(length, Math.ceil(array.length * 1.5)))
  grown.set(array)
  return grown
}

/** Lists from 0 up to `count`, the new ones empty. */
export function makeLists(blocks: Blocks, count: number): void {
  if (count <= blocks.count) return
  blocks.heads = roomFor(blocks.heads, count << headBits)
  blocks.count = count
}

/** Adds to the end of a list. A list of `most` drops its older half first. */
export function push(blocks: Blocks, list: number, value: number, most = 1 << 30): void {
  const { heads } = blocks
  const head = list << headBits
  const [size, room] = [heads[head + 1]!, heads[head + 2]!]
  if (size === room) {
    if (size >= most) halve(blocks, head, most >> 1)
    else move(blocks, head, Math.min(most, Math.max(firstRoom, size * 2)))
  }
  blocks.pool[heads[head]! + heads[head + 1]!] = value
  heads[head + 1]! += 1
}

function halve({ pool, heads }: Blocks, head: number, keep: number) {
  const end = heads[head]! + heads[head + 1]!
  pool.copyWithin(heads[head]!, end - keep, end)
  heads[head + 1] = keep
}

function move(blocks: Blocks, head: number, room: number) {
  const { heads } = blocks
  blocks.pool = roomFor(blocks.pool, blocks.used + room)
  const from = heads[head]!
  blocks.pool.copyWithin(blocks.used, from, from + heads[head + 1]!)
  heads[head] = blocks.used
  heads[head + 2] = room
  blocks.used += room
}

/** The same lists back to back in arrays that just hold them. */
export function compact(blocks: Blocks): Blocks {
  const { count, pool } = blocks
  const heads = new Int32Array(count << headBits)
  let used = 0
  for (let list = 0; list < count; list += 1) {
    heads[list << headBits] = used
    heads[(list << headBits) + 1] = sizeOf(blocks, list)
    heads[(list << headBits) + 2] = sizeOf(blocks, list)
    used += sizeOf(blocks, list)
  }
  const tight = new Int32Array(used)
  for (let list = 0; list < count; list += 1) tight.set(pool.subarray(startOf(blocks, list), endOf(blocks, list)), heads[list << headBits]!)
  return { count, heads, pool: tight, used }
}

export const bytesOf = ({ heads, pool }: Blocks): number => heads.byteLength + pool.byteLength
