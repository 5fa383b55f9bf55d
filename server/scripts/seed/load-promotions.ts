import type { GroupBuyId, GroupOfferId, ListingId, SkuId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { sql } from 'kysely'
import { beginBargain, cutBargain, offerBargain } from '#bargain/service'
import { claimCoupon, offerCoupon, offerFlash, offerThreshold } from '#discount/service'
import { offerGroup } from '#group-buy/service'
import { placeOrder } from '#order/service'
import { applyPayment } from '#payment/service'
import { planInForce } from '#plan/service'
import { payerOf } from './load-people.ts'
import { numberOfPayment } from './payments.ts'
import { asMember, asOperator, asSystem, hoursBefore, type LoadedShop, later, named, type Stage } from './stage.ts'

type Option = {
  productId: string
  listingId: ListingId
  skuId: SkuId
  title: string
  price: number
  minPrice: number
  stock: number
  alone: boolean
}

/** The dearest option of each of a shop's goods that leaves room between the shop's price and the supplier's lowest. */
async function optionsOf(stage: Stage, shop: LoadedShop): Promise<Option[]> {
  const { rows } = await sql<Option>`
    select distinct on (l.id) l.product_id, l.id as listing_id, k.id as sku_id, l.title, r.price, k.min_price, k.stock, (select count(*) = 1 from skus o where o.product_id = k.product_id) as alone from listings l join listing_prices r on r.listing_id = l.id join skus k on k.id = r.sku_id join products p on p.id = l.product_id and p.kind = 'goods'
    where l.shop_id = ${shop.id} and l.on_sale and l.sellable and k.stock > 20 and r.price - k.min_price > 300 order by l.id, r.price desc`.execute(
    stage.ctx.db,
  )
  return rows.toSorted((a, b) => b.price - b.minPrice - (a.price - a.minPrice))
}

/** The option to sell at a flash price, and the others: where goods have one option only, their page shows that price at its top. */
function flashFirst(options: Option[], ordinary: readonly string[]): Option[] {
  const fit = options.filter(({ productId }) => ordinary.includes(productId))
  const first = fit.find(({ alone }) => alone) ?? fit[0]
  return first ? [first, ...options.filter((each) => each !== first)] : []
}

/** A shop's goods that the plan does not name: what those cost, and what the plan pays on them, stays round. */
async function ordinaryGoods(stage: Stage, at: Date, shop: LoadedShop): Promise<string[]> {
  const { designated } = await planInForce(asMember(stage, at, shop.ownerId, shop.id))
  const named = designated.map(({ productId }) => productId)
  const goods = await stage.ctx.db
    .selectFrom('listings')
    .select('productId')
    .where('shopId', '=', shop.id)
    .where('onSale', '=', true)
    .execute()
  return [...new Set(goods.map(({ productId }) => productId))].filter((id) => !named.includes(id)).slice(0, 50)
}

/** Below the shop's price by so many percent, at the supplier's lowest price at most. */
const reduced = ({ price, minPrice }: Option, percent: number) =>
  Math.max(minPrice, Math.floor((price * (100 - percent)) / 10_000) * 100) as Fen

const span = (from: Date, days: number) => ({ startsAt: from.toISOString(), endsAt: later(from, { days }).toISOString() })

async function orderInGroup(stage: Stage, at: Date, who: string, option: Option, special: { offerId: GroupOfferId; groupId?: GroupBuyId }) {
  const buyer = named(stage.people, who)
  const [shopId] = [
    (await stage.ctx.db.selectFrom('listings').select('shopId').where('id', '=', option.listingId).executeTakeFirstOrThrow()).shopId,
  ]
  const order = await placeOrder(asMember(stage, at, buyer.id), {
    shopId,
    lines: [{ listingId: option.listingId, skuId: option.skuId, quantity: 1, priceFen: option.price }],
    addressId: buyer.addressId,
    returnExceptionConfirmed: true,
    special,
    note: '',
  })
  const ctx = asSystem(stage, later(at, { minutes: 1 }))
  const outTradeNo = numberOfPayment(order.id)
  await ctx.db
    .insertInto('paymentAttempts')
    .values({
      outTradeNo,
      orderId: order.id,
      scene: 'jsapi',
      amount: order.totalFen,
      state: 'open',
      startedAt: at,
      expiresAt: later(at, { minutes: 30 }),
      queryAt: null,
      transactionId: null,
      paidAt: null,
    })
    .execute()
  const applied = await applyPayment(ctx, {
    outTradeNo,
    transactionId: `4200${order.number}`,
    amountFen: order.totalFen,
    payerOpenid: payerOf(stage, who),
    notificationId: null,
  })
  if (applied !== 'held') throw new Error(`The group order of ${who} was not held: ${applied}`)
  return order.groupId as GroupBuyId
}

/** Two people wait for a third, and a bargain waits for friends. */
async function loadGroup(stage: Stage, at: Date, option: Option, offerId: GroupOfferId): Promise<void> {
  const groupId = await orderInGroup(stage, later(at, { hours: 20 }), 'chen-hao', option, { offerId })
  await orderInGroup(stage, later(at, { hours: 22 }), 'zhao-min', option, { offerId, groupId })
}

/** One that two people claimed at the weekend and have not used: it ends in two days. */
async function loadEndingCoupon(stage: Stage, at: Date): Promise<void> {
  const { id } = await offerCoupon(asOperator(stage, at), null, {
    name: '周末尝鲜券',
    fromFen: 9900 as Fen,
    reduction: { offFen: 800 as Fen },
    productIds: [],
    categoryIds: [],
    budget: 300,
    perPerson: 1,
    validDays: 4,
    claimFrom: at.toISOString(),
    claimUntil: later(at, { days: 1 }).toISOString(),
  })
  for (const who of ['zhou-lan', 'liu-guiying'])
    await claimCoupon(asMember(stage, later(at, { hours: 5 }), named(stage.people, who).id), id)
}

async function loadCoupons(stage: Stage, at: Date, shop: LoadedShop): Promise<void> {
  const claims = { claimFrom: at.toISOString(), claimUntil: later(at, { days: 30 }).toISOString() }
  const platform = await offerCoupon(asOperator(stage, at), null, {
    name: '新朋友满减券',
    fromFen: 9900 as Fen,
    reduction: { offFen: 1000 as Fen },
    productIds: [],
    categoryIds: [],
    budget: 1000,
    perPerson: 1,
    validDays: 30,
    ...claims,
  })
  const ofShop = await offerCoupon(asMember(stage, at, shop.ownerId, shop.id), shop.id, {
    name: '芳邻老友券',
    fromFen: 15_900 as Fen,
    reduction: { rate: 800, atMostFen: 3000 as Fen },
    productIds: [],
    categoryIds: [],
    budget: 200,
    perPerson: 2,
    validDays: 15,
    ...claims,
  })
  for (const [place, who] of ['zhou-lan', 'zhao-min', 'liu-guiying', 'li-ming'].entries()) {
    const ctx = asMember(stage, later(at, { hours: 2 + place * 3 }), named(stage.people, who).id)
    await claimCoupon(ctx, platform.id)
    if (place % 2 === 0) await claimCoupon(ctx, ofShop.id)
  }
}

/** What shops offer this week, begun two days ago: coupons, a threshold, flash prices, groups and a bargain, some of them under way. */
export async function loadPromotions(stage: Stage): Promise<void> {
  const at = hoursBefore(stage, 48)
  const wangs = [...stage.shops.values()].find(({ ownerId }) => ownerId === named(stage.people, 'wang-fang').id)
  if (!wangs) throw new Error('Wang has no shop')
  await loadCoupons(stage, at, wangs)
  await loadEndingCoupon(stage, at)
  const owner = (when: Date, shop = wangs) => asMember(stage, when, shop.ownerId, shop.id)
  const productIds = await ordinaryGoods(stage, at, wangs)
  await offerThreshold(owner(at), { fromFen: 19_900 as Fen, offFen: 1500 as Fen, productIds, ...span(at, 20) })

  const [first, second, third, fourth] = flashFirst(await optionsOf(stage, wangs), productIds)
  if (!first || !second || !third || !fourth) throw new Error('Wang lists too little for promotions')
  await offerFlash(owner(at), { ...first, flashFen: reduced(first, 12), quota: 60, perPerson: 2, ...span(at, 5) })
  const offer = await offerGroup(owner(at), {
    ...second,
    groupFen: reduced(second, 15),
    size: 3,
    hours: 72,
    mostPieces: 2,
    ...span(at, 12),
  })
  await loadGroup(stage, at, second, offer.id)
  const bargain = await offerBargain(owner(at), { ...third, floorFen: reduced(third, 20), cuts: 8, hours: 96, ...span(at, 12) })
  const begun = await beginBargain(asMember(stage, later(at, { hours: 30 }), named(stage.people, 'li-ming').id), bargain.id)
  for (const [place, who] of ['zhou-lan', 'chen-hao', 'sun-yizhou'].entries())
    await cutBargain(asMember(stage, later(at, { hours: 31 + place }), named(stage.people, who).id), begun.id)

  // Other shops, so that the list of all offers is not one shop's.
  for (const shop of [...stage.shops.values()].filter((each) => each !== wangs).slice(0, 3)) {
    const [flash, group] = flashFirst(await optionsOf(stage, shop), await ordinaryGoods(stage, at, shop))
    if (flash) await offerFlash(owner(at, shop), { ...flash, flashFen: reduced(flash, 10), quota: 30, perPerson: 1, ...span(at, 6) })
    if (group)
      await offerGroup(owner(at, shop), { ...group, groupFen: reduced(group, 12), size: 2, hours: 48, mostPieces: 1, ...span(at, 10) })
  }
}
