import { expect, test } from 'vitest'
import { type Facts, learntTags, stageOf, tagsOf, together } from './rules.ts'

const facts = (known: Partial<Facts>): Facts => ({
  views: 1,
  goods: 1,
  dwellSeconds: 5,
  days: 1,
  marked: 0,
  shared: 0,
  asked: null,
  orders: 0,
  categories: [],
  fromNickname: null,
  ...known,
})

test.each<[Partial<Facts>, string, string]>([
  [{}, 'looked', '看过 1 次，停留 5 秒'],
  [{ goods: 3 }, 'interested', '看了 3 件商品'],
  [{ dwellSeconds: 200 }, 'interested', '共停留 3 分 20 秒'],
  [{ days: 2 }, 'interested', '来过 2 天'],
  [{ marked: 1 }, 'interested', '收藏了 1 件'],
  [{ shared: 2, goods: 9 }, 'interested', '看了 9 件商品；转发过 2 次'],
  [{ asked: 'requested', goods: 9 }, 'in_touch', '申请看您的联系方式'],
  [{ asked: 'approved' }, 'in_touch', '您同意了联系方式申请'],
  [{ orders: 1, asked: 'approved' }, 'ordered', '买过 1 次'],
  [{ orders: 4 }, 'returning', '买过 4 次'],
])('%j is %s, because %s', (known, stage, because) => {
  const found = stageOf(facts(known))
  expect([found.stage, found.reasons.map(({ zh }) => zh).join('；')]).toEqual([stage, because])
  expect(found.reasons.every(({ en }) => en.length > 0)).toBe(true)
})

const beauty = { zh: '美护', en: 'Beauty', dwellSeconds: 80 }
const fresh = { zh: '生鲜', en: 'Fresh', dwellSeconds: 20 }

test('tags are learnt where most of the time goes, and say from what; one taken off stays off', () => {
  const known = facts({ categories: [fresh, beauty], days: 3, fromNickname: '周岚' })
  expect(learntTags(known).map(({ tag, learntFrom }) => [tag, learntFrom?.zh])).toEqual([
    ['美护', '停留时间的 80% 在美护'],
    ['常来', '来过 3 天'],
    ['经周岚', '从周岚的分享来'],
  ])
  const own = [
    { tag: '要送礼', on: true },
    { tag: '常来', on: false },
  ]
  expect(tagsOf(known, own).map(({ tag }) => tag)).toEqual(['要送礼', '美护', '经周岚'])
})

test('two taken for one add up', () => {
  const both = together(facts({ orders: 1, categories: [beauty] }), facts({ orders: 1, categories: [beauty, fresh], asked: 'requested' }))
  expect(stageOf(both).stage).toBe('returning')
  expect(both).toMatchObject({ views: 2, asked: 'requested', categories: [{ en: 'Beauty', dwellSeconds: 160 }, fresh] })
})
