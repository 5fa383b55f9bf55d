import type { ListingId, ProductId } from '@lianka/contract/ids'
import { expect, test } from 'vitest'
import { inTransaction } from '#platform/context'
import { changeListing, openShop } from '#shop/service'
import { type House, openHouse } from '../../test/house.ts'
import { asMember, join, offerGoods, openTown } from '../../test/people.ts'
import { indexAll, indexStale } from './service.ts'

type Page = {
  items: { title: string; listingId: ListingId; productId: ProductId; priceFen: number }[]
  next: string | null
  found: { words: string; corrected: boolean; near: boolean } | null
}

async function market(house: House) {
  const { keeper, shop, goods } = await openTown(house)
  const at = { id: keeper.id, shopId: shop.id }
  for (const title of [
    '寻乌脐橙 5 斤装',
    '赣南脐橙礼盒',
    '农家柑橘 10 斤',
    '可调光阅读灯',
    '半入耳蓝牙耳机',
    '头戴耳机 随行版',
    '林下散养土鸡蛋 30 枚',
  ])
    await offerGoods(house, at, { title, priceFen: 1000 + title.length * 100, supplyPriceFen: 500, supplierId: goods.supplierId })
  await house.settle()
  const find = async (query: Record<string, string>) => keeper.get<Page>(`/listings?${new URLSearchParams(query)}`)
  const titles = async (query: Record<string, string>) => (await find(query)).items.map(({ title }) => title)
  return { keeper, shop, goods, find, titles }
}

test('goods are found by what they are called, by sound, by initials, in traditional characters, and with a slip of the finger', async () => {
  await using house = await openHouse()
  const { find, titles } = await market(house)
  const oranges = ['寻乌脐橙 5 斤装', '赣南脐橙礼盒']
  expect((await titles({ words: '脐橙' })).toSorted()).toEqual(oranges.toSorted())
  expect((await find({ words: '脐橙' })).found).toEqual({ words: '脐橙', corrected: false, near: false })
  // Another word for the same.
  expect((await titles({ words: '橙子' })).toSorted()).toEqual(oranges.toSorted())
  expect(await titles({ words: '臍橙 5斤' })).toEqual(['寻乌脐橙 5 斤装'])
  for (const [typed, meant] of [
    ['qicheng', '脐橙'],
    ['qc', '脐橙'],
    ['脐澄', '脐橙'],
    ['qichen', '脐橙'],
    ['脐cheng', '脐橙'],
    ['ganju', '柑橘'],
    ['gj', '柑橘'],
    ['ganjv', '柑橘'],
    ['lanyaerji', '蓝牙耳机'],
    ['yueduden', '阅读灯'],
    ['gannanqicheng', '赣南脐橙'],
  ] as const) {
    const { items, found } = await find({ words: typed })
    expect(found, typed).toEqual({ words: meant, corrected: true, near: false })
    expect(items.length, typed).toBeGreaterThan(0)
  }
  // Whoever insists gets what they typed.
  expect((await find({ words: '脐澄', exact: '1' })).items).toEqual([])
  expect((await find({ words: '芳草护肤厂' })).items.length).toBeGreaterThan(0)
})

test('what has all of the words comes first, and what has some only when nothing has all', async () => {
  await using house = await openHouse()
  const { find, titles } = await market(house)
  expect(await titles({ words: '蓝牙耳机' })).toEqual(['半入耳蓝牙耳机'])
  const nearly = await find({ words: '阅读灯 脐橙' })
  expect(nearly.found?.near).toBe(true)
  expect(nearly.items.map(({ title }) => title).toSorted()).toEqual(['可调光阅读灯', '寻乌脐橙 5 斤装', '赣南脐橙礼盒'].toSorted())
  expect(await find({ words: '量子计算机' })).toEqual({
    items: [],
    next: null,
    found: { words: '量子计算机', corrected: false, near: false },
  })
})

test('a search is two statements however it is typed, and a list one', async () => {
  await using house = await openHouse()
  const { find } = await market(house)
  for (const query of [
    { words: '脐橙' },
    { words: 'qichen' },
    { words: '阅读灯 脐橙' },
    { words: '脐橙', sort: 'price', priceFromFen: '100' },
  ] as Record<string, string>[]) {
    house.statements.length = 0
    await find(query)
    expect(house.statements.length, JSON.stringify(query)).toBeLessThanOrEqual(2)
  }
  house.statements.length = 0
  await find({ sort: 'price-down', origin: '36', ratingFrom: '0' })
  expect(house.statements.length).toBe(1)
})

test('a list that is scrolled through shows everything once, in every order, with goods arriving meanwhile', async () => {
  await using house = await openHouse()
  const { keeper, shop, goods, find } = await market(house)
  for (const query of [
    { sort: 'sold' },
    { sort: 'relevance' },
    { sort: 'newest' },
    { sort: 'price' },
    { sort: 'price-down' },
    { words: '斤 芳草护肤厂' },
    { words: '芳草护肤厂', sort: 'price' },
    { shopId: shop.id, sort: 'price-down' },
    { shopId: shop.id, words: '芳草护肤厂' },
  ] as Record<string, string>[]) {
    const all = (await find({ ...query, limit: '50' })).items.map(({ title }) => title)
    const scrolled: string[] = []
    let after: string | null = ''
    for (let page = 0; page < 20 && after !== null; page++) {
      const { items, next }: Page = await find({ ...query, limit: '3', ...(after && { after }) })
      scrolled.push(...items.map(({ title }) => title))
      after = next
      if (page === 0) {
        await offerGoods(
          house,
          { id: keeper.id, shopId: shop.id },
          { title: `新到 ${Math.round(performance.now())}`, priceFen: 900, supplyPriceFen: 500, supplierId: goods.supplierId },
        )
      }
    }
    expect(new Set(scrolled).size, JSON.stringify(query)).toBe(scrolled.length)
    expect(
      scrolled.filter((title) => !title.startsWith('新到')),
      JSON.stringify(query),
    ).toEqual(all.filter((title) => !title.startsWith('新到')))
  }
})

test('of a product in two shops the cheaper listing stands for both, and the other when it goes', async () => {
  await using house = await openHouse()
  const { find, goods, keeper } = await market(house)
  const zhou = await join(house, '周岚')
  const second = await openShop(asMember(house.ctx, zhou.id), {
    name: '岚山小铺',
    intro: '',
    front: '/pictures/shop-front-1.svg',
    regionCode: '360702',
  })
  const as = asMember(house.ctx, zhou.id, second.id)
  const { listingId } = await zhou.send<{ listingId: ListingId }>('POST', `/market/${goods.productId}/listing`)
  const shown = async () => (await find({ words: '积雪草' })).items.map(({ listingId, priceFen }) => ({ listingId, priceFen }))
  await changeListing(as, listingId, { prices: [{ skuId: goods.skuId, priceFen: goods.priceFen - 100 }] })
  await house.settle()
  expect(await shown()).toEqual([{ listingId, priceFen: goods.priceFen - 100 }])
  expect((await find({ words: '岚山小铺' })).items.map(({ productId }) => productId)).toEqual([goods.productId])
  await changeListing(as, listingId, { onSale: false })
  expect(await shown()).toEqual([{ listingId: goods.listingId, priceFen: goods.priceFen }])
  await changeListing(asMember(house.ctx, keeper.id, goods.shopId), goods.listingId, { onSale: false })
  expect(await shown()).toEqual([])
})

test('two shops that change their prices at once leave the cheaper one standing, and two readers read nothing twice', async () => {
  await using house = await openHouse()
  const { goods, keeper } = await market(house)
  const zhou = await join(house, '周岚')
  const second = await openShop(asMember(house.ctx, zhou.id), {
    name: '岚山小铺',
    intro: '',
    front: '/pictures/shop-front-1.svg',
    regionCode: '360702',
  })
  const { listingId } = await zhou.send<{ listingId: ListingId }>('POST', `/market/${goods.productId}/listing`)
  const [wang, lan] = [asMember(house.ctx, keeper.id, goods.shopId), asMember(house.ctx, zhou.id, second.id)]
  for (let round = 0; round < 10; round++) {
    const [a, b] = [goods.priceFen + round, goods.priceFen + 9 - round]
    await Promise.all([
      changeListing(wang, goods.listingId, { prices: [{ skuId: goods.skuId, priceFen: a }] }),
      changeListing(lan, listingId, { prices: [{ skuId: goods.skuId, priceFen: b }] }),
    ])
    const { rows } = await house.pool.query('select listing_id, price_from from search_rows where product_id = $1', [goods.productId])
    expect(rows[0], `${a} and ${b}`).toMatchObject({ price_from: Math.min(a, b) })
  }
  await house.pool.query('insert into search_stale (product_id) select product_id from search_rows')
  const [one, other] = await Promise.all([indexStale(house.ctx), indexStale(house.ctx)])
  expect(Math.min(one, other)).toBe(0)
  expect(Math.max(one, other)).toBeGreaterThan(5)
})

test('filters hold in lists and searches, over all shops and in one', async () => {
  await using house = await openHouse()
  const { find, shop } = await market(house)
  for (const shopId of [undefined, shop.id]) {
    for (const words of [undefined, '耳机 脐橙 柑橘 土鸡蛋']) {
      const query = { ...(shopId && { shopId }), ...(words && { words }) }
      const cheap = (await find({ ...query, priceToFen: '1900', priceFromFen: '1700' })).items
      expect(cheap.length).toBeGreaterThan(0)
      expect(cheap.every(({ priceFen }) => priceFen >= 1700 && priceFen <= 1900)).toBe(true)
      expect((await find({ ...query, origin: '44' })).items).toEqual([])
      expect((await find({ ...query, origin: '36', inStock: '1' })).items.length).toBeGreaterThan(3)
      expect((await find({ ...query, ratingFrom: '40' })).items).toEqual([])
      expect((await find({ ...query, categoryId: 'nothing' })).items).toEqual([])
    }
  }
})

test('suggestions begin as one types, and hot words are those people found something with', async () => {
  await using house = await openHouse()
  const { keeper, find } = await market(house)
  const suggested = (words: string) =>
    keeper.get<{ words: string[]; categories: { zh: string }[]; shops: { name: string }[] }>(
      `/search/suggestions?words=${encodeURIComponent(words)}`,
    )
  expect((await suggested('脐')).words).toContain('脐橙')
  expect((await suggested('qic')).words).toContain('脐橙')
  expect((await suggested('lan')).words).toContain('蓝牙耳机')
  expect((await suggested('赣南 qc')).words).toContain('赣南 脐橙')
  expect((await suggested('meihu')).categories.map(({ zh }) => zh)).toEqual(['美护'])
  expect((await suggested('芳邻')).shops.map(({ name }) => name)).toEqual(['芳邻小店'])
  const start = () => keeper.get<{ hot: string[]; origins: { name: string }[] }>('/search/start')
  expect((await start()).hot).toEqual([])
  for (const words of ['脐橙', 'qicheng', '阅读灯', '没有这样的东西']) await find({ words })
  expect(await start()).toMatchObject({ hot: ['脐橙', '阅读灯'], origins: [{ name: '江西省' }] })
  await house.clock.advance({ days: 8 })
  expect((await start()).hot).toEqual([])
})

test('goods are found as soon as the jobs of the transaction that put them on sale have run, and one transaction adds one job', async () => {
  await using house = await openHouse()
  const { find, keeper, shop, goods } = await market(house)
  const jobs = async () =>
    (await house.pool.query("select count(*)::int as n from graphile_worker.jobs where task_identifier = 'search.index'")).rows[0].n
  await inTransaction(house.ctx, async (ctx) => {
    for (const title of ['云南小粒咖啡', '建水紫陶杯'])
      await offerGoods({ ...house, ctx }, { id: keeper.id, shopId: shop.id }, { title, supplierId: goods.supplierId })
  })
  expect(await jobs()).toBe(1)
  await house.runJobs()
  expect((await find({ words: '小粒咖啡' })).items.length).toBe(1)
  expect((await find({ words: 'zitaobei' })).items.length).toBe(1)
})

test('reading all goods again leaves every count as it was', async () => {
  await using house = await openHouse()
  const { find } = await market(house)
  const counts = async () => (await house.pool.query('select word, in_a, in_b, in_c from search_words where in_c <> 0 order by word')).rows
  const before = await counts()
  expect(before.length).toBeGreaterThan(30)
  const { rows } = await house.pool.query(
    "select substr(lexeme, 2) as word, (count(*) filter (where lexeme like 'A%'))::int as in_a, (count(*) filter (where lexeme like 'B%'))::int as in_b, (count(*) filter (where lexeme like 'C%'))::int as in_c from search_rows, unnest(words) group by 1 order by 1",
  )
  expect(before).toEqual(rows)
  await house.pool.query("update products set title = '寻乌血橙 5 斤装' where title like '寻乌脐橙%'")
  await house.settle()
  expect((await find({ words: '血橙' })).items.length).toBe(1)
  expect(await indexAll(house.ctx)).toBeGreaterThan(5)
  const after = await counts()
  await indexAll(house.ctx)
  expect(await counts()).toEqual(after)
})
