import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimFindings } from './claims.ts'
import { digestReviews } from './digest.ts'
import { groundingOf, numbersOf } from './ground.ts'
import { type Passage, sentencesOf } from './passages.ts'
import { sellingPoints } from './points.ts'

const passages: Passage[] = [
  { id: 'description', text: '赣南脐橙，树上自然成熟后采摘。单果直径75毫米以上，每箱5斤。不打蜡，不催熟！' },
  { id: 'storage', text: '阴凉处可放三十天，切开后请当天吃完。' },
  { id: 'report', text: '检测报告：可溶性固形物12.5%，农药残留未检出。' },
]
const says = (text: string) => groundingOf(text, passages, '赣南脐橙').unfounded.map((each) => `${each.kind} ${each.text}`)

describe('a sentence rests on its evidence', () => {
  test('what the passages say in their own words is let through, with where it stands', () => {
    for (const sentence of sentencesOf(passages)) expect(groundingOf(sentence.text, passages).unfounded).toEqual([])
    expect(groundingOf('脐橙不打蜡，每箱5斤', passages, '赣南脐橙').sources.map((each) => each.passageId)).toContain('description')
    expect(says('可放30天')).toEqual([])
  })

  test('an invented number is not, nor a true number beside another thing', () => {
    expect(says('每箱8斤')).toContain('number 8斤')
    expect(says('每箱12.5%')).toContain('number 12.5%')
    expect(says('可溶性固形物13%')).toContain('number 13%')
    expect(says('已售十万箱脐橙')).not.toEqual([])
  })

  test('an invented function, person, review or promise is not', () => {
    expect(says('脐橙可以美白皮肤')).not.toEqual([])
    expect(says('脐橙甜')).toContain('word 甜')
    expect(says('王教授推荐的脐橙')).not.toEqual([])
    expect(says('顾客说“甜到心里”')).toContain('quote 甜到心里')
    expect(says('脐橙销量第一')).toContain('claim 销量第一')
  })

  test('what is denied may not be affirmed, nor the other way round', () => {
    expect(says('农药残留检出')).not.toEqual([])
    expect(says('脐橙催熟')).toContain('negation 催熟')
    expect(says('不是树上自然成熟')).not.toEqual([])
  })

  test('two facts are not made into a third', () => {
    const evidence = [{ id: 'cream', text: '含神经酰胺和2%烟酰胺。敏感肌可用，不含酒精。儿童请勿使用。' }]
    const finds = (text: string) => groundingOf(text, evidence, '保湿面霜').unfounded.map((each) => each.kind)
    expect(finds('含2%烟酰胺')).toEqual([])
    expect(finds('敏感肌可用')).toEqual([])
    expect(finds('含2%神经酰胺')).toEqual(['number'])
    expect(finds('儿童可用')).not.toEqual([])
    expect(finds('敏感肌不可用')).not.toEqual([])
    expect(finds('儿童使用神经酰胺')).not.toEqual([])
  })

  test('what cannot be checked is refused', () => {
    expect(says('')).not.toEqual([])
    expect(says('这个可以')).not.toEqual([])
  })

  test('any number put in for another is found out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 100_000 }), (n) => {
        fc.pre(n !== 75 && n !== 30)
        expect(says(`每箱${n}斤`)).toContain(`number ${n}斤`)
      }),
    )
  })

  test('numbers are read in one way of writing', () => {
    expect(numbersOf('三十天、１０％、1.5 kg、两百二十瓶、一万二千次')).toEqual(['30天', '10%', '1.5kg', '220瓶', '12000次'])
  })
})

describe('claims', () => {
  const rulesOf = (text: string) => claimFindings(text).map((each) => each.rule)

  test('absolutes, cures, incomes and guarantees are found with their article', () => {
    expect(rulesOf('全国第一的顶级橙子')).toEqual(['absolute', 'absolute'])
    expect(rulesOf('可治疗失眠，降血糖')).toEqual(['medical', 'medical'])
    expect(rulesOf('躺赚不是梦')).toEqual(['income'])
    expect(rulesOf('绝对安全')).toEqual(['guarantee'])
    expect(claimFindings('最佳选择')[0]).toMatchObject({ from: 0, to: 2, text: '最佳', article: '广告法 9(三)' })
  })

  test('advice on use, the order of steps and a statement that nothing is cured are let be', () => {
    for (const text of ['最佳赏味期30天', '第一次使用请先清洗', '最大承重5公斤', '本品不能代替药物', '保质期最后一天', '最近上新'])
      expect(rulesOf(text)).toEqual([])
  })
})

const word = fc.constantFrom(
  '脐橙',
  '树上',
  '成熟',
  '采摘',
  '农药',
  '未检出',
  '包装',
  '新鲜',
  '每箱',
  '5斤',
  '直径',
  '最佳',
  '第一',
  '治疗',
  '，',
  '。',
  '！',
  '\n',
  ' ',
  'ab',
)
const anyPassages = fc
  .array(fc.array(word, { minLength: 1, maxLength: 40 }), { maxLength: 6 })
  .map((all) => all.map((words, at) => ({ id: `p${at}`, text: words.join('') })))

describe('what is taken out of passages', () => {
  test('is always a stretch of one, lawful, and no more than asked for', () => {
    fc.assert(
      fc.property(anyPassages, fc.integer({ min: 0, max: 6 }), (given, most) => {
        const points = sellingPoints(given, most)
        expect(points.length).toBeLessThanOrEqual(most)
        for (const point of points) {
          expect(given.find((each) => each.id === point.passageId)?.text.slice(point.from, point.to)).toBe(point.text)
          expect(claimFindings(point.text)).toEqual([])
        }
        expect(new Set(points.map((each) => `${each.passageId} ${each.from}`)).size).toBe(points.length)
      }),
    )
  })

  test('sentences are told apart and keep their place', () => {
    expect(sentencesOf(passages).map((each) => each.text)).toEqual([
      '赣南脐橙，树上自然成熟后采摘。',
      '单果直径75毫米以上，每箱5斤。',
      '不打蜡，不催熟！',
      '阴凉处可放三十天，切开后请当天吃完。',
      '检测报告：可溶性固形物12.5%，农药残留未检出。',
    ])
  })
})

describe('a digest of reviews', () => {
  test('counts reviews by aspect, each once, and turns what is denied', () => {
    const digest = digestReviews([
      { id: 'a', text: '很新鲜，味道好。味道真的好！快递慢。' },
      { id: 'b', text: '味道不好，包装完好' },
      { id: 'c', text: '味道不错，不新鲜' },
    ])
    const of = (aspect: string) => digest.find((each) => each.aspect === aspect)
    expect(of('taste')).toMatchObject({ good: 2, bad: 1 })
    expect(of('freshness')).toMatchObject({ good: 1, bad: 1 })
    expect(of('packaging')).toMatchObject({ good: 1, bad: 0 })
    expect(of('delivery')).toMatchObject({ good: 0, bad: 1 })
    expect(of('price')).toBeUndefined()
  })

  test('never counts more reviews than there are, and quotes them word for word', () => {
    fc.assert(
      fc.property(anyPassages, (reviews) => {
        for (const each of digestReviews(reviews)) {
          expect(Math.max(each.good, each.bad)).toBeLessThanOrEqual(reviews.length)
          for (const quote of each.quotes)
            expect(reviews.find(({ id }) => id === quote.passageId)?.text.slice(quote.from, quote.to)).toBe(quote.text)
        }
      }),
    )
  })
})
