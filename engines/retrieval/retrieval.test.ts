import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { slurred, spokenOf, stretches } from './pinyin.ts'
import { askedWords, sameAs, wordsOf } from './words.ts'

describe('what goods are found by', () => {
  test('capitals, full-width letters, traditional characters and runs of blanks read alike', () => {
    expect(fold(' ＳＰＦ５０　貴妃  臍橙 ')).toBe('spf50 贵妃 脐橙')
  })

  test.each([
    ['赣南脐橙 5 斤装', ['赣南', '脐橙', '赣南脐橙', '5斤']],
    ['积雪草保湿面霜 50 g', ['积雪', '积雪草', '保湿', '面霜', '50g']],
    ['10000 毫安时充电宝', ['10000毫安时', '充电', '充电宝']],
    ['妈妈的辣椒酱', ['妈妈', '辣椒', '辣椒酱']],
    ['', []],
    ['，。！', []],
  ])('%s is cut into words', (text, words) => expect(wordsOf(text)).toEqual(words))

  test('characters nobody knows as a word are kept alone and together, but not across a comma', () => {
    expect(wordsOf('寻乌血橙')).toEqual(expect.arrayContaining(['血', '橙', '血橙']))
    expect(wordsOf('面、水、盐')).toEqual(['面', '水', '盐'])
  })
})

describe('what somebody looks for', () => {
  test.each([
    ['寻乌脐橙 5 斤', ['寻乌', '脐橙', '5斤']],
    ['我想买脐澄', ['脐澄']],
    ['ganju', ['ganju']],
    ['gan橘 礼盒', ['gan橘', '礼盒']],
    ['半入耳蓝牙耳机', ['半', '入耳', '蓝牙耳机']],
  ])('%s', (text, words) => expect(askedWords(text).map(({ word }) => word)).toEqual(words))

  test('at most eight words, each once', () => {
    expect(askedWords('一 二 三 四 五 六 七 八 九 十 一 二')).toHaveLength(8)
    expect(askedWords('脐橙 脐橙')).toHaveLength(1)
  })

  test('a compound names the parts to fall back to', () => {
    expect(askedWords('赣南脐橙')[0]?.parts).toEqual(['赣南', '脐橙'])
  })

  test('another word for the same goods is known from both sides', () => {
    expect(sameAs('红薯')).toContain('地瓜')
    expect(sameAs('地瓜')).toContain('红薯')
    expect(sameAs('红薯')).not.toContain('红薯')
  })
})

describe('how words are typed with letters', () => {
  test.each([
    ['柑橘', 'ganju', 'gj'],
    ['绿茶', 'lvcha', 'lc'],
    ['重庆小面', 'chongqingxiaomian', 'cqxm'],
    ['银行', 'yinhang', 'yh'],
    ['spf', '', ''],
  ])('%s', (word, full, initials) => expect(spokenOf(word)).toEqual({ full, initials }))

  test('what is heard alike is written alike', () => {
    expect(slurred('chengzi')).toBe(slurred('cengzi'))
    expect(slurred('shanlan')).toBe(slurred('sanlang'))
    expect(slurred('ganju')).not.toBe(slurred('ganjiu'))
  })

  test('stretches are bounded, however much is typed', () => {
    expect(stretches('abc')).toEqual(['ab', 'abc', 'bc'])
    expect(stretches('a'.repeat(500)).length).toBeLessThan(300)
    expect(stretches('abcdefghijklmnopqrstuvwxyz'.repeat(9)).length).toBeLessThanOrEqual(276)
  })
})
