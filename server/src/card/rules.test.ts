import { expect, test } from 'vitest'
import { openFor, type ShopHistory, trustFacts } from './rules.ts'

const now = new Date('2026-12-01T04:00:00Z')
const newShop: ShopHistory = {
  openedAt: new Date('2026-11-25T04:00:00Z'),
  onSaleCount: 0,
  inspectedCount: 0,
  reports: [],
  receivedOrderCount: 0,
  decidedCount: 0,
  acceptedCount: 0,
  meanHoursToDecide: null,
}

test('a shop of last week claims nothing', () => {
  expect(trustFacts(newShop, now)).toEqual([])
})

test('each fact of Wang’s shop names the record it is counted from', () => {
  const facts = trustFacts(
    {
      openedAt: new Date('2026-05-05T04:00:00Z'),
      onSaleCount: 14,
      inspectedCount: 13,
      reports: [
        {
          title: '寻乌脐橙 5 斤装',
          result: '47 项均未检出',
          agency: '章江农产品检测',
          reportNumber: 'ZJ-0381B',
          issuedAt: '2026-11-28T20:00:00Z',
          fileId: 'fil_1',
        },
      ],
      receivedOrderCount: 62,
      decidedCount: 9,
      acceptedCount: 8,
      meanHoursToDecide: 5.4,
    },
    now,
  )
  expect(facts.map((fact) => [fact.zh, fact.sourceZh, fact.path])).toEqual([
    ['在售 14 件商品，13 件附检验报告', '各商品当前批次的报告，商品页可查', null],
    ['寻乌脐橙 5 斤装：47 项均未检出', '章江农产品检测报告 ZJ-0381B，2026-11-29', '/files/fil_1'],
    ['9 次售后，同意 8 次，平均 5 小时答复', '本店订单的售后记录', null],
    ['62 张订单已签收', '本店订单的签收记录', null],
    ['开店 7 个月', '2026-05-05 开店', null],
  ])
})

test('time since the opening is told in years and months', () => {
  expect(openFor(new Date('2025-11-20T00:00:00Z'), now)).toEqual({ zh: '1 年', en: '1 year' })
  expect(openFor(new Date('2025-09-20T00:00:00Z'), now)).toEqual({ zh: '1 年 2 个月', en: '1 year 2 months' })
})
