import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Case, casesOf } from '../evaluate.ts'

/** Sessions to learn from, in the order of their ends, and prefixes of later ones with what came next; items numbered anew from 0. */
export type ToySessions = { train: Int32Array[]; test: Case[]; itemCount: number; sha256: Record<string, string> }

/** Sessions of `SessionId ItemId Time` rows, by the time they ended, their looks in order. */
function readRows(text: string, numberOf: (item: string) => number): Int32Array[] {
  const sessions = new Map<string, { item: number; time: number }[]>()
  for (const line of text.split('\n').slice(1)) {
    const [session, item, time] = line.split('\t')
    if (!session || !item) continue
    const looks = sessions.get(session) ?? []
    looks.push({ item: numberOf(item), time: Number(time) })
    sessions.set(session, looks)
  }
  return [...sessions.values()]
    .map((looks) => looks.toSorted((a, b) => a.time - b.time))
    .toSorted((a, b) => (a.at(-1)?.time ?? 0) - (b.at(-1)?.time ?? 0))
    .map((looks) => Int32Array.from(looks, ({ item }) => item))
}

/** The toy sessions of bolcom/serenade, with the sha256 of what lies in this folder. */
export function readToy(): ToySessions {
  const numbers = new Map<string, number>()
  const numberOf = (item: string) => {
    const known = numbers.get(item) ?? numbers.size
    numbers.set(item, known)
    return known
  }
  const sha256: Record<string, string> = {}
  const read = (name: string) => {
    const bytes = readFileSync(join(import.meta.dirname, name))
    sha256[name] = createHash('sha256').update(bytes).digest('hex')
    return readRows(gunzipSync(bytes).toString('utf8'), numberOf)
  }
  const train = read('train.txt.gz')
  const test = read('test.txt.gz').flatMap(casesOf)
  return { train, test, itemCount: numbers.size, sha256 }
}
