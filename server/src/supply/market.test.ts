import type { ListingNotice } from '@lianka/contract/market'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, bearer, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse } from '../../test/house.ts'
import { type Goods, offerGoods, openTown, type Person } from '../../test/people.ts'

let house: House
let keeper: Person
let goods: Goods
let supplier: Headers
let officer: Headers
const offers: Goods[] = []

beforeAll(async () => {
  house = await openHouse()
  const town = await openTown(house)
  keeper = town.keeper
  goods = town.goods
  supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  officer = await signInAs(house, 'operator-admin')
  for (const [title, priceFen, supplyPriceFen] of [
    ['高山茶', 9_900, 4_000],
    ['脐橙', 3_990, 1_800],
    ['竹篮', 5_900, 5_000],
  ] as const)
    offers.push(
      await offerGoods(house, { id: keeper.id, shopId: goods.shopId }, { title, priceFen, supplyPriceFen, supplierId: goods.supplierId }),
    )
})
afterAll(() => house[Symbol.asyncDispose]())

type Tile = { productId: string; title: string; marginFen: number; supplierRegion: string; minPriceFen: number; listed: boolean }
const market = (query: string) => keeper.get<{ items: Tile[]; next: string | null }>(`/market?${query}`)
const titles = async (query: string) => (await market(query)).items.map(({ title }) => title)
const notices = () => keeper.get<{ items: ListingNotice[]; unseen: number }>('/my/shop/notices')
const setPrices = (skuId: string, [supply, low, suggested, high]: [number, number, number, number], headers = supplier) =>
  ask(house, 'PATCH', `/console/skus/${skuId}/prices`, {
    headers,
    body: { supplyPriceFen: supply, minPriceFen: low, suggestedPriceFen: suggested, maxPriceFen: high },
  })

test('a shopkeeper finds goods by margin, price, place and words, page by page without a gap or a repeat', async () => {
  const { items } = await market('sort=margin')
  expect(items.map(({ marginFen }) => marginFen)).toEqual([24_401, 5_801, 2_151, 841])
  expect(items[0]).toMatchObject({ title: '积雪草护肤礼盒', supplierRegion: expect.stringContaining('寻乌') })
  expect(await titles('sort=price')).toEqual(['脐橙', '竹篮', '高山茶', '积雪草护肤礼盒'])
  expect(await titles('minMarginFen=2000&sort=margin')).toEqual(['积雪草护肤礼盒', '高山茶', '脐橙'])
  // The clock stands still here, so of goods made in one moment none is newer.
  expect((await titles('province=36&sort=newest')).sort()).toEqual(['积雪草护肤礼盒', '竹篮', '脐橙', '高山茶'].sort())
  expect(await titles('province=44')).toEqual([])
  expect(await titles(`words=${encodeURIComponent('茶')}`)).toEqual(['高山茶'])
  for (const sort of ['newest', 'sold', 'margin', 'price']) {
    const seen: string[] = []
    let after = ''
    do {
      const page = await market(`sort=${sort}&limit=1${after && `&after=${encodeURIComponent(after)}`}`)
      seen.push(...page.items.map(({ productId }) => productId))
      after = page.next ?? ''
    } while (after && seen.length < 9)
    expect([sort, new Set(seen).size, seen.length]).toEqual([sort, 4, 4])
  }
})

test('several are listed at once; one that is gone stops no other, and again changes nothing', async () => {
  const { productId } = offers[2] as Goods
  await ask(house, 'POST', `/console/products/${productId}/decision`, { headers: officer, body: { decision: 'withdraw', reason: '停产' } })
  const productIds = [...offers.map((offer) => offer.productId), offers[0]?.productId]
  const list = () =>
    keeper.send<{ items: { listingId: string | null; refusal: { code: string } | null }[] }>('POST', '/market/listings', { productIds })
  const first = await list()
  expect(first.items.map(({ refusal }) => refusal?.code ?? 'listed')).toEqual(['listed', 'listed', 'catalog.product_not_found'])
  expect(first.items[0]?.listingId).toBe(offers[0]?.listingId)
  expect(await list()).toEqual(first)
})

test('before it changes a band, a supplier sees at what prices shops have the option', async () => {
  const { skuId } = offers[0] as Goods
  const read = (headers: Headers) => ask(house, 'GET', `/console/skus/${skuId}/shop-prices`, { headers })
  expect((await read(supplier)).json()).toEqual({ items: [{ priceFen: 9_900, shops: 1 }] })
})

test('when the supplier changes its prices, shops outside the new band follow to its edge and are told', async () => {
  const tea = offers[0] as Goods
  await keeper.send('PATCH', `/my/shop/listings/${tea.listingId}`, { prices: [{ skuId: tea.skuId, priceFen: 12_000 }] })
  expect((await setPrices(tea.skuId, [5_000, 4_000, 9_900, 11_000])).json().code).toBe('request.invalid')
  expect((await setPrices('sku_nobody00', [5_000, 8_000, 9_900, 11_000])).json().code).toBe('catalog.sku_not_found')
  expect((await setPrices(tea.skuId, [5_000, 8_000, 9_900, 11_000])).json()).toEqual({ movedListings: 1 })
  expect((await setPrices(tea.skuId, [5_000, 8_000, 9_900, 11_000])).json()).toEqual({ movedListings: 0 })
  const listed = await keeper.get<{ priceFen: number }>(`/listings/${tea.listingId}`)
  expect(listed.priceFen).toBe(11_000)
  const told = await notices()
  expect(told.items.slice(0, 2).map(({ kind, beforeFen, afterFen, title }) => [kind, title, beforeFen, afterFen])).toEqual([
    ['price_moved', '高山茶', 12_000, 11_000],
    ['supply_price', '高山茶', 4_000, 5_000],
  ])
})

test('goods that stop selling and come back are told once each, whoever stopped them', async () => {
  const decide = (decision: string, reason = '') =>
    ask(house, 'POST', `/console/suppliers/${goods.supplierId}/decision`, { headers: officer, body: { decision, reason } })
  const before = (await notices()).items.length
  for (let again = 0; again < 2; again += 1) expect((await decide('suspend', '抽检不合格')).statusCode).toBe(200)
  const stopped = (await notices()).items.filter(({ kind }) => kind === 'stopped')
  // The withdrawn basket was told of before.
  expect(stopped.map(({ title }) => title).sort()).toEqual(['积雪草护肤礼盒', '竹篮', '脐橙', '高山茶'].sort())
  expect((await decide('approve')).statusCode).toBe(200)
  const after = await notices()
  expect(
    after.items
      .filter(({ kind }) => kind === 'back')
      .map(({ title }) => title)
      .sort(),
  ).toEqual(['积雪草护肤礼盒', '脐橙', '高山茶'].sort())
  expect([after.items.length, after.unseen]).toEqual([before + 6, after.items.length])
  await keeper.send('POST', '/my/shop/notices/seen')
  expect((await notices()).unseen).toBe(0)
})

test('share materials are the supplier’s words and pictures, or what the product says of itself', async () => {
  const tea = offers[0] as Goods
  const read = () => keeper.get<{ items: { text: string; pictures: string[] }[] }>(`/market/${tea.productId}/materials`)
  expect((await read()).items).toEqual([{ text: '高山茶\n面霜与精华', pictures: ['/pictures/gift-box.svg'] }])
  const items = [{ text: '清明前一芽一叶，只有三百斤。', pictures: ['/pictures/tea.svg'] }]
  const write = (headers: Headers) => ask(house, 'PUT', `/console/products/${tea.productId}/materials`, { headers, body: { items } })
  expect((await write(supplier)).json()).toEqual({ items })
  expect((await read()).items).toEqual(items)
  const rival = await signInAs(house, 'supplier-staff', (await offerGoods(house, { id: keeper.id, shopId: goods.shopId })).supplierId)
  expect((await write(rival)).json().code).toBe('catalog.product_not_found')
  const prices = await ask(house, 'GET', `/console/skus/${tea.skuId}/shop-prices`, { headers: rival })
  expect(prices.json().code).toBe('catalog.sku_not_found')
  expect((await ask(house, 'GET', '/market', { headers: bearer(keeper) })).statusCode).toBe(200)
})
