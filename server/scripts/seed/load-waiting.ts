import type { Fen } from '@lianka/contract/money'
import { addSupplier, publishProduct, submitProduct } from '#supply/service'
import { at } from './regions.ts'
import { asSupplier, asSystem, hoursBefore, later, named, type Stage } from './stage.ts'

/** What lies on the platform's desk this morning: goods to look at and a supplier who wants in. */
export async function loadWaiting(stage: Stage): Promise<void> {
  const submittedAt = hoursBefore(stage, 3)
  const orchard = asSupplier(stage, submittedAt, named(stage.suppliers, 'zhong-orchard'))
  const fen = (yuan: number) => (yuan * 100) as Fen
  const familyBox = await publishProduct(orchard, {
    categoryId: 'fresh',
    title: '寻乌脐橙 家庭装 20 斤',
    subtitle: '大小混装，约 45 个，坏果包赔',
    description: '同一片园子，不分大小一起装箱，省下分选的工夫。箱子厚一层，适合几家分着吃。',
    pictures: ['/pictures/oranges.svg', '/pictures/origin-orange-orchard.svg'],
    attributes: [
      { name: '品种', value: '纽荷尔' },
      { name: '果径', value: '60–85 mm 混装' },
    ],
    returnExcepted: true,
    showSupplierPart: true,
    skus: [
      {
        name: '20 斤装',
        supplyPriceFen: fen(76),
        minPriceFen: fen(99),
        suggestedPriceFen: fen(119),
        maxPriceFen: fen(148),
        stock: 120,
        weightGrams: 10_400,
      },
    ],
    lot: {
      code: 'DEMO-0461-01',
      origin: '江西省寻乌县 · 寻乌钟家果园',
      producer: '寻乌钟家果园',
      story: '今年第一次做大箱，先来 120 箱。',
      bestBefore: later(submittedAt, { days: 20 }).toISOString(),
      events: [{ kind: 'harvest', at: hoursBefore(stage, 30).toISOString(), place: '江西省寻乌县', note: '采摘：当天采收，不分大小' }],
      inspection: null,
    },
  })
  await submitProduct(orchard, familyBox.id)
  const { districtCode } = at('shangyou', '')
  await addSupplier(asSystem(stage, hoursBefore(stage, 20)), {
    name: '上犹五指峰茶厂',
    regionCode: districtCode,
    story: '高山绿茶，清明前后只采一芽一叶；想把三十户茶农的茶直接卖给喝茶的人。',
    licenceNumber: `91DEMO9001${districtCode}XX`,
    licenceExpiresAt: later(stage.loadedAt, { days: 1100 }),
    state: 'applied',
  })
}
