import { drawPicture, pictureKeys } from '@lianka/design/art/pictures'
import { areaList } from '@vant/area-data'
import { describe, expect, it } from 'vitest'
import { categories, courses } from './entities.ts'
import { makeWorld } from './world.ts'

const world = makeWorld(1)
const byKey = <T extends { key: string }>(all: readonly T[]) => new Map(all.map((one) => [one.key, one]))
const people = byKey(world.people)
const products = byKey(world.products)
const orders = byKey(world.orders)
const shops = byKey(world.shops)

describe('the demo world', () => {
  it('is the same for the same seed and another for another', () => {
    expect(makeWorld(1)).toEqual(world)
    expect(makeWorld(2)).not.toEqual(world)
    for (let seed = 3; seed <= 12; seed++) expect(makeWorld(seed).orders, `seed ${seed}`).toHaveLength(300)
  })

  it('has the promised sizes, each thing once', () => {
    expect([world.products.length, world.shops.length, world.people.length, world.orders.length]).toEqual([60, 12, 80, 300])
    expect(world.suppliers.length).toBeGreaterThanOrEqual(6)
    expect(world.reviews.length).toBeGreaterThan(150)
    expect(world.visits.length).toBeGreaterThan(300)
    for (const category of categories) expect(world.products.filter((product) => product.category === category)).toHaveLength(10)
    for (const course of courses)
      expect(
        world.orders.some((order) => order.course === course),
        course,
      ).toBe(true)
    const keys = [
      world.suppliers,
      world.products,
      world.people,
      world.shops,
      world.orders,
      world.reviews,
      world.visits,
      world.consultations,
    ].map((all) => all.map((one) => one.key))
    keys.push(
      world.people.map((person) => person.phone),
      world.people.map((person) => person.paymentAccount),
      world.people.map((person) => person.name),
    )
    keys.push(
      world.products.flatMap((product) => product.skus.map((sku) => sku.key)),
      world.products.flatMap((product) => product.lots.map((lot) => lot.number)),
    )
    for (const some of keys) expect(new Set(some).size).toBe(some.length)
  })

  it('shows only pictures that can be drawn', () => {
    const wanted = [
      ...world.suppliers.map((supplier) => supplier.picture),
      ...world.products.flatMap((product) => [
        ...product.pictures,
        ...product.lots.flatMap((lot) => lot.events.map((event) => event.picture)),
      ]),
      ...world.people.map((person) => person.portrait),
      ...world.shops.map((shop) => shop.picture),
    ]
    for (const key of wanted) expect(pictureKeys, key).toContain(key)
  })

  it('names real districts', () => {
    for (const { address } of [...world.people, ...world.suppliers]) {
      expect(areaList.province_list[address.provinceCode]).toBe(address.province)
      expect(areaList.city_list[address.cityCode]).toBe(address.city)
      expect(areaList.county_list[address.districtCode]).toBe(address.district)
    }
  })
})

describe('its goods', () => {
  it('are priced inside the supplier’s band, above what they cost', () => {
    for (const { skus } of world.products)
      for (const sku of skus) {
        expect(sku.supplyPriceFen, sku.key).toBeLessThan(sku.minPriceFen)
        expect(sku.minPriceFen, sku.key).toBeLessThanOrEqual(sku.suggestedPriceFen)
        expect(sku.suggestedPriceFen, sku.key).toBeLessThanOrEqual(sku.maxPriceFen)
      }
    for (const listing of world.shops.flatMap((shop) => shop.listings)) {
      const product = products.get(listing.product)
      expect(listing.prices).toHaveLength(product?.skus.length ?? -1)
      for (const price of listing.prices) {
        const sku = product?.skus.find((one) => one.key === price.sku)
        expect(price.priceFen, price.sku).toBeGreaterThanOrEqual(sku?.minPriceFen ?? Number.POSITIVE_INFINITY)
        expect(price.priceFen, price.sku).toBeLessThanOrEqual(sku?.maxPriceFen ?? 0)
      }
    }
  })

  it('count one designated product at 499 yuan whose margin carries both shares', () => {
    const designated = world.products.filter((product) => product.designated)
    expect(designated.map((product) => product.key)).toEqual(['gift-box'])
    const sku = designated[0]!.skus[0]!
    expect(sku.suggestedPriceFen).toBe(49_900)
    expect((sku.suggestedPriceFen - sku.supplyPriceFen) / sku.suggestedPriceFen).toBeGreaterThanOrEqual(0.35)
  })

  it('come in lots whose story runs forward and that are not past their date', () => {
    for (const lot of world.products.flatMap((product) => product.lots)) {
      const hours = lot.events.map((event) => event.hoursAgo)
      expect(hours).toEqual(hours.toSorted((a, b) => b - a))
      expect(hours.at(-1)).toBeGreaterThan(0)
      expect(lot.bestBeforeInHours ?? 1, lot.key).toBeGreaterThan(0)
    }
  })
})

describe('its people', () => {
  it('were brought by somebody who had joined before, or by nobody', () => {
    for (const person of world.people) {
      if (person.referrer === undefined) continue
      expect(people.get(person.referrer)?.joinedHoursAgo, person.name).toBeGreaterThan(person.joinedHoursAgo)
    }
    expect(world.people.filter((person) => person.referrer === undefined).length).toBeGreaterThan(5)
  })

  it('play the golden story: Wang is boss by two friends, Li has not begun', () => {
    const bought = (key: string) =>
      world.orders.filter(
        (order) => order.buyer === key && order.course === 'completed' && order.lines.some((line) => line.product === 'gift-box'),
      )
    expect(world.shops[0]).toMatchObject({ owner: 'wang-fang', name: '芳邻小店' })
    expect(world.shops[0]?.listings.map((listing) => listing.product)).toEqual(expect.arrayContaining(['oranges', 'cream', 'gift-box']))
    expect(bought('wang-fang')).toHaveLength(1)
    const friends = [...bought('zhou-lan'), ...bought('zhao-min')]
    expect(new Set(friends.map((order) => order.paymentAccount)).size).toBe(2)
    expect(people.get('li-ming')?.referrer).toBeUndefined()
    expect(world.orders.some((order) => order.buyer === 'li-ming' || order.payer === 'li-ming')).toBe(false)
  })
})

describe('its orders', () => {
  it('are placed by people who had joined, in shops that were open, at the shop’s price', () => {
    for (const order of world.orders) {
      const shop = shops.get(order.shop)
      expect(people.get(order.buyer)?.joinedHoursAgo, order.key).toBeGreaterThan(order.placedHoursAgo)
      expect(people.get(order.payer)?.paymentAccount).toBe(order.paymentAccount)
      expect(shop?.openedHoursAgo, order.key).toBeGreaterThan(order.placedHoursAgo)
      expect(order.lines.length).toBeGreaterThan(0)
      for (const line of order.lines) {
        const listing = shop?.listings.find((one) => one.product === line.product)
        const price = listing?.prices.find((one) => one.sku === line.sku)
        expect(line.unitPriceFen, `${order.key} ${line.sku}`).toBe(price?.priceFen)
        expect(listing?.hoursAgo, `${order.key} ${line.sku}`).toBeGreaterThan(order.placedHoursAgo)
      }
    }
  })

  it('go through their steps in order and reach what their course says', () => {
    for (const order of world.orders) {
      const steps = [
        order.placedHoursAgo,
        order.paidHoursAgo,
        order.shippedHoursAgo,
        order.receivedHoursAgo,
        order.completedHoursAgo,
      ].filter((hours) => hours !== undefined)
      expect(steps, order.key).toEqual(steps.toSorted((a, b) => b - a))
      expect(steps.at(-1), order.key).toBeGreaterThanOrEqual(0)
      expect(order.receivedHoursAgo !== undefined).toBe(
        ['received', 'completed', 'return_requested', 'partially_refunded', 'returned'].includes(order.course),
      )
      expect(order.refund !== undefined).toBe(['return_requested', 'partially_refunded', 'returned'].includes(order.course))
      if (order.course === 'completed') expect(order.receivedHoursAgo! - order.completedHoursAgo!).toBe(168)
      if (order.course === 'received') expect(order.receivedHoursAgo, order.key).toBeLessThan(168)
    }
  })

  it('give back no more than was paid, asked for after receipt', () => {
    for (const { key, refund, lines, receivedHoursAgo } of world.orders) {
      if (!refund) continue
      const line = lines[refund.line]!
      expect(refund.amountFen, key).toBeGreaterThan(0)
      expect(refund.amountFen, key).toBeLessThanOrEqual(line.unitPriceFen * line.quantity)
      expect(refund.requestedHoursAgo, key).toBeLessThan(receivedHoursAgo!)
      expect(refund.refundedHoursAgo ?? 0, key).toBeLessThan(refund.requestedHoursAgo)
      if (refund.kind === 'return_goods') expect(products.get(line.product)?.returnExcepted, key).toBe(false)
    }
  })
})

describe('its words', () => {
  it('come, as reviews, only from buyers who had received the goods', () => {
    for (const review of world.reviews) {
      const order = orders.get(review.order)
      expect(order?.buyer).toBe(review.author)
      expect(order?.lines.some((line) => line.product === review.product)).toBe(true)
      expect(order?.receivedHoursAgo, review.key).toBeGreaterThanOrEqual(review.hoursAgo)
    }
    expect(world.reviews.some((review) => review.rating <= 2)).toBe(true)
  })

  it('claim nothing absolute, medical or about income', () => {
    const forbidden = /最|第一|国家级|顶级|唯一|极品|首选|绝对|治疗|疗效|药用|消炎|杀菌|抗菌|预防|月入|躺赚|稳赚/
    const said = JSON.stringify([world.suppliers, world.products, world.shops, world.cards, world.reviews, world.consultations])
    expect(said.match(forbidden)?.[0]).toBeUndefined()
  })
})

describe('its pictures', () => {
  it('are whole documents with ids of their own', () => {
    const owners = new Map<string, string>()
    for (const key of pictureKeys) {
      const svg = drawPicture(key) ?? ''
      expect(svg, key).toMatch(/^<svg xmlns=.*<\/svg>$/)
      expect(svg, key).not.toMatch(/NaN|undefined|~/)
      for (const [, id = ''] of svg.matchAll(/ id="([^"]+)"/g)) {
        expect(owners.get(id), id).toBeUndefined()
        owners.set(id, key)
      }
      for (const [, id = ''] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(owners.get(id), id).toBe(key)
    }
    expect(drawPicture('no-such-picture')).toBeUndefined()
  })
})
