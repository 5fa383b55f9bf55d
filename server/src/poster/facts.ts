import type { ProductPage } from '@lianka/contract/catalog'
import type { CampaignId, GroupBuyId, ListingId, MemberId, ShopId } from '@lianka/contract/ids'
import type { PosterTemplate } from '@lianka/contract/poster'
import type { GroupOffer } from '@lianka/contract/promotion'
import { formatDay, formatTime } from '@lianka/design/dates'
import { readCampaign } from '#campaign/service'
import { readCard } from '#card/service'
import { listGroupOffers, readGroup } from '#group-buy/service'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { bestOfShop, readProductPage, readShop } from '#shop/service'
import {
  type CampaignFacts,
  type CardFacts,
  crossedOut,
  type GroupFacts,
  type PosterFacts,
  type ProductFacts,
  type ShopFacts,
  stepsToShow,
} from './rules.ts'

type Shared = { kind: string; targetId: string }

/** What a poster of this template shows about what a link leads to, as it is now; refuses what must not be shown. */
export function gatherFacts(ctx: Ctx, template: PosterTemplate, { kind, targetId }: Shared): Promise<PosterFacts> {
  if (kind === 'card') return cardFacts(ctx, targetId as MemberId)
  if (kind === 'shop') return shopFacts(ctx, targetId as ShopId)
  if (kind === 'campaign') return campaignFacts(ctx, targetId as CampaignId)
  if (kind === 'group') return groupFacts(ctx, targetId as GroupBuyId)
  if (kind === 'product' && template === 'group-seats') return groupPriceFacts(ctx, targetId as ListingId)
  if (kind === 'product') return productFacts(ctx, template, targetId as ListingId)
  throw new Refusal('poster.unsuitable')
}

async function cardFacts(ctx: Ctx, memberId: MemberId): Promise<CardFacts> {
  const { name, title, slogan, region, shopName, portrait, front, honours, facts } = await readCard(ctx, memberId)
  return {
    about: 'card',
    name,
    title,
    slogan,
    region,
    shopName,
    portrait,
    front,
    honours: honours.map(({ words }) => words),
    facts: facts.map(({ zh }) => zh),
  }
}

/** Goods that are on sale and there; what was taken down or sold out is not advertised. */
async function requireOnSale(ctx: Ctx, id: ListingId): Promise<ProductPage> {
  const page = await readProductPage(ctx, id).catch((error) => {
    if (error instanceof Refusal && error.code === 'shop.listing_not_found') throw new Refusal('poster.off_sale')
    throw error
  })
  if (!page.inStock) throw new Refusal('poster.sold_out')
  return page
}

async function productFacts(ctx: Ctx, template: PosterTemplate, id: ListingId): Promise<ProductFacts> {
  const page = await requireOnSale(ctx, id)
  if (template === 'product-origin' && !page.lot) throw new Refusal('poster.no_trace')
  const { title, subtitle, picture, priceFen, soldCount, shopName, lot } = page
  return {
    about: 'product',
    title,
    subtitle,
    picture,
    priceFen,
    from: new Set(page.skus.map((sku) => sku.priceFen)).size > 1,
    soldCount,
    rating: page.ratingTenths === null ? null : { tenths: page.ratingTenths, count: page.reviewCount },
    shopName,
    lot: lot && {
      code: lot.code,
      origin: lot.origin,
      producer: lot.producer,
      steps: stepsToShow(lot.events).map(({ kind, at, place, note, picture }) => ({
        kind,
        day: formatDay(at, 'zh'),
        place,
        note,
        picture,
      })),
      inspection: lot.inspection && {
        agency: lot.inspection.agency,
        result: lot.inspection.result,
        day: formatDay(lot.inspection.issuedAt, 'zh'),
      },
    },
  }
}

type Offer = Omit<GroupOffer, 'openGroups'>

const ofOffer = ({ title, picture, groupFen, priceFen, lowestDealFen, size, shopName }: Offer) => ({
  about: 'group' as const,
  title,
  picture,
  groupFen,
  aloneFen: priceFen,
  crossedFen: crossedOut(groupFen, lowestDealFen),
  size,
  shopName,
})

/** A group that waits for people. */
async function groupFacts(ctx: Ctx, id: GroupBuyId): Promise<GroupFacts> {
  const group = await readGroup(ctx, id)
  if (group.state !== 'open') throw new Refusal('poster.no_group')
  await requireOnSale(ctx, group.offer.listingId)
  return {
    ...ofOffer(group.offer),
    seats: group.people.map(({ portrait }) => ({ portrait })),
    missing: group.size - group.paid,
    until: formatTime(group.dueAt, 'zh'),
  }
}

/** The group price of goods, for whoever begins a group. */
async function groupPriceFacts(ctx: Ctx, id: ListingId): Promise<GroupFacts> {
  await requireOnSale(ctx, id)
  const now = ctx.clock.now().toISOString()
  const offer = (await listGroupOffers(ctx, { listingId: id })).find(
    ({ startsAt, endsAt, stopped }) => !stopped && startsAt <= now && now < endsAt,
  )
  if (!offer) throw new Refusal('poster.no_group')
  return { ...ofOffer(offer), seats: null, missing: offer.size, until: formatTime(offer.endsAt, 'zh') }
}

async function shopFacts(ctx: Ctx, id: ShopId): Promise<ShopFacts> {
  const [shop, goods] = await Promise.all([readShop(ctx, { id }), bestOfShop(ctx, id, 8)])
  return {
    about: 'shop',
    name: shop.name,
    intro: shop.intro,
    region: shop.region,
    front: shop.front,
    owner: { name: shop.ownerNickname, portrait: shop.ownerPortrait },
    goods: goods
      .filter((tile) => tile.inStock)
      .slice(0, 4)
      .map(({ title, picture, priceFen }) => ({ title, picture, priceFen })),
  }
}

async function campaignFacts(ctx: Ctx, id: CampaignId): Promise<CampaignFacts> {
  const campaign = await readCampaign(ctx, id)
  if (campaign.state !== 'running') throw new Refusal('poster.campaign_over')
  const { title, story, region, picture, raisedFen, buyerCount, endsAt, goods } = campaign
  return {
    about: 'campaign',
    title,
    story,
    region,
    picture,
    raisedFen,
    buyerCount,
    until: formatDay(endsAt, 'zh'),
    goods: goods
      .filter((tile) => tile.inStock)
      .slice(0, 3)
      .map(({ title, picture, priceFen }) => ({ title, picture, priceFen })),
  }
}
