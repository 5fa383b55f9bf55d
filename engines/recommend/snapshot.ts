import type { Blocks } from './blocks.ts'
import { type SessionIndex, tidy } from './session-index.ts'

/**
 * The index as bytes, to be put on disk and read back in one go: a header in JSON, padded to four bytes, and the arrays behind each other as
 * they lie in memory (little-endian, as on every machine Node runs on). `about` is the caller's: which items the numbers stand for, how far the
 * log was read.
 */
const version = 2
type Header<About> = { version: number; postingsMost: number; about: About; lists: number[]; lengths: number[] }

const arraysOf = ({ heads, pool }: Blocks) => [heads, pool]

export function toBytes<About>(index: SessionIndex, about: About): Uint8Array {
  const { looks, postings, seen, postingsMost } = tidy(index)
  const arrays = [...arraysOf(looks), ...arraysOf(postings), seen]
  const header: Header<About> = {
    version,
    postingsMost,
    about,
    lists: [looks.count, postings.count],
    lengths: arrays.map(({ length }) => length),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const padded = Math.ceil((text.length + 4) / 4) * 4
  const bytes = new Uint8Array(padded + arrays.reduce((sum, { byteLength }) => sum + byteLength, 0))
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.fill(32, 4, padded)
  bytes.set(text, 4)
  let at = padded
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += array.byteLength
  }
  return bytes
}

/** Reads what `toBytes` wrote; undefined where it is of another version or cut off, and the index must be learnt anew. */
export function fromBytes<About>(bytes: Uint8Array): { index: SessionIndex; about: About } | undefined {
  if (bytes.length < 4) return undefined
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const padded = Math.ceil((size + 4) / 4) * 4
  if (padded > bytes.length) return undefined
  const header = readHeader<About>(bytes.subarray(4, 4 + size))
  if (header?.version !== version || padded + header.lengths.reduce((sum, length) => sum + length * 4, 0) !== bytes.length) return undefined
  // A copy of its own (which `slice` of Node's buffers is not): it grows from here on, and the file's bytes may lie at any address.
  const own = new Uint8Array(bytes.subarray(padded))
  let at = 0
  const arrays = header.lengths.map((length) => {
    const array = new Int32Array(own.buffer, at, length)
    at += length * 4
    return array
  })
  const blocks = (from: number, count: number): Blocks => {
    const [heads, pool] = arrays.slice(from, from + 2) as [Int32Array, Int32Array]
    return { count, heads, pool, used: pool.length }
  }
  return {
    about: header.about,
    index: {
      looks: blocks(0, header.lists[0]!),
      postings: blocks(2, header.lists[1]!),
      seen: arrays[4]!,
      postingsMost: header.postingsMost,
    },
  }
}

function readHeader<About>(bytes: Uint8Array): Header<About> | undefined {
  const text = new TextDecoder().decode(bytes)
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined
  return JSON.parse(text) as Header<About>
}
