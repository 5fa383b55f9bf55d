import type { Card, CardInput, CardMedia, Honour } from '@lianka/contract/card'
import type { MemberId } from '@lianka/contract/ids'
import type { z } from 'zod'
import { sentencesOfShop } from '#draft/service'
import { unknownAddresses } from '#file/service'
import { type Ctx, memberOf } from '#platform/context'
import { seal, unseal } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { regionName } from '#platform/regions'
import { shareLink } from '#referral/service'
import { reviewsOfShop } from '#review/service'
import { bestOfShop } from '#shop/service'
import { addressesOf, type ContactAccess, contactAccessOf, trustFacts } from './rules.ts'
import * as store from './store.ts'
import { writeVcard } from './vcard.ts'

export { drawShareCode } from './codes.ts'
export { askForContacts, decideContactRequest, listContactRequests } from './contact.ts'

/** A card as its owner edits it. */
export type CardWords = z.infer<typeof CardInput>

const goodsShown = 12
const reviewsShown = 6
const frontByDefault = '/pictures/shop-front-1.svg'

const callerOf = (ctx: Ctx) => (ctx.caller.kind === 'member' ? ctx.caller.memberId : null)

async function requireCard(ctx: Ctx, memberId: MemberId): Promise<store.CardRow> {
  const row = await store.findCard(ctx.db, memberId, callerOf(ctx))
  if (!row) throw new Refusal('card.not_found')
  return row
}

/** The words of a card; until the owner has written one, they follow from name and shop. */
const wordsOf = (row: store.CardRow) => ({
  name: row.name ?? row.nickname,
  title: row.title ?? (row.shopName ? `${row.shopName}店主` : ''),
  slogan: row.slogan ?? '',
  story: row.story ?? row.intro ?? '',
  honours: (row.honours ?? []) as Honour[],
  template: row.template ?? ('storefront' as const),
  media: (row.media ?? []) as CardMedia[],
})

const placeOf = (row: store.CardRow) => {
  const code = row.regionCode ?? row.shopRegionCode
  return code ? regionName(code) : ''
}

const open = (ctx: Ctx, cipher: string | null) => (cipher ? unseal(ctx.keys, 'contact', cipher) : null)
const close = (ctx: Ctx, plain: string | null) => (plain ? seal(ctx.keys, 'contact', plain) : null)

/** What of the owner's contacts the caller may see: what everybody may, and all of it whom the owner let. */
function contactsOf(ctx: Ctx, row: store.CardRow): { phone: string | null; wechatId: string | null; contactAccess: ContactAccess } {
  const contactAccess = contactAccessOf(row, callerOf(ctx), ctx.clock.now())
  const all = contactAccess === 'approved'
  return {
    phone: all || row.phoneShown ? open(ctx, row.phoneCipher) : null,
    wechatId: all || row.wechatShown ? open(ctx, row.wechatCipher) : null,
    contactAccess,
  }
}

const noShop = {
  goods: [],
  told: { story: [], points: [] },
  reviewCount: 0,
  ratingTenths: null,
  reviews: [],
  facts: [],
} satisfies Partial<Card>

async function readShopPart(ctx: Ctx, shopId: NonNullable<store.CardRow['shopId']>) {
  const [history, tiles, reviews, told] = await Promise.all([
    store.readHistory(ctx.db, shopId),
    bestOfShop(ctx, shopId, goodsShown),
    reviewsOfShop(ctx, shopId, reviewsShown),
    sentencesOfShop(ctx, shopId),
  ])
  return {
    goods: tiles,
    told,
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
    portrait: row.ownPortrait ?? row.portrait,
    region: placeOf(row),
    front: row.front ?? frontByDefault,
    shopId: row.shopId,
    shopName: row.shopName,
    ...contactsOf(ctx, row),
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
    portrait: row.ownPortrait,
  }
}

/** Pictures, films and proofs are ours: nothing on a card is fetched from elsewhere. */
async function requireOurs(ctx: Ctx, card: CardWords) {
  const { pictures, videos, proofs } = addressesOf(card)
  const isPicture = (mime: string) => mime.startsWith('image/')
  if ((await unknownAddresses(ctx, videos, (mime) => mime === 'video/mp4')).length > 0) throw new Refusal('card.video_unknown')
  if ((await unknownAddresses(ctx, pictures, isPicture)).length > 0) throw new Refusal('card.picture_unknown')
  const isProof = (mime: string) => isPicture(mime) || mime === 'application/pdf'
  if ((await unknownAddresses(ctx, proofs, isProof)).length > 0) throw new Refusal('card.picture_unknown')
}

export async function writeOwnCard(ctx: Ctx, input: CardWords): Promise<CardWords> {
  const { phone, wechatId, honours, media, ...card } = input
  regionName(card.regionCode)
  await requireOurs(ctx, input)
  await store.keepCard(ctx.db, {
    ...card,
    memberId: memberOf(ctx),
    honours: JSON.stringify(honours),
    media: JSON.stringify(media),
    phoneCipher: close(ctx, phone),
    wechatCipher: close(ctx, wechatId),
    updatedAt: ctx.clock.now(),
  })
  return input
}

/** The card as an address book takes it. */
export async function readVcard(ctx: Ctx, memberId: MemberId): Promise<string> {
  const row = await requireCard(ctx, memberId)
  const { name, title, slogan } = wordsOf(row)
  const { phone, wechatId } = contactsOf(ctx, row)
  const { publicUrl } = ctx.settings
  return writeVcard({
    name,
    title,
    organisation: row.shopName,
    phone,
    wechatId,
    region: placeOf(row),
    note: slogan,
    url: `${publicUrl}/pages/card/index?id=${memberId}`,
    portraitUrl: `${publicUrl}${row.ownPortrait ?? row.portrait}`,
    uid: memberId,
    changedAt: row.updatedAt ?? row.joinedAt,
  })
}

export const shareOwnCard = (ctx: Ctx) => shareLink(ctx, { kind: 'card', targetId: memberOf(ctx) })
