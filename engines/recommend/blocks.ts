/**
 * Many short lists of whole numbers in one typed array. Each list is a block of the pool; one that is full moves to a block of double the
 * room, so adding is cheap and a list is always contiguous. What moving leaves behind `compact` gives back.
 */
export type Blocks = {
  count: number
  start: Int32Array
  size: Int32Array
  room: Int32Array
  pool: Int32Array
  used: number
}

const firstRoom = 2

export const openBlocks = (): Blocks => ({
  count: 0,
  start: new Int32Array(64),
  size: new Int32Array(64),
  room: new Int32Array(64),
  pool: new Int32Array(256),
  used: 0,
})

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
  blocks.start = roomFor(blocks.start, count)
  blocks.size = roomFor(blocks.size, count)
  blocks.room = roomFor(blocks.room, count)
  blocks.count = count
}

/** Adds to the end of a list. A list of `most` drops its older half first. */
export function push(blocks: Blocks, list: number, value: number, most = 1 << 30): void {
  const { size, start, room } = blocks
  if (size[list] === room[list]!) {
    if (size[list]! >= most) halve(blocks, list, most >> 1)
    else move(blocks, list, Math.min(most, Math.max(firstRoom, size[list]! * 2)))
  }
  blocks.pool[start[list]! + size[list]!] = value
  size[list]! += 1
}

function halve({ pool, start, size }: Blocks, list: number, keep: number) {
  const end = start[list]! + size[list]!
  pool.copyWithin(start[list]!, end - keep, end)
  size[list] = keep
}

function move(blocks: Blocks, list: number, room: number) {
  blocks.pool = roomFor(blocks.pool, blocks.used + room)
  const from = blocks.start[list]!
  blocks.pool.copyWithin(blocks.used, from, from + blocks.size[list]!)
  blocks.start[list] = blocks.used
  blocks.room[list] = room
  blocks.used += room
}

/** The same lists back to back in arrays that just hold them. */
export function compact({ count, start, size, pool }: Blocks): Blocks {
  const starts = new Int32Array(count)
  let used = 0
  for (let list = 0; list < count; list += 1) {
    starts[list] = used
    used += size[list]!
  }
  const tight = new Int32Array(used)
  for (let list = 0; list < count; list += 1) tight.set(pool.subarray(start[list]!, start[list]! + size[list]!), starts[list]!)
  const sizes = size.slice(0, count)
  return { count, start: starts, size: sizes, room: sizes.slice(), pool: tight, used }
}

export const bytesOf = ({ start, size, room, pool }: Blocks): number =>
  start.byteLength + size.byteLength + room.byteLength + pool.byteLength
