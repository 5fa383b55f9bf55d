import { hasHan } from '@lianka/retrieval/fold'
import type { Asked } from '@lianka/retrieval/words'

/** How many products have a word, by how well: are called so (a), are so or called so (b), or are offered by such (c). */
export type Counts = { a: number; b: number; c: number }
export type Tier = keyof Counts

/** A word of the goods on sale that may be what was asked for, and how it was found. */
export type Known = {
  asked: string
  word: string
  fullPinyin: string
  by: 'word' | 'sound' | 'slurred' | 'initials' | 'alike'
  inA: number
  inB: number
  inC: number
}

/** One thing that must be found, in any of these words. */
export type Term = { words: readonly string[]; counts: Counts }

export type Reading = { terms: Term[]; shown: string; corrected: boolean; unknown: boolean }

const sum = (rows: readonly Known[]): Counts => ({
  a: rows.reduce((total, row) => total + row.inA, 0),
  b: rows.reduce((total, row) => total + row.inB, 0),
  c: rows.reduce((total, row) => total + row.inC, 0),
})

const termOf = (rows: readonly Known[]): Term => ({ words: [...new Set(rows.map(({ word }) => word))], counts: sum(rows) })

/** The part of their characters that two words share. */
export function shared(a: string, b: string): number {
  const left = [...b]
  let both = 0
  for (const character of a) {
    const at = left.indexOf(character)
    if (at < 0) continue
    left.splice(at, 1)
    both += 1
  }
  return (2 * both) / (a.length + b.length)
}

/** The part of their letters that need not be changed to make one of the other. */
export function spelt(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return 1 - (row[b.length] ?? 0) / Math.max(1, a.length, b.length)
}

const byRank = { word: 1, sound: 1, slurred: 0.9, initials: 0.55, alike: 0.8 } as const
const likely = 0.5

/** How likely `row` is what was meant by a word that nobody wrote. */
function likeness(row: Known, letters: string): number {
  const han = [...row.asked].filter(hasHan).join('')
  const spelling = row.by === 'alike' ? spelt(letters, row.fullPinyin) : 1
  // Who typed characters meant at least some of them; who typed letters only said how it sounds.
  return byRank[row.by] * (han ? spelling * 0.6 + shared(han, row.word) * 0.4 : spelling)
}

/** The words most likely meant: all that sound like the likeliest one. */
function meant(rows: readonly Known[], letters: string): Known[] {
  const ranked = rows
    .map((row) => ({ row, likeness: likeness(row, letters) }))
    .filter(({ likeness }) => likeness >= likely)
    .sort((x, y) => y.likeness - x.likeness || y.row.inC - x.row.inC || (x.row.word < y.row.word ? -1 : 1))
  const best = ranked[0]
  if (!best) return []
  return ranked
    .filter(({ row, likeness }) => row.fullPinyin === best.row.fullPinyin && likeness >= best.likeness - 0.15)
    .map(({ row }) => row)
}

/** Letters typed in one go, as several words one after the other: the fewest words that cover all of it. */
function covered(letters: string, rows: readonly Known[]): Known[][] | undefined {
  const bySound = new Map<string, Known[]>()
  for (const row of rows) if (row.by === 'sound') bySound.set(row.fullPinyin, [...(bySound.get(row.fullPinyin) ?? []), row])
  const best: ({ from: number; words: number; rows: Known[] } | undefined)[] = [{ from: 0, words: 0, rows: [] }]
  for (let to = 2; to <= letters.length; to++) {
    for (let from = 0; from <= to - 2; from++) {
      const before = best[from]
      const found = bySound.get(letters.slice(from, to))
      if (!before || !found) continue
      if (!best[to] || before.words + 1 < (best[to]?.words ?? 0)) best[to] = { from, words: before.words + 1, rows: found }
    }
  }
  const parts: Known[][] = []
  for (let at = letters.length; at > 0; ) {
    const step = best[at]
    if (!step) return undefined
    parts.unshift(step.rows.toSorted((x, y) => y.inC - x.inC || (x.word < y.word ? -1 : 1)))
    at = step.from
  }
  return parts
}

type Read = { terms: Term[]; shown: string; corrected: boolean }

function readOne(one: Asked, letters: string, same: readonly string[], rows: readonly Known[], exact: boolean): Read | undefined {
  const written = new Map(rows.filter(({ by }) => by === 'word').map((row) => [row.word, row]))
  const alike = [one.word, ...same].flatMap((word) => written.get(word) ?? [])
  if (alike.length > 0) return { terms: [termOf(alike)], shown: one.word, corrected: false }
  const parts = one.parts.flatMap((part) => written.get(part) ?? [])
  if (parts.length > 0 && parts.length === one.parts.length)
    return { terms: parts.map((part) => termOf([part])), shown: one.word, corrected: false }
  if (!exact) {
    const found = rows.filter(({ asked, by }) => asked === one.word && by !== 'word')
    const whole = meant(
      found.filter(({ fullPinyin, by }) => by !== 'sound' || fullPinyin === letters),
      letters,
    )
    if (whole[0]) return { terms: [termOf(whole)], shown: whole[0].word, corrected: true }
    const cover = one.kind === 'han' ? undefined : covered(letters, found)
    if (cover) return { terms: cover.map(termOf), shown: cover.map(([first]) => first?.word ?? '').join(''), corrected: true }
  }
  return parts.length > 0 ? { terms: [termOf(parts)], shown: parts.map(({ word }) => word).join(' '), corrected: true } : undefined
}

/** What somebody meant, from what the goods on sale are called. `lettersOf` says how a word is typed, `sameAs` what else it is called. */
export function readWords(
  asked: readonly Asked[],
  rows: readonly Known[],
  tools: { lettersOf: (word: string) => string; sameAs: (word: string) => readonly string[]; exact: boolean },
): Reading {
  const reading: Reading = { terms: [], shown: '', corrected: false, unknown: asked.length === 0 }
  const shown: string[] = []
  for (const one of asked) {
    const read = readOne(one, tools.lettersOf(one.word), tools.sameAs(one.word), rows, tools.exact)
    if (read) reading.terms.push(...read.terms)
    else reading.unknown = true
    if (read?.corrected) reading.corrected = true
    if (read) shown.push(read.shown)
  }
  return { ...reading, shown: shown.join(' ') }
}

const quoted = (lexeme: string) => `'${lexeme.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`
const letterOf = { a: 'A', b: 'B', c: 'C' } as const

/** The query of a tier in PostgreSQL's writing: each term in any of its words. `any`: one of the terms is enough. */
export const queryOf = (terms: readonly Term[], tier: Tier, any = false): string =>
  terms.map(({ words }) => `(${words.map((word) => quoted(letterOf[tier] + word)).join(' | ')})`).join(any ? ' | ' : ' & ')

/** How many of `total` products fit, were words independent of one another. */
export const expected = (terms: readonly Term[], tier: Tier, total: number, any = false): number => {
  const parts = terms.map(({ counts }) => Math.min(1, counts[tier] / Math.max(1, total)))
  return Math.round(
    total * (any ? 1 - parts.reduce((product, part) => product * (1 - part), 1) : parts.reduce((product, part) => product * part, 1)),
  )
}

/**
 * Whether to go through the products from the best one on until a page is full, rather than to take all that fit and sort them:
 * the first costs page ÷ share of products, the second the number that fit.
 */
export const isCommon = (fitting: number, total: number, page: number): boolean => fitting * fitting > page * total

/** Lexemes of a product from the words of its parts: what fits better fits worse, too. */
export function lexemesOf(parts: { called: readonly string[]; is: readonly string[]; offeredBy: readonly string[] }): string[] {
  const a = new Set(parts.called)
  const b = new Set([...a, ...parts.is])
  const c = new Set([...b, ...parts.offeredBy])
  return [...[...a].map((word) => `A${word}`), ...[...b].map((word) => `B${word}`), ...[...c].map((word) => `C${word}`)]
}

/** What changes in the counts of words when products' lexemes do. */
export function countChanges(changes: readonly { before: readonly string[]; after: readonly string[] }[]): Map<string, Counts> {
  const counts = new Map<string, Counts>()
  const add = (lexeme: string, by: number) => {
    const word = lexeme.slice(1)
    const count = counts.get(word) ?? { a: 0, b: 0, c: 0 }
    count[lexeme[0]?.toLowerCase() as Tier] += by
    counts.set(word, count)
  }
  for (const { before, after } of changes) {
    for (const lexeme of before) add(lexeme, -1)
    for (const lexeme of after) add(lexeme, 1)
  }
  for (const [word, { a, b, c }] of counts) if (a === 0 && b === 0 && c === 0) counts.delete(word)
  return counts
}

/** The province that a place is in, by its name at the beginning ("江西寻乌", "内蒙古自治区…"). */
export function provinceOf(place: string, provinces: Readonly<Record<string, string>>): string | undefined {
  const found = Object.entries(provinces).find(([, name]) =>
    place.startsWith(name.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/, '')),
  )
  return found?.[0].slice(0, 2)
}
