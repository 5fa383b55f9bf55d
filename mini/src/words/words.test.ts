import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Entry = [path: string, value: unknown]
const entries = (words: object, path = ''): Entry[] =>
  Object.entries(words).flatMap(([key, value]): Entry[] =>
    value !== null && typeof value === 'object' ? entries(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  )

const chinese = /[\u4e00-\u9fff]/

describe('the words of both languages', () => {
  it('have the same places', () => expect(entries(en).map(([path]) => path)).toEqual(entries(zh).map(([path]) => path)))

  it('are written everywhere', () => expect([...entries(zh), ...entries(en)].filter(([, value]) => value === '')).toEqual([]))

  it('are English in English, but for the name of the Chinese language', () => {
    expect(entries(en).filter(([path, value]) => typeof value === 'string' && chinese.test(value) && path !== 'settings.language')).toEqual(
      [],
    )
  })
})
