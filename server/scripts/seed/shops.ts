import type { Card, Category, Listing, Person, Product, Shop } from './entities.ts'
import type { Random } from './random.ts'

type Draft = {
  name: string
  county: string
  intro: string
  motto: string
  sells: readonly Category[]
  front: number
  /** What the owner says of themself; nothing here claims that the platform checked it. */
  honours: readonly string[]
}

const wangsShop: Draft = {
  name: '芳邻小店',
  county: '江西赣州',
  front: 1,
  sells: ['fresh', 'beauty', 'pantry'],
  motto: '自己家也吃的，才放上架。',
  intro: '开在文清路口的小店，鲜果和护肤都是我自己先用两个月再上架。坏果当天赔，不合适就退。',
  honours: ['文清路 66 号有实体店，可上门看货', '六年社区团长'],
}

const drafts: readonly Draft[] = [
  {
    name: '赣州老街土产铺',
    county: '江西赣州',
    front: 2,
    sells: ['pantry', 'fresh'],
    motto: '山里来的，讲得出哪座山。',
    intro: '跑了六个县收山货，产地照片都是自己拍的。',
    honours: ['跑过六个县的山货产地'],
  },
  {
    name: '棉里棉外',
    county: '河北高阳',
    front: 3,
    sells: ['home', 'family'],
    motto: '贴身的东西，慢慢挑。',
    intro: '毛巾、床品和婴儿纱布，洗过再拍照。',
    honours: ['床品自己洗过三遍再拍'],
  },
  {
    name: '阳台花事',
    county: '湖南长沙',
    front: 4,
    sells: ['home', 'beauty'],
    motto: '好好过一个普通的周末。',
    intro: '花瓶、香皂、护手霜，都是阳台上用得着的小东西。',
    honours: ['阳台种花第七年'],
  },
  {
    name: '清茶一盏',
    county: '福建厦门',
    front: 5,
    sells: ['pantry', 'home'],
    motto: '坐下喝一口再说。',
    intro: '只卖自己在喝的茶和杯子，欢迎来店里对样。',
    honours: ['自己喝岩茶十二年'],
  },
  {
    name: '小禾母婴',
    county: '江西赣州',
    front: 6,
    sells: ['family', 'fresh'],
    motto: '当妈以后才懂得挑。',
    intro: '两个孩子的妈妈，用品先给自家孩子试。',
    honours: ['两个孩子的妈妈'],
  },
  {
    name: '南山同事团',
    county: '广东深圳',
    front: 1,
    sells: ['fresh', 'digital', 'pantry'],
    motto: '午休十分钟，晚饭有着落。',
    intro: '写字楼里的团，周二周五统一下单，到前台自取。',
    honours: ['写字楼里开团四年'],
  },
  {
    name: '灯下数码',
    county: '浙江宁波',
    front: 3,
    sells: ['digital'],
    motto: '参数讲人话。',
    intro: '前电器厂质检员，卖之前先拆一台。',
    honours: ['前电器厂质检员'],
  },
  {
    name: '外婆的灶台',
    county: '湖北武汉',
    front: 2,
    sells: ['pantry', 'home', 'fresh'],
    motto: '好米好油，家常菜就好吃。',
    intro: '每周写一个家常菜，用到的都在店里。',
    honours: ['每周写一个家常菜'],
  },
  {
    name: '素颜研究所',
    county: '四川成都',
    front: 4,
    sells: ['beauty'],
    motto: '先看成分表，再看瓶子。',
    intro: '不教化妆，只讲每样东西适合谁、不适合谁。',
    honours: ['成分表逐条读给您听'],
  },
  {
    name: '慢跑老周的店',
    county: '江苏南京',
    front: 5,
    sells: ['family', 'digital'],
    motto: '每天动一动，自己知道。',
    intro: '跑了九年步，店里的东西都出过汗。',
    honours: ['跑步第九年，全马六次'],
  },
  {
    name: '梅林果摊',
    county: '江西赣州',
    front: 1,
    sells: ['fresh'],
    motto: '今天到什么，就卖什么。',
    intro: '镇上的果摊搬到手机里，缺斤短两赔双倍。',
    honours: ['镇上果摊十五年'],
  },
]

/** Prices end in .00, .50, .80 or .90, as shopkeepers write them, and stay in the supplier's band. */
function priceWithin(min: number, suggested: number, max: number, random: Random): number {
  const near = Math.round((suggested * random.between(95, 106)) / 10_000) * 100 + random.pick([-100, -50, -20, -10, 0])
  return Math.min(max, Math.max(min, near))
}

const listingOf = (product: Product, openedHoursAgo: number, random: Random): Listing => ({
  product: product.key,
  prices: product.skus.map((sku) => ({
    sku: sku.key,
    // The designated goods cost the same everywhere, so that nobody pays more for coming through a promoter.
    priceFen: product.designated ? sku.suggestedPriceFen : priceWithin(sku.minPriceFen, sku.suggestedPriceFen, sku.maxPriceFen, random),
  })),
  // Within the first day: orders begin a day after opening.
  hoursAgo: openedHoursAgo - random.between(1, 23),
})

const mustHaves = ['oranges', 'cream', 'gift-box']

function makeShop(draft: Draft, owner: Person, index: number, products: readonly Product[], random: Random): Shop {
  const openedHoursAgo = owner.joinedHoursAgo - 30
  const fitting = products.filter((product) => draft.sells.includes(product.category) && !mustHaves.includes(product.key))
  const always = products.filter((product) => (index === 0 ? mustHaves.includes(product.key) : product.designated))
  return {
    key: `shop-${String(index + 1).padStart(2, '0')}`,
    owner: owner.key,
    name: draft.name,
    intro: draft.intro,
    county: draft.county,
    picture: `shop-front-${draft.front}`,
    openedHoursAgo,
    listings: [...always, ...random.sample(fitting, random.between(9, 16))].map((product) => listingOf(product, openedHoursAgo, random)),
  }
}

export function makeShops(people: readonly Person[], products: readonly Product[], random: Random): { shops: Shop[]; cards: Card[] } {
  const wang = people.find((person) => person.key === 'wang-fang')
  if (!wang) throw new Error('the story has no Wang Fang')
  const settled = people.filter((person) => person.key.startsWith('person-') && person.joinedHoursAgo > 60 * 24)
  const owners = [wang, ...random.sample(settled, drafts.length)]
  const all = [wangsShop, ...drafts]
  const shops = owners.map((owner, index) => makeShop(all[index] ?? wangsShop, owner, index, products, random))
  return { shops, cards: shops.map((shop, index) => makeCard(shop, all[index] ?? wangsShop, products, index)) }
}

const evidenceOf = (product: Product) => {
  const lot = product.lots.at(-1)
  return lot ? `检验报告 ${lot.inspection.reportNumber} · ${lot.inspection.result}` : product.subtitle
}

function makeCard(shop: Shop, draft: Draft, products: readonly Product[], index: number): Card {
  const shown = shop.listings.slice(0, 3).flatMap((listing) => products.filter((product) => product.key === listing.product))
  return {
    owner: shop.owner,
    shop: shop.key,
    title: `${draft.name}店主`,
    motto: draft.motto,
    intro: draft.intro,
    honours: [...draft.honours],
    sellingPoints: shown.map((product) => ({
      title: `${product.title}：${product.subtitle}`,
      detail: product.description.split('。')[0] ?? product.subtitle,
      evidence: evidenceOf(product),
    })),
    wechat: `lianka_demo_${String(index + 1).padStart(2, '0')}`,
  }
}
