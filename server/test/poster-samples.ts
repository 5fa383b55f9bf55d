import type { Fen } from '@lianka/contract/money'
import type { PosterTemplate } from '@lianka/contract/poster'
import { pictureBytes } from '#file/service'
import type { Ctx } from '#platform/context'
import { compose } from '../src/poster/compose.ts'
import type { Order } from '../src/poster/drawer.ts'
import { height, picturesOf, width } from '../src/poster/elements.ts'
import type { PosterFacts } from '../src/poster/rules.ts'
import { qrCode } from '../src/poster/service.ts'

/** Plausible facts for each template, and beside them the longest words that each field takes. */
const card = (long: boolean): PosterFacts => ({
  about: 'card',
  name: long ? '阿依古丽·买买提江·吐尔逊·阿卜杜拉' : '王芳',
  title: long ? '赣南脐橙产地直供与社区团购服务站站长兼售后客服负责人（章贡区）' : '芳邻小店店主',
  slogan: long
    ? '自己家也吃的才放上架，坏一个赔一个，不合适就退，七天里您随时找我，山高路远我也给您换，绝不推来推去，说到做到，请您放心。'
    : '自己家也吃的，才放上架。',
  region: long ? '新疆维吾尔自治区 克孜勒苏柯尔克孜自治州 阿克陶县' : '江西省 赣州市 章贡区',
  shopName: long ? '文清路芳邻鲜果护肤日用百货便民小店总店' : '芳邻小店',
  portrait: '/pictures/portrait-01.svg',
  front: '/pictures/shop-front-1.svg',
  honours: long
    ? ['文清路 66 号有实体店，可上门看货，也可以打电话先问问今天有什么', '六年社区团长']
    : ['文清路 66 号有实体店', '六年社区团长'],
  facts: ['在售 14 件商品，13 件附检验报告', '62 张订单已签收'],
})

const product = (long: boolean): PosterFacts => ({
  about: 'product',
  title: long ? '寻乌高山脐橙（钟家果园当天采摘）果径 75–85 mm 精品大果礼盒装带箱十斤顺丰包邮坏果包赔不催熟不打蜡' : '寻乌脐橙 5 斤装',
  subtitle: '当天采摘，果园直发',
  picture: '/pictures/oranges.svg',
  priceFen: (long ? 1_234_567_89 : 2990) as Fen,
  from: true,
  soldCount: long ? 1_234_567 : 236,
  rating: { tenths: 48, count: long ? 123_456 : 61 },
  shopName: long ? '文清路芳邻鲜果护肤日用百货便民小店总店' : '芳邻小店',
  lot: {
    code: long ? 'XUNWU-ZHONGJIA-2026-11-0382-B' : 'XW-1128',
    origin: long ? '江西省赣州市寻乌县澄江镇北亭村河背组老屋下高山果园' : '江西寻乌澄江镇',
    producer: '钟家果园',
    steps: [
      {
        kind: 'harvest',
        day: '11月28日',
        place: long ? '江西省赣州市寻乌县澄江镇北亭村河背组' : '江西寻乌',
        note: '当天采收，每筐编号',
        picture: '/pictures/trace-field.svg',
      },
      {
        kind: 'inspect',
        day: '11月29日',
        place: '章江农产品检测',
        note: long ? '四十七项农药残留均未检出，糖度十三点二，果径合格' : '47 项农残均未检出',
        picture: '/pictures/trace-inspection.svg',
      },
      { kind: 'pack', day: '11月30日', place: '赣州南康分拣中心', note: '分级装箱', picture: '/pictures/trace-warehouse.svg' },
    ],
    inspection: { agency: '章江农产品检测', result: '47 项均未检出', day: '11月29日' },
  },
})

const group = (long: boolean): PosterFacts => ({
  about: 'group',
  title: long ? '寻乌高山脐橙（钟家果园当天采摘）果径 75–85 mm 精品大果礼盒装带箱十斤顺丰包邮坏果包赔不催熟不打蜡' : '寻乌脐橙 5 斤装',
  picture: '/pictures/oranges.svg',
  groupFen: (long ? 12_345_67 : 2590) as Fen,
  aloneFen: (long ? 1_234_567_89 : 2990) as Fen,
  crossedFen: (long ? 1_234_567_89 : 2890) as Fen,
  size: long ? 100 : 3,
  seats: long ? null : [{ portrait: '/pictures/portrait-03.svg' }, { portrait: '/pictures/portrait-07.svg' }],
  missing: long ? 100 : 1,
  until: '12月3日 14:05',
  shopName: long ? '文清路芳邻鲜果护肤日用百货便民小店总店' : '芳邻小店',
})

const goods = (long: boolean) =>
  (['oranges', 'cream', 'honey', 'tea'] as const).map((key, at) => ({
    title: long
      ? '寻乌高山脐橙（钟家果园当天采摘）果径 75–85 mm 精品大果'
      : (['寻乌脐橙 5 斤装', '积雪草保湿面霜', '秦岭土蜂蜜', '岩茶大红袍'][at] as string),
    picture: `/pictures/${key}.svg`,
    priceFen: (long ? 12_345_67 : 2990 + at * 4000) as Fen,
  }))

const shop = (long: boolean): PosterFacts => ({
  about: 'shop',
  name: long ? '文清路芳邻鲜果护肤日用百货便民小店总店' : '芳邻小店',
  intro: long
    ? '开在文清路口的小店，鲜果和护肤都是我自己先用两个月再上架。坏果当天赔，不合适就退。每周二周五统一送货，也欢迎来店里挑，老人家我们送到家门口，不另收钱。'
    : '开在文清路口的小店，鲜果和护肤都是我自己先用两个月再上架。',
  region: '江西省 赣州市 章贡区',
  front: '/pictures/shop-front-1.svg',
  owner: { name: long ? '阿依古丽·买买提江·吐尔逊·阿卜杜拉' : '王芳', portrait: '/pictures/portrait-01.svg' },
  goods: goods(long),
})

const campaign = (long: boolean): PosterFacts => ({
  about: 'campaign',
  title: long ? '寻乌澄江北亭村八户果农的脐橙迟到的丰收帮他们卖完这一季' : '帮寻乌果农卖完这一季脐橙',
  story: '今年雨水晚，八户人家的橙子比往年迟了二十天。果子更甜，只是错过了批发商的车。',
  region: '江西省寻乌县澄江镇',
  picture: '/pictures/farm-aid.svg',
  raisedFen: (long ? 1_234_567_89 : 238_400) as Fen,
  buyerCount: long ? 123_456 : 71,
  until: '12月20日',
  goods: goods(long).slice(0, 3),
})

export const sampleFacts = (template: PosterTemplate, long = false): PosterFacts => {
  if (template.startsWith('card')) return card(long)
  if (template.startsWith('product')) return product(long)
  if (template.startsWith('group')) return group(long)
  return template.startsWith('shop') ? shop(long) : campaign(long)
}

export const sampleLink = 'https://lianka.example/pages/product/index?id=lst_01kb2c3d4e5f6g7h8j9k&c=K7mWq2Xz'

/** What the drawer gets for a sample. */
export async function sampleOrder(ctx: Ctx, template: PosterTemplate, long = false): Promise<Order> {
  const { bytes, side } = await qrCode(sampleLink)
  const facts = sampleFacts(template, long)
  const sharer = { name: long ? '阿依古丽·买买提江·吐尔逊·阿卜杜拉' : '李明', portrait: '/pictures/portrait-02.svg' }
  const tree = compose(template, facts, { code: { key: 'code:sample', side, kind: 'link' }, sharer, day: '12月1日' })
  if (!tree) throw new Error(`${template} draws nothing of ${facts.about}`)
  const keys = [...new Set(picturesOf(tree).map(({ key }) => key))].filter((key) => key !== 'code:sample')
  const pictures = await Promise.all(keys.map(async (key) => [key, (await pictureBytes(ctx, key)) as Uint8Array] as const))
  return { tree, width, height, pictures: { ...Object.fromEntries(pictures), 'code:sample': bytes } }
}
