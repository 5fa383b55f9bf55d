import type { Asked } from '@lianka/retrieval/words'
import { describe, expect, test } from 'vitest'
import { countChanges, expected, isCommon, type Known, lexemesOf, provinceOf, queryOf, readWords, shared, spelt } from './rules.ts'

const known = (word: string, by: Known['by'], asked = word, rest: Partial<Known> = {}): Known => ({
  asked,
  word,
  fullPinyin: 'qicheng',
  by,
  inA: 3,
  inB: 3,
  inC: 3,
  ...rest,
})
const han = (word: string, parts: string[] = []): Asked => ({ word, kind: 'han', parts })
const letters = (word: string): Asked => ({ word, kind: 'letters', parts: [] })
const tools = { lettersOf: (word: string) => (word === '脐澄' ? 'qicheng' : word), sameAs: () => [], exact: false }
const wordsOf = (asked: Asked[], rows: Known[], some = {}) => {
  const { terms, shown, corrected, unknown } = readWords(asked, rows, { ...tools, ...some })
  return { words: terms.map(({ words }) => words.join('/')), shown, corrected, unknown }
}

describe('what somebody meant', () => {
  test('a word that is written is taken as it is, with other words for the same', () => {
    expect(wordsOf([han('橙子')], [known('橙子', 'word'), known('脐橙', 'word')], { sameAs: () => ['脐橙'] })).toEqual({
      words: ['橙子/脐橙'],
      shown: '橙子',
      corrected: false,
      unknown: false,
    })
  })

  test('a compound nobody is called by is looked for by its parts', () => {
    const rows = [known('赣南', 'word'), known('脐橙', 'word')]
    expect(wordsOf([han('赣南脐橙', ['赣南', '脐橙'])], rows).words).toEqual(['赣南', '脐橙'])
  })

  test('a word nobody wrote is read by its sound, the one sharing characters first', () => {
    const rows = [known('启程', 'sound', '脐澄', { inC: 90 }), known('脐橙', 'sound', '脐澄')]
    expect(wordsOf([han('脐澄')], rows)).toMatchObject({ shown: '脐橙', corrected: true })
  })

  test('of letters the word most goods have comes first, and all that sound so are looked for', () => {
    const rows = [known('启程', 'sound', 'qicheng'), known('脐橙', 'sound', 'qicheng', { inC: 40 })]
    expect(wordsOf([letters('qicheng')], rows)).toMatchObject({ words: ['脐橙/启程'], shown: '脐橙' })
  })

  test('letters typed in one go are cut into the fewest words', () => {
    const rows = [known('赣', 'sound', 'ganju', { fullPinyin: 'gan' }), known('局', 'sound', 'ganju', { fullPinyin: 'ju' })]
    expect(wordsOf([letters('ganju')], rows)).toMatchObject({ words: ['赣', '局'], shown: '赣局', corrected: true })
    expect(wordsOf([letters('ganjux')], rows)).toMatchObject({ words: [], unknown: true })
  })

  test('nothing is guessed from far, nor for those who insist', () => {
    expect(wordsOf([letters('table')], [known('脐橙', 'alike', 'table')])).toMatchObject({ words: [], unknown: true })
    expect(wordsOf([han('脐澄')], [known('脐橙', 'sound', '脐澄')], { exact: true })).toMatchObject({ words: [], unknown: true })
  })
})

test('likeness is symmetric, 1 for the same and 0 for nothing in common', () => {
  for (const measure of [shared, spelt]) {
    expect(measure('ganju', 'ganju')).toBe(1)
    expect(measure('ab', 'xy')).toBe(0)
    expect(measure('qichen', 'qicheng')).toBe(measure('qicheng', 'qichen'))
  }
  expect(spelt('ganjv', 'ganju')).toBeCloseTo(0.8)
})

test('queries quote what they are given', () => {
  const counts = { a: 1, b: 1, c: 1 }
  expect(
    queryOf(
      [
        { words: ["o'neil", 'a\\b'], counts },
        { words: ['米'], counts },
      ],
      'a',
    ),
  ).toBe("('Ao''neil' | 'Aa\\\\b') & ('A米')")
  expect(
    queryOf(
      [
        { words: ['米'], counts },
        { words: ['面'], counts },
      ],
      'c',
      true,
    ),
  ).toBe("('C米') | ('C面')")
})

test('common words are walked through, rare ones looked up', () => {
  const term = (n: number) => ({ words: ['x'], counts: { a: n, b: n, c: n } })
  expect(expected([term(50), term(20)], 'a', 100)).toBe(10)
  expect(expected([term(50), term(50)], 'a', 100, true)).toBe(75)
  expect(expected([term(5)], 'a', 0)).toBe(0)
  expect(isCommon(10_000, 100_000, 20)).toBe(true)
  expect(isCommon(100, 100_000, 20)).toBe(false)
})

test('what fits better fits worse, too, and counts follow every change', () => {
  const lexemes = lexemesOf({ called: ['脐橙'], is: ['江西', '脐橙'], offeredBy: ['钟家'] })
  expect(lexemes).toEqual(['A脐橙', 'B脐橙', 'B江西', 'C脐橙', 'C江西', 'C钟家'])
  expect(countChanges([{ before: [], after: lexemes }]).get('江西')).toEqual({ a: 0, b: 1, c: 1 })
  expect(countChanges([{ before: lexemes, after: lexemes }]).size).toBe(0)
})

test('a place is in the province it begins with', () => {
  const provinces = { '360000': '江西省', '150000': '内蒙古自治区', '110000': '北京市' }
  expect(provinceOf('江西寻乌', provinces)).toBe('36')
  expect(provinceOf('内蒙古锡林郭勒', provinces)).toBe('15')
  expect(provinceOf('北京市平谷区', provinces)).toBe('11')
  expect(provinceOf('某地', provinces)).toBeUndefined()
})
