import type { Course, Order, OrderLine, Person, Product, RefundRequest, Shop } from './entities.ts'
import type { Random } from './random.ts'

const day = 24
/** Receipt plus seven days, after which a parcel is completed. */
const returnWindow = 7 * day

type Street = { people: readonly Person[]; products: ReadonlyMap<string, Product>; shops: readonly Shop[] }

/** What is left of an order's life when it has got as far as `course`: how long ago it may have been placed. */
const ages: Record<Course, readonly [from: number, to: number]> = {
  awaiting_payment: [0, 0],
  closed: [3 * day, 60 * day],
  paid: [2, 20],
  shipped: [30, 80],
  received: [5 * day, 9 * day],
  completed: [14 * day, 110 * day],
  return_requested: [6 * day, 8 * day],
  partially_refunded: [16 * day, 90 * day],
  returned: [18 * day, 90 * day],
}

/** Out of 300; most of a shop's past is completed orders. */
const mixture: readonly (readonly [Course, number])[] = [
  ['completed', 176],
  ['received', 34],
  ['shipped', 22],
  ['paid', 18],
  ['partially_refunded', 14],
  ['returned', 10],
  ['return_requested', 6],
  ['closed', 12],
  ['awaiting_payment', 4],
]

const carriers = ['顺丰速运', '中通快递', '圆通速递', '邮政快递', '京东快递'] as const
const notes = ['放门口鞋柜上就行', '老人收，送前打个电话', '请别放驿站，谢谢', '周末不在家，周一送', '送人的，别放价格单'] as const

/** Times from placing to the point the course has reached. Each step leaves room for the next. */
function timesOf(course: Course, placedHoursAgo: number, random: Random): Partial<Order> {
  if (course === 'awaiting_payment' || course === 'closed') return {}
  const paidHoursAgo = placedHoursAgo - (placedHoursAgo > 3 ? random.between(0, 1) : 0)
  if (course === 'paid') return { paidHoursAgo }
  const shippedHoursAgo = paidHoursAgo - random.between(6, 24)
  if (course === 'shipped') return { paidHoursAgo, shippedHoursAgo }
  const receivedHoursAgo = shippedHoursAgo - random.between(36, 72)
  if (course === 'received' || course === 'return_requested') return { paidHoursAgo, shippedHoursAgo, receivedHoursAgo }
  const times = { paidHoursAgo, shippedHoursAgo, receivedHoursAgo }
  return course === 'returned' ? times : { ...times, completedHoursAgo: receivedHoursAgo - returnWindow }
}

function refundOf(
  course: Course,
  lines: readonly OrderLine[],
  products: Street['products'],
  receivedHoursAgo: number,
  random: Random,
): RefundRequest | undefined {
  if (course !== 'partially_refunded' && course !== 'returned' && course !== 'return_requested') return undefined
  const first = lines[0]!
  const paid = first.unitPriceFen * first.quantity
  const fresh = products.get(first.product)?.returnExcepted ?? false
  const requestedHoursAgo = receivedHoursAgo - random.between(4, 30)
  if (course === 'partially_refunded') {
    const reason = fresh
      ? random.pick(['到货有坏果，已拍照', '有两个压裂了', '少了一个'])
      : random.pick(['外盒压瘪', '边上有一处划痕', '少配件，已补偿'])
    return {
      line: 0,
      kind: 'money_only',
      amountFen: Math.floor((paid * random.between(8, 30)) / 100),
      reason,
      bearer: fresh ? 'supplier' : random.pick(['supplier', 'shop'] as const),
      requestedHoursAgo,
      refundedHoursAgo: requestedHoursAgo - random.between(2, 20),
    }
  }
  const request = {
    line: 0,
    kind: 'return_goods' as const,
    amountFen: paid,
    reason: random.pick(['七天无理由', '尺寸不合适', '颜色与想的不一样', '买重了']),
    bearer: 'shop' as const,
    requestedHoursAgo,
  }
  return course === 'returned' ? { ...request, refundedHoursAgo: requestedHoursAgo - random.between(60, 120) } : request
}

/** What of a shop fits a course: the designated goods have plans of their own, and what spoils can't be sent back. */
const offersOf = (shop: Shop, course: Course, products: Street['products']) =>
  shop.listings.filter((listing) => {
    const product = products.get(listing.product)
    return product && !product.designated && !(sendsBack(course) && product.returnExcepted)
  })

const sendsBack = (course: Course) => course === 'returned' || course === 'return_requested'

/** One to three goods of one shop; a single one where it is sent back. */
const linesOf = (shop: Shop, course: Course, products: Street['products'], random: Random): OrderLine[] =>
  random.sample(offersOf(shop, course, products), sendsBack(course) ? 1 : random.pick([1, 1, 1, 2, 2, 3])).map((listing) => {
    const price = random.pick(listing.prices)
    return { product: listing.product, sku: price.sku, quantity: random.pick([1, 1, 1, 2]), unitPriceFen: price.priceFen }
  })

type Plan = { buyer: Person; payer: Person; shop: Shop; lines: OrderLine[]; course: Course; placedHoursAgo: number }

function settle(plan: Plan, products: Street['products'], random: Random): Omit<Order, 'key'> {
  const times = timesOf(plan.course, plan.placedHoursAgo, random)
  const refund = refundOf(plan.course, plan.lines, products, times.receivedHoursAgo ?? 0, random)
  return {
    buyer: plan.buyer.key,
    payer: plan.payer.key,
    paymentAccount: plan.payer.paymentAccount,
    shop: plan.shop.key,
    lines: plan.lines,
    course: plan.course,
    placedHoursAgo: plan.placedHoursAgo,
    ...times,
    carrier: random.pick(carriers),
    ...(random.chance(18) ? { note: random.pick(notes) } : {}),
    ...(refund ? { refund } : {}),
  }
}

const giftBoxIn = (shop: Shop): OrderLine => {
  const price = shop.listings.find((listing) => listing.product === 'gift-box')?.prices[0]
  if (!price) throw new Error(`${shop.name} does not sell the designated goods`)
  return { product: 'gift-box', sku: price.sku, quantity: 1, unitPriceFen: price.priceFen }
}

/**
 * The purchases that make ranks: Wang bought first, then two people whom she brought, each from an own account, which makes her boss.
 * Some of the crowd bought the same goods; every one of them after joining.
 */
function designatedPlans({ people, shops }: Street, random: Random): Plan[] {
  const wangsShop = shops[0]!
  const story: readonly (readonly [string, number])[] = [
    ['wang-fang', 205 * day],
    ['zhou-lan', 155 * day],
    ['zhao-min', 145 * day],
    ['chen-hao', 40 * day],
  ]
  const told = story.map(([key, placedHoursAgo]): Plan => {
    const buyer = people.find((person) => person.key === key)!
    return { buyer, payer: buyer, shop: wangsShop, lines: [giftBoxIn(wangsShop)], course: 'completed', placedHoursAgo }
  })
  const crowd = people.filter((person) => person.key.startsWith('person-') && person.joinedHoursAgo > 40 * day)
  const others = random.sample(crowd, 18).map((buyer, index): Plan => {
    const placedHoursAgo = random.between(15 * day, Math.min(90 * day, buyer.joinedHoursAgo - day))
    const open = shops.filter((shop) => shop.openedHoursAgo > placedHoursAgo + day)
    const shop = open.length > 0 ? random.pick(open) : wangsShop
    return {
      buyer,
      payer: buyer,
      shop,
      lines: [giftBoxIn(shop)],
      course: index < 2 ? 'returned' : 'completed',
      placedHoursAgo: index < 2 ? Math.max(placedHoursAgo, 18 * day) : placedHoursAgo,
    }
  })
  return [...told, ...others]
}

/** An everyday order of the wanted course by someone who had joined by then, in a shop that was open. */
function everydayPlan(course: Course, { people, products, shops }: Street, random: Random): Plan {
  const [from, to] = ages[course]
  const placedHoursAgo = random.between(from, to)
  const here = people.filter((person) => person.key !== 'li-ming' && person.joinedHoursAgo > placedHoursAgo + day)
  const buyer = random.pick(here)
  const open = shops.filter(
    (shop) => shop.openedHoursAgo > placedHoursAgo + day && shop.owner !== buyer.key && offersOf(shop, course, products).length > 0,
  )
  const shop = random.chance(30) ? (open.find((one) => one.owner === 'wang-fang') ?? random.pick(open)) : random.pick(open)
  // A family account: now and then somebody older is paid for by the one who brought them.
  const family = random.chance(4) ? people.find((person) => person.key === buyer.referrer) : undefined
  return { buyer, payer: family ?? buyer, shop, lines: linesOf(shop, course, products, random), course, placedHoursAgo }
}

/** Three hundred orders, the oldest first. */
export function makeOrders(street: Street, random: Random): Order[] {
  const designated = designatedPlans(street, random)
  const plans = [...designated]
  for (const [course, count] of mixture) {
    const done = designated.filter((plan) => plan.course === course).length
    for (let made = done; made < count; made++) plans.push(everydayPlan(course, street, random))
  }
  // The table above says how it looks; the round number is made up with what is most common.
  while (plans.length < 300) plans.push(everydayPlan('completed', street, random))
  return plans
    .map((plan) => settle(plan, street.products, random))
    .toSorted((a, b) => b.placedHoursAgo - a.placedHoursAgo)
    .map((order, index) => ({ key: `order-${String(index + 1).padStart(3, '0')}`, ...order }))
}
