import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { fold, isHan } from './fold.ts'
import { emptyWords, goodsWords, sameGoods } from './goods-words.ts'

let cutter: Jieba | undefined

/** The dictionary takes a fifth of a second and 60 MB, so it is loaded by the first who cuts. */
function open(): Jieba {
  if (!cutter) {
    cutter = Jieba.withDict(dict)
    const own = new Set([...goodsWords, ...sameGoods.flat().filter((word) => word.length > 1)])
    cutter.loadDict(Buffer.from([...own].map((word) => `${word} 20000 n\n`).join('')))
  }
  return cutter
}

/** "5 斤" and "5斤" are one measure. */
const measure = /(\d+(?:\.\d+)?)\s*(斤|公斤|千克|克|kg|g|毫升|升|ml|l|片|枚|个|只|块|条|支|瓶|盒|袋|包|抽|mm|cm|米|键|w|毫安时)(?![a-z])/g

function piecesOf(text: string): string[] {
  const folded = fold(text)
  const pieces: string[] = []
  let from = 0
  const cut = (part: string) => {
    // What is no word — a comma, a blank — stays as an empty one: words on its two sides are no neighbours.
    for (const word of open().cutForSearch(part, true)) pieces.push(/[\p{L}\p{N}]/u.test(word) ? word.trim() : '')
  }
  for (const match of folded.matchAll(measure)) {
    cut(folded.slice(from, match.index))
    pieces.push(`${match[1]}${match[2]}`)
    from = match.index + match[0].length
  }
  cut(folded.slice(from))
  return pieces
}

const wordMost = 24

const isSingle = (word: string) => word.length === 1 && isHan(word) && !emptyWords.has(word)

/** Single characters next to one another are one word that the dictionary does not know, such as 血橙 or what somebody misspelt. */
function runsOf(words: readonly string[]): string[] {
  const runs: string[] = []
  let run = ''
  for (const word of [...words, '']) {
    if (isSingle(word)) run += word
    else {
      if (run.length > 1) runs.push(run)
      run = ''
    }
  }
  return runs
}

const pairsOf = (run: string) => Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2))

/**
 * The words of a text to be found, each once, in search mode: of a compound also its parts. Single characters of Chinese words that stand
 * alone are kept, for `米` and `橙` are things one looks for, and with their neighbours, too.
 */
export function wordsOf(text: string): string[] {
  const words = piecesOf(text)
  const all = [...words, ...runsOf(words).flatMap((run) => [...pairsOf(run), ...(run.length <= 4 ? [run] : [])])]
  return [...new Set(all.filter((word) => word !== '' && !emptyWords.has(word) && word.length <= wordMost))]
}

/** A word somebody asks for, and the parts it is made of should nothing be called by all of it. */
export type Asked = { word: string; kind: 'han' | 'letters' | 'mixed' | 'other'; parts: readonly string[] }

const kindOf = (word: string): Asked['kind'] =>
  isHan(word) ? 'han' : /^[a-z]+$/.test(word) ? 'letters' : /^[a-z\p{Script=Han}]+$/u.test(word) ? 'mixed' : 'other'

/** Runs of single characters are asked for as one. */
function joinSingles(words: readonly string[]): string[] {
  const joined: string[] = []
  let run = ''
  for (const word of [...words, '']) {
    if (isSingle(word)) run += word
    else {
      if (run) joined.push(run)
      run = ''
      if (word) joined.push(word)
    }
  }
  return joined
}

const askedMost = 8

/** What somebody looks for, as words. At most eight: more say nothing that the first eight do not. */
export function askedWords(text: string): Asked[] {
  const asked: Asked[] = []
  for (const part of fold(text)
    .replace(measure, ' $1$2 ')
    .split(/[^\p{L}\p{N}.]+/u)
    .filter(Boolean)) {
    if (kindOf(part) === 'mixed') {
      asked.push({ word: part, kind: 'mixed', parts: [] })
      continue
    }
    const whole = joinSingles(longestOnly(piecesOf(part)))
    asked.push(...whole.map((word) => ({ word, kind: kindOf(word), parts: partsOf(word) })))
  }
  const seen = new Set<string>()
  return asked.filter(({ word }) => !emptyWords.has(word) && !seen.has(word) && seen.add(word)).slice(0, askedMost)
}

const partsOf = (word: string) => (isHan(word) && word.length > 2 ? wordsOf(word).filter((part) => part !== word) : [])

/** In search mode the parts come before their compound. Asked for is the compound: its parts would only find less exactly. */
const longestOnly = (words: readonly string[]) =>
  words.filter((word, at) => !words.slice(at + 1, at + 4).some((later) => later.length > word.length && later.includes(word)))

const groups = new Map(sameGoods.flatMap((group) => group.map((word) => [word, group] as const)))

/** Other words for the same goods, without the word itself. */
export const sameAs = (word: string): readonly string[] => (groups.get(word) ?? []).filter((other) => other !== word)
