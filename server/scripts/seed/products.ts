import type { Category, Lot, Product, Sku, Supplier, TraceEvent } from './entities.ts'
import type { Good, OptionRow } from './good.ts'
import { beautyShelf } from './goods-beauty.ts'
import { digitalShelf } from './goods-digital.ts'
import { familyShelf } from './goods-family.ts'
import { freshShelf } from './goods-fresh.ts'
import { homeShelf } from './goods-home.ts'
import { pantryShelf } from './goods-pantry.ts'
import type { Random } from './random.ts'

export const shelves = [freshShelf, homeShelf, beautyShelf, digitalShelf, pantryShelf, familyShelf] as const

export const goodOf: ReadonlyMap<string, Good> = new Map(shelves.flatMap((shelf) => shelf.goods.map((good) => [good.key, good])))

const fen = (yuan: number) => Math.round(yuan * 100)

const toSku = (good: string, [optionValue, supply, min, suggested, max, stock, grams]: OptionRow, index: number): Sku => ({
  key: `${good}-${index + 1}`,
  optionValue,
  supplyPriceFen: fen(supply),
  minPriceFen: fen(min),
  suggestedPriceFen: fen(suggested),
  maxPriceFen: fen(max),
  stock,
  weightGrams: grams,
})

type Check = { agency: string; items: string; result: string; pages: number }

/** Agencies are made up; what they test is what such goods are tested for. */
const checks: Record<Category, Check> = {
  fresh: { agency: '章江农产品检测（演示）', items: '农药残留 47 项', result: '47 项均未检出', pages: 3 },
  home: { agency: '瓷都日用品检验所（演示）', items: '铅、镉溶出量等 6 项', result: '6 项符合 GB 4806', pages: 4 },
  beauty: { agency: '赣南日化检验中心（演示）', items: '微生物、重金属等 9 项', result: '9 项符合《化妆品安全技术规范》', pages: 5 },
  digital: { agency: '甬江电器检测（演示）', items: '电气安全 12 项', result: '12 项符合要求', pages: 8 },
  pantry: { agency: '章江农产品检测（演示）', items: '理化与污染物 15 项', result: '15 项符合标准', pages: 4 },
  family: { agency: '保定纺织品检验所（演示）', items: '甲醛、pH、色牢度等 8 项', result: '8 项符合 A 类要求', pages: 4 },
}

const makingWords: Record<Category, string> = {
  fresh: '采摘',
  home: '制作',
  beauty: '灌装',
  digital: '装配',
  pantry: '制作',
  family: '制作',
}

function traceOf(good: Good, category: Category, supplier: Supplier, madeHoursAgo: number): TraceEvent[] {
  const check = checks[category]
  const fresh = category === 'fresh'
  return [
    {
      step: fresh ? 'field' : 'workshop',
      title: `${makingWords[category]} · ${good.maker}`,
      detail: fresh ? '当天采收，人工分选' : '按批投料，留样一份',
      place: supplier.county,
      hoursAgo: madeHoursAgo,
      picture: fresh ? 'trace-field' : 'trace-workshop',
    },
    {
      step: 'inspection',
      title: `检测 · ${check.items}`,
      detail: check.result,
      place: check.agency,
      hoursAgo: madeHoursAgo - (fresh ? 14 : 40),
      picture: 'trace-inspection',
    },
    {
      step: 'warehouse',
      title: `入库 · ${supplier.address.city}${fresh ? '冷库' : '仓'}`,
      detail: fresh ? '2–5 ℃ 存放' : '阴凉干燥处存放',
      place: supplier.address.city,
      hoursAgo: madeHoursAgo - (fresh ? 22 : 60),
      picture: 'trace-warehouse',
    },
  ]
}

function makeLot(good: Good, category: Category, supplier: Supplier, number: number, newest: boolean, random: Random): Lot {
  const fresh = category === 'fresh'
  const madeHoursAgo = fresh ? (newest ? random.between(40, 90) : random.between(150, 190)) : random.between(20, 60) * 24
  const check = checks[category]
  return {
    key: `${good.key}-lot-${newest ? 'b' : 'a'}`,
    number: `DEMO-${String(number).padStart(4, '0')}-${newest ? '02' : '01'}`,
    origin: `${supplier.county} · ${good.maker}`,
    maker: good.maker,
    madeHoursAgo,
    ...(good.shelfDays ? { bestBeforeInHours: good.shelfDays * 24 - madeHoursAgo } : {}),
    quantity: good.options.reduce((sum, option) => sum + option[5], 0),
    events: traceOf(good, category, supplier, madeHoursAgo),
    inspection: {
      ...check,
      reportNumber: `DEMO-${fresh || category === 'pantry' ? 'ZJ' : 'QC'}-${String(number).padStart(4, '0')}${newest ? 'B' : 'A'}`,
      hoursAgo: madeHoursAgo - (fresh ? 14 : 40),
    },
  }
}

export function makeProducts(suppliers: readonly Supplier[], random: Random): Product[] {
  let number = 380
  return shelves.flatMap(({ category, goods }) =>
    goods.map((good) => {
      const supplier = suppliers.find((one) => one.key === good.supplier)
      if (!supplier) throw new Error(`${good.key} names the unknown supplier ${good.supplier}`)
      number += 1
      const lots = [makeLot(good, category, supplier, number, true, random)]
      if (category === 'fresh') lots.unshift(makeLot(good, category, supplier, number, false, random))
      return {
        key: good.key,
        supplier: good.supplier,
        category,
        title: good.title,
        subtitle: good.subtitle,
        description: good.description,
        optionName: good.optionName,
        skus: good.options.map((option, index) => toSku(good.key, option, index)),
        pictures: [good.key, `origin-${good.from}`],
        attributes: Object.entries(good.attributes).map(([name, value]) => ({ name, value })),
        returnExcepted: category === 'fresh',
        designated: good.designated ?? false,
        lots,
      }
    }),
  )
}
