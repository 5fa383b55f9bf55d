// Goods with names that people would write, in the skew that markets have: few kinds sell most, and a few words stand in many names.
import { regions } from '../server/src/platform/regions.ts'

export type Good = {
  id: string
  supplier: number
  category: string
  title: string
  subtitle: string
  attributes: string
  sold: number
  reviews: number
  stars: number
  priceFen: number
  place: string
}

/** Category, options, and kinds of goods, the most common first. */
const shelves = [
  [
    'fresh',
    '生鲜',
    ['5 斤装', '10 斤装', '礼盒装', '12 枚', '30 枚'],
    '脐橙 苹果 红薯 土鸡蛋 猕猴桃 柑橘 梨 百香果 葡萄 香蕉 土豆 玉米 南瓜 芒果 火龙果 榴莲 草莓 樱桃 柚子 桃子 山药 莲藕 竹笋 小番茄',
  ],
  [
    'pantry',
    '食品',
    ['500 g', '2 kg', '1 L', '3 瓶装', '20 包'],
    '大米 茶叶 蜂蜜 辣椒酱 红枣 香菇 木耳 坚果 米粉 腊肉 酱油 菜籽油 枸杞 银耳 挂面 豆瓣酱 核桃 饼干 牛肉干 笋干 咖啡 麦片',
  ],
  [
    'beauty',
    '美护',
    ['50 g', '30 ml', '500 ml', '10 片', '2 支'],
    '面霜 面膜 洗发水 护手霜 口红 精华液 防晒霜 洗面奶 沐浴露 香皂 爽肤水 润唇膏 眼霜 发膜 牙膏 香水',
  ],
  [
    'home',
    '家居',
    ['1 个', '2 只装', '4 件套', '40 cm', '一对'],
    '毛巾 马克杯 四件套 保温杯 枕头 收纳盒 砂锅 拖鞋 雨伞 花瓶 餐盘 地毯 窗帘 挂钟 案板 筷子',
  ],
  [
    'digital',
    '数码',
    ['标准版', '长续航版', '白色', '黑色', '2 米'],
    '蓝牙耳机 充电宝 台灯 数据线 键盘 鼠标 音箱 加湿器 风扇 手表 电水壶 插座 手机壳 平板支架 体重秤 电吹风',
  ],
  [
    'family',
    '母婴',
    ['52 片', '240 ml', '42 块', '6 条', '均码'],
    '纸尿裤 奶瓶 积木 湿巾 童装 绘本 婴儿车 瑜伽垫 热水袋 哑铃 跳绳 足浴桶 水杯 书包 拼图 口水巾',
  ],
] as const

const manners =
  '有机 新鲜 手工 农家 特级 散养 原味 现摘 传统 精选 大号 便携 静音 加厚 纯棉 无糖 即食 家用 儿童 轻薄 老字号 低脂 冷榨 高山'.split(' ')
const remarks = '坏果包赔 顺丰发货 当天采收 七天无理由 产地直发 检测合格 送礼自用 支持试用 两年换新 不加香精 厚一层包装 小批量制作'.split(
  ' ',
)
export const categories = shelves.map(([id, zh], place) => ({ id, zh, place }))
const kinds = shelves.flatMap(([category, , options, names]) => names.split(' ').map((name) => ({ category, options, name })))
const places = Object.values(regions.districts)
  .filter((name) => /县$/.test(name) && name.length === 3)
  .map((name) => name.slice(0, 2))

/** A small generator, so that a ground is the same each time. */
export function dice(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Where a list is read mostly at its beginning: the n-th is taken about 1 / n as often as the first. */
const skewed = <T>(list: readonly T[], random: () => number): T => list[Math.floor(list.length ** random()) - 1] as T
const kindOf = (random: () => number) => skewed(mixed, random)
const any = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T

/** Kinds with the categories taking turns, so that no category has all that is common. */
const mixed = [...kinds.keys()].map((at) => kinds[(at * 37) % kinds.length] as (typeof kinds)[number])

export function* makeGoods(count: number): Generator<Good> {
  const random = dice(7)
  for (let n = 1; n <= count; n++) {
    const kind = kindOf(random)
    const place = skewed(places, random)
    const manner = any(manners, random)
    const reviews = Math.floor(random() ** 8 * 400)
    yield {
      id: String(n).padStart(7, '0'),
      supplier: 1 + Math.floor(random() * 50),
      category: kind.category,
      title: `${place}${random() < 0.7 ? manner : ''}${kind.name} ${any(kind.options, random)}`,
      subtitle: `${any(remarks, random)}，${any(remarks, random)}`,
      attributes: JSON.stringify([
        { name: '产地', value: place },
        { name: '特点', value: any(manners, random) },
      ]),
      sold: Math.floor(random() ** 6 * 50_000),
      reviews,
      stars: Math.round(reviews * (3.6 + random() * 1.4)),
      priceFen: 900 + Math.floor(random() ** 2 * 20_000),
      place,
    }
  }
}

/** What people type, in its mix: mostly a kind of goods, often with more to it, sometimes with letters or a slip. `spell` says how a word is typed with letters. */
export function makeQueries(count: number, spell: (word: string) => { full: string; initials: string }): Record<string, string>[] {
  const random = dice(11)
  return Array.from({ length: count }, () => {
    const { name } = kindOf(random)
    const place = skewed(places, random)
    const which = random()
    if (which < 0.45) return { words: name }
    if (which < 0.6) return { words: place + name }
    if (which < 0.7) return { words: `${any(manners, random)} ${name}` }
    if (which < 0.76) return { words: name, sort: 'price' }
    if (which < 0.82) return { words: name, inStock: '1', priceToFen: '5000' }
    if (which < 0.92) return { words: spell(name).full }
    if (which < 0.95) return { words: spell(name).initials }
    // A letter left out.
    const letters = spell(name).full
    const at = 1 + Math.floor(random() * (letters.length - 2))
    return { words: letters.slice(0, at) + letters.slice(at + 1) }
  })
}
