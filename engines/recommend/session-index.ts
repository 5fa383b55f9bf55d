import { type Blocks, bytesOf, compact, endOf, makeLists, openBlocks, push, roomFor, sizeOf, startOf } from './blocks.ts'

/**
 * Sessions as an index: which items each held, in the order looked at, and in which sessions each item was, newest last. Items and sessions are
 * whole numbers from 0; a session is numbered when it begins and grows look by look, so the index is right after every event. A million
 * sessions of five looks take about 60 MB.
 */
export type SessionIndex = {
  /** The items of each session. */
  looks: Blocks
  /** The sessions of each item, each once, the newest `postingsMost` at least by half. */
  postings: Blocks
  postingsMost: number
  /** In how many sessions an item ever was. */
  seen: Int32Array
}

/** Neighbours are looked for among the newest sessions of an item only. */
const postingsMostByDefault = 2048
/** Nobody means anything by the looks beyond: it is a robot. */
const looksMost = 200

export const openSessionIndex = (postingsMost = postingsMostByDefault): SessionIndex => ({
  looks: openBlocks(),
  postings: openBlocks(),
  postingsMost,
  seen: new Int32Array(64),
})

/** Begins a session and answers its number. */
export function beginSession({ looks }: SessionIndex): number {
  makeLists(looks, looks.count + 1)
  return looks.count - 1
}

/** Adds a look to a session. Answers whether it was taken. */
export function addLook(index: SessionIndex, session: number, item: number): boolean {
  const { looks, postings } = index
  const [start, size] = [startOf(looks, session), sizeOf(looks, session)]
  if (size >= looksMost) return false
  let known = false
  for (let at = start; at < start + size && !known; at += 1) known = looks.pool[at] === item
  push(looks, session, item)
  if (known) return true
  makeLists(postings, item + 1)
  index.seen = roomFor(index.seen, item + 1)
  push(postings, item, session, index.postingsMost)
  index.seen[item]! += 1
  return true
}

/** Adds a whole session and answers its number. */
export function addSession(index: SessionIndex, items: ArrayLike<number>): number {
  const session = beginSession(index)
  for (let at = 0; at < items.length; at += 1) addLook(index, session, items[at]!)
  return session
}

export const sessionCountOf = ({ looks }: SessionIndex): number => looks.count
export const itemCountOf = ({ postings }: SessionIndex): number => postings.count

/** The items of a session, a view that is good until the next look is added. */
export const itemsOf = ({ looks }: SessionIndex, session: number): Int32Array =>
  looks.pool.subarray(startOf(looks, session), endOf(looks, session))

/** The same index without what growing left behind. */
export const tidy = (index: SessionIndex): SessionIndex => ({
  ...index,
  looks: compact(index.looks),
  postings: compact(index.postings),
  seen: index.seen.slice(0, index.postings.count),
})

export const indexBytes = ({ looks, postings, seen }: SessionIndex): number => bytesOf(looks) + bytesOf(postings) + seen.byteLength
