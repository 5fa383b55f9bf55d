import type { Consultation, Person, Shop, Visit } from './entities.ts'
import type { Random } from './random.ts'

const day = 24
const devices = ['iPhone 微信', '华为 微信', '小米 微信', 'OPPO 微信', 'Windows 浏览器', 'iPad 浏览器'] as const

const clicksOf = (page: Visit['page'], random: Random): Visit['clicks'] => {
  if (page === 'card') return random.chance(25) ? [random.pick(['call', 'wechat', 'share'] as const)] : []
  if (page === 'shop') return random.chance(10) ? ['share'] : []
  return random.sample(['buy', 'report', 'ask', 'share'] as const, random.pick([0, 0, 1, 1, 2]))
}

/** A walk through one shop: the card, perhaps the shop, then some of its goods; who lingers looks at the reports. */
function walk(
  visitor: Person | undefined,
  sharedBy: Person | undefined,
  shop: Shop,
  hoursAgo: number,
  random: Random,
): Omit<Visit, 'key'>[] {
  const who = {
    ...(visitor ? { visitor: visitor.key } : {}),
    ...(sharedBy ? { sharedBy: sharedBy.key } : {}),
    device: random.pick(devices),
    shop: shop.key,
    hoursAgo,
  }
  const goods = random.sample(shop.listings, random.between(1, 4))
  return [
    { ...who, page: 'card' as const, dwellSeconds: random.between(6, 70), clicks: clicksOf('card', random) },
    ...(random.chance(60)
      ? [{ ...who, page: 'shop' as const, dwellSeconds: random.between(5, 50), clicks: clicksOf('shop', random) }]
      : []),
    ...goods.map((listing) => ({
      ...who,
      page: 'product' as const,
      product: listing.product,
      dwellSeconds: random.between(8, 180),
      clicks: clicksOf('product', random),
    })),
  ]
}

export function makeVisits(people: readonly Person[], shops: readonly Shop[], random: Random): Visit[] {
  const wangsShop = shops[0]!
  const walks = Array.from({ length: 150 }, (_, index) => {
    const shop = index % 3 === 0 ? wangsShop : random.pick(shops)
    const hoursAgo = random.between(1, Math.min(30 * day, shop.openedHoursAgo - day))
    const around = people.filter((person) => person.key !== 'li-ming' && person.key !== shop.owner && person.joinedHoursAgo > hoursAgo)
    const visitor = random.chance(80) ? random.pick(around) : undefined
    const sharers = around.filter((person) => person.key !== visitor?.key)
    return walk(visitor, random.chance(65) ? random.pick(sharers) : undefined, shop, hoursAgo, random)
  })
  return walks
    .flat()
    .toSorted((a, b) => b.hoursAgo - a.hoursAgo)
    .map((visit, index) => ({ key: `visit-${String(index + 1).padStart(3, '0')}`, ...visit }))
}

const asked: readonly (readonly [product: string, question: string, answer: string])[] = [
  ['cream', '干皮冬天起皮，这个面霜够滋润吗？', '起皮的客人多半用它早晚各一次，晚上叠一层。黄豆大小就够，先在耳后试一天。'],
  ['cream', '油皮能用吗，会不会闷？', '油皮建议只涂两颊，T 区用柔润水就好。怕闷可以先买 20 g 试用装。'],
  ['toner', '和面霜一起用，先用哪个？', '先柔润水拍两遍，半干时再上面霜。'],
  ['lipstick', '黄皮平时淡妆，选哪个颜色？', '黄皮淡妆选豆沙或薄涂枣泥红；柿子橘要配暖色衣服才好看。'],
  ['lipstick', '皮肤白，想要显气色的', '白皮三个都能压住，日常柿子橘薄涂，赴宴枣泥红叠两层。'],
  ['oranges', '老人牙口不好，会不会很硬？', '脐橙皮薄肉软，放两三天更软。要更软的可以等下一批。'],
  ['oranges', '偏酸还是偏甜？', '这一批测糖 13 度左右，偏甜带一点酸，箱里偶有一两个酸的，拍照就赔。'],
  ['oranges', '寄深圳几天到？', '付款后 24 小时内发，深圳一般第三天到。'],
  ['gift-box', '不做代理，单买这个礼盒可以吗？', '可以，价钱一样，七天内未拆封能退。'],
  ['kiwis', '收到是硬的怎么办？', '室温放四到六天，想快就和苹果放一个袋子里，捏着像耳垂就能吃。'],
  ['honey', '底下发白结块是坏了吗？', '那是结晶，天冷都会这样，四十度以下温水隔着化开就行。'],
  ['thermos', '能装茶和牛奶吗？', '茶可以，牛奶不建议过四小时，喝完当天洗。'],
]

/** Answered questions of the past; the assistant answers from these and cites them. */
export function makeConsultations(people: readonly Person[], shops: readonly Shop[], random: Random): Consultation[] {
  return asked.flatMap(([product, question, answer], index) => {
    const shop = shops.find((one) => one.listings.some((listing) => listing.product === product))
    if (!shop) return []
    const hoursAgo = random.between(3 * day, 50 * day)
    const asker = random.pick(
      people.filter((person) => person.joinedHoursAgo > hoursAgo && person.key !== shop.owner && person.key !== 'li-ming'),
    )
    return [
      { key: `consultation-${String(index + 1).padStart(2, '0')}`, shop: shop.key, product, asker: asker.key, question, answer, hoursAgo },
    ]
  })
}
