// Public sessions to measure the recommendations on. Items are numbered anew from 0 in order of appearance.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Case } from '@lianka/recommend/evaluate'
import { readToy } from '@lianka/recommend/serenade-toy/sessions'

export type Sessions = { name: string; sha256: Record<string, string>; train: Int32Array[]; test: Case[]; itemCount: number }

/** A file's text and what it is known by. */
function readText(path: string): { text: string; sha256: string } {
  const bytes = readFileSync(path)
  return {
    text: (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

function openNumbering() {
  const numbers = new Map<string, number>()
  return {
    numbers,
    of(item: string): number {
      const known = numbers.get(item)
      if (known !== undefined) return known
      numbers.set(item, numbers.size)
      return numbers.size - 1
    },
  }
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')

/** Diginetica as GCE-GNN cut it: the prefixes of one test session follow each other, the longest first. Undefined where the files are missing. */
export function readDiginetica(folder: string): Sessions | undefined {
  const [trainPath, testPath] = ['train', 'test'].map((part) => join(folder, 'sessions', `gce.diginetica.${part}.txt.gz`)) as [
    string,
    string,
  ]
  if (!existsSync(trainPath) || !existsSync(testPath)) return undefined
  const [train, test] = [readText(trainPath), readText(testPath)]
  const numbering = openNumbering()
  const itemsOf = (words: string) => Int32Array.from(words.split(' '), (item) => numbering.of(item))
  const sessions = linesOf(train.text).map(itemsOf)
  let [group, before] = [0, 0]
  const cases = linesOf(test.text).map((line): Case => {
    const [words, next] = line.split('\t') as [string, string]
    const prefix = itemsOf(words)
    if (prefix.length !== before - 1) group += 1
    before = prefix.length
    return { prefix, next: numbering.of(next), group }
  })
  return {
    name: 'Diginetica',
    sha256: { [trainPath.split('/').at(-1) as string]: train.sha256, [testPath.split('/').at(-1) as string]: test.sha256 },
    train: sessions,
    test: cases,
    itemCount: numbering.numbers.size,
  }
}

/** The toy sessions kept with the engine. */
export const toy = (): Sessions => ({ name: 'serenade-toy', ...readToy() })
