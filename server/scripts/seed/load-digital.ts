import type { ProductInput } from '@lianka/contract/catalog'
import type { Fen } from '@lianka/contract/money'
import { computeWaiting } from '#commission/service'
import { countSoldOnce, placeOrder } from '#order/service'
import { applyPayment } from '#payment/service'
import { bookSlot, deliverDigital, offerSlot, openDigital } from '#shipment/digital'
import { listWithOneTap } from '#shop/service'
import { decideProduct, publishProduct, submitProduct } from '#supply/service'
import { payerOf } from './load-people.ts'
import { numberOfPayment } from './payments.ts'
import { asMember, asOperator, asSupplier, asSystem, hoursBefore, later, named, type Stage } from './stage.ts'

type Offer = Pick<ProductInput, 'title' | 'subtitle' | 'description' | 'kind' | 'digital'> & {
  option: string
  yuan: number
  supplyYuan: number
}

const course: Offer = {
  title: '家庭果树修剪八讲',
  subtitle: '钟师傅带着剪，阳台一棵也能学',
  description: '八讲视频，每讲十五分钟。从认枝条到冬剪，跟着做就会。付款后马上能看，没有有效期。',
  kind: 'course',
  option: '全套',
  yuan: 99,
  supplyYuan: 60,
  digital: {
    outline: ['工具和安全', '认枝条', '春天抹芽', '夏天摘心', '秋天控梢', '冬天大剪', '伤口和病枝', '盆栽果树'],
    text: '点开链接，用提取码 2046 观看。\n每讲后面有一页图，可以打印出来带到树下。',
    link: 'https://course.lianka.example/pruning',
  },
}
const talk: Offer = {
  title: '果园一对一咨询',
  subtitle: '40 分钟电话，说清一件事',
  description: '拍照发来，钟师傅先看，再打电话说。适合小果园和阳台种植。',
  kind: 'consultation',
  option: '40 分钟',
  yuan: 129,
  supplyYuan: 90,
  digital: {
    outline: ['先看照片', '电话里说清楚', '会后一页纸'],
    text: '请在约定时间前一天把照片发到客服，钟师傅会打您的手机。',
    link: '',
  },
}

async function offer(stage: Stage, at: Date, { option, yuan, supplyYuan, ...more }: Offer) {
  const supplier = asSupplier(stage, at, named(stage.products, 'oranges').supplierId)
  const priceFen = (yuan * 100) as Fen
  const supplyPriceFen = (supplyYuan * 100) as Fen
  const product = await publishProduct(supplier, {
    categoryId: 'family',
    pictures: ['/pictures/origin-orange-orchard.svg'],
    attributes: [],
    returnExcepted: false,
    showSupplierPart: false,
    ...more,
    skus: [
      {
        name: option,
        supplyPriceFen,
        minPriceFen: supplyPriceFen,
        suggestedPriceFen: priceFen,
        maxPriceFen: (priceFen * 2) as Fen,
        stock: 500,
        weightGrams: 0,
      },
    ],
    lot: null,
  })
  await submitProduct(supplier, product.id)
  await decideProduct(asOperator(stage, later(at, { minutes: 10 })), product.id, { decision: 'approve', reason: '' })
  const shop = named(stage.shops, 'shop-01')
  const { listingId } = await listWithOneTap(asMember(stage, later(at, { minutes: 20 }), shop.ownerId, shop.id), product.id)
  const skuId = product.skus[0]?.id
  if (!skuId) throw new Error('A product without options')
  return { id: product.id, shopId: shop.id, lines: [{ listingId, skuId, quantity: 1, priceFen }] }
}

async function buy(stage: Stage, at: Date, who: string, wanted: Awaited<ReturnType<typeof offer>>) {
  const order = await placeOrder(asMember(stage, at, named(stage.people, who).id), {
    shopId: wanted.shopId,
    lines: wanted.lines,
    returnExceptionConfirmed: false,
    note: '',
  })
  const ctx = asSystem(stage, later(at, { minutes: 1 }))
  const outTradeNo = numberOfPayment(order.id)
  const open = {
    state: 'open' as const,
    startedAt: at,
    expiresAt: later(at, { minutes: 30 }),
    queryAt: null,
    transactionId: null,
    paidAt: null,
  }
  await ctx.db
    .insertInto('paymentAttempts')
    .values({ outTradeNo, orderId: order.id, scene: 'jsapi', amount: order.totalFen, ...open })
    .execute()
  const paid = { transactionId: `4200${order.number}`, amountFen: order.totalFen, payerOpenid: payerOf(stage, who), notificationId: null }
  const applied = await applyPayment(ctx, { outTradeNo, ...paid })
  if (applied !== 'paid') throw new Error(`The course of ${who} could not be paid: ${applied}`)
  await computeWaiting(ctx)
  await countSoldOnce(ctx, order.id)
  await deliverDigital(ctx, order.id)
  return order
}

/** The orchard also teaches: somebody watches its course, somebody has not opened it yet, and a talk is booked. */
export async function loadDigital(stage: Stage): Promise<void> {
  const lessons = await offer(stage, hoursBefore(stage, 200), course)
  const talks = await offer(stage, hoursBefore(stage, 199), talk)
  const supplier = asSupplier(stage, hoursBefore(stage, 198), named(stage.products, 'oranges').supplierId)
  const slots = []
  for (const hours of [30, 54, 58, 78, 126])
    slots.push(await offerSlot(supplier, talks.id, { startsAt: hoursBefore(stage, -hours).toISOString(), minutes: 40 }))
  const at = hoursBefore(stage, 60)
  const watched = await buy(stage, at, 'chen-hao', lessons)
  const lineId = watched.lines[0]?.id
  if (lineId) await openDigital(asMember(stage, later(at, { minutes: 30 }), named(stage.people, 'chen-hao').id), watched.id, lineId)
  await buy(stage, hoursBefore(stage, 20), 'wang-fang', lessons)
  const called = await buy(stage, hoursBefore(stage, 40), 'zhao-min', talks)
  const [slot, line] = [slots[1], called.lines[0]]
  if (slot && line)
    await bookSlot(asMember(stage, hoursBefore(stage, 39), named(stage.people, 'zhao-min').id), called.id, {
      lineId: line.id,
      slotId: slot.id,
    })
}
