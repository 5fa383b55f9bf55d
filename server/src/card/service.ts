import type { Card, CardInput } from '@lianka/contract/card'
import type { MemberId } from '@lianka/contract/ids'
import type { z } from 'zod'
import { type Ctx, memberOf } from '#platform/context'
import { seal, unseal } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { regionName } from '#platform/regions'
import { shareLink } from '#referral/service'
import { reviewsOfShop } from '#review/service'
import { bestOfShop } from '#shop/service'
import { trustFacts } from './rules.ts'
import * as store from './store.ts'
import { writeVcard } from './vcard.ts'

export { drawShareCode } from './codes.ts'

/** A card as its owner edits it. */
export type CardWords = z.infer<typeof CardInput>

const goodsShown = 12
const reviewsShown = 6
const frontByDefault = '/pictures/shop-front-1.svg'

async function requireCard(ctx: Ctx, memberId: MemberId): Promise<store.CardRow> {
  const row = await store.findCard(ctx.db, memberId)
  if (!row) throw new Refusal('card.not_found')
  return row
}

/** The words of a card; until the owner has written one, they follow from name and shop. */
const wordsOf = (row: store.CardRow) => ({
  name: row.name ?? row.nickname,
  title: row.title ?? (row.shopName ? `${row.shopName}店主` : ''),
  slogan: row.slogan ?? '',
  story: row.story ?? row.intro ?? '',
  honours: (row.honours ?? []) as string[],
})

const placeOf = (row: store.CardRow) => {
  const code = row.regionCode ?? row.shopRegionCode
  return code ? regionName(code) : ''
}

const open = (ctx: Ctx, cipher: string | null) => (cipher ? unseal(ctx.keys, 'contact', cipher) : null)
const close = (ctx: Ctx, plain: string | null) => (plain ? seal(ctx.keys, 'contact', plain) : null)

/** What of the owner's contacts others may see. */
const shownContacts = (ctx: Ctx, row: store.CardRow) => ({
  phone: row.phoneShown ? open(ctx, row.phoneCipher) : null,
  wechatId: row.wechatShown ? open(ctx, row.wechatCipher) : null,
})

const noShop = { goods: [], reviewCount: 0, ratingTenths: null, reviews: [], facts: [] } satisfies Partial<Card>

async function readShopPart(ctx: Ctx, shopId: NonNullable<store.CardRow['shopId']>) {
  const [history, tiles, reviews] = await Promise.all([
    store.readHistory(ctx.db, shopId),
    bestOfShop(ctx, shopId, goodsShown),
    reviewsOfShop(ctx, shopId, reviewsShown),
  ])
  return {
    goods: tiles,
    reviewCount: reviews.count,
    ratingTenths: reviews.ratingTenths,
    reviews: reviews.items,
    facts: history ? trustFacts(history, ctx.clock.now()) : [],
  }
}

export async function readCard(ctx: Ctx, memberId: MemberId): Promise<Card> {
  const row = await requireCard(ctx, memberId)
  return {
    memberId,
    ...wordsOf(row),
    portrait: row.portrait,
    region: placeOf(row),
    front: row.front ?? frontByDefault,
    shopId: row.shopId,
    shopName: row.shopName,
    ...shownContacts(ctx, row),
    // A mark says that the platform has checked something. It checks neither real names nor shop licences yet, so there is none to show.
    marks: [],
    ...(row.shopId ? await readShopPart(ctx, row.shopId) : noShop),
  }
}

export async function readOwnCard(ctx: Ctx): Promise<CardWords> {
  const row = await requireCard(ctx, memberOf(ctx))
  return {
    ...wordsOf(row),
    regionCode: row.regionCode ?? row.shopRegionCode ?? '',
    phone: open(ctx, row.phoneCipher),
    wechatId: open(ctx, row.wechatCipher),
    phoneShown: row.phoneShown ?? false,
    wechatShown: row.wechatShown ?? false,
  }
}

export async function writeOwnCard(ctx: Ctx, { phone, wechatId, honours, ...card }: CardWords): Promise<CardWords> {
  regionName(card.regionCode)
  await store.keepCard(ctx.db, {
    ...card,
    memberId: memberOf(ctx),
    honours: JSON.stringify(honours),
    phoneCipher: close(ctx, phone),
    wechatCipher: close(ctx, wechatId),
    updatedAt: ctx.clock.now(),
  })
  return { ...card, phone, wechatId, honours }
}

/** The card as an address book takes it. */
export async function readVcard(ctx: Ctx, memberId: MemberId): Promise<string> {
  const row = await requireCard(ctx, memberId)
  const { name, title, slogan } = wordsOf(row)
  const { publicUrl } = ctx.settings
  return writeVcard({
    name,
    title,
    organisation: row.shopName,
    ...shownContacts(ctx, row),
    region: placeOf(row),
    note: slogan,
    url: `${publicUrl}/pages/card/index?id=${memberId}`,
    portraitUrl: `${publicUrl}${row.portrait}`,
    uid: memberId,
    changedAt: row.updatedAt ?? row.joinedAt,
  })
}

export const shareOwnCard = (ctx: Ctx) => shareLink(ctx, { kind: 'card', targetId: memberOf(ctx) })
