import type { z } from 'zod'
import type { PosterTemplate } from '../../../../contract/poster.ts'
import { call } from '../../api.ts'
import { paths } from '../../paths.ts'
import type { SharedKind } from '../../platform/share.ts'
import { session } from '../../session.ts'

export type Template = z.infer<typeof PosterTemplate>
export type SubjectKind = Exclude<SharedKind, 'bargain'>
/** Something a poster can be about. */
export type Subject = { kind: SubjectKind; id: string; title: string; picture: string; path: string }

const templates: Record<SubjectKind, Template[]> = {
  card: ['card-portrait', 'card-letter', 'card-window'],
  product: ['product-picture', 'product-origin', 'group-seats'],
  group: ['group-seats'],
  shop: ['shop-shelf'],
  campaign: ['campaign-harvest'],
}
export const templatesFor = (kind: SubjectKind): Template[] => templates[kind]

const pathOf: Record<SubjectKind, (id: string) => string> = {
  card: paths.card,
  product: paths.product,
  group: paths.groupBuy,
  shop: paths.shop,
  campaign: paths.campaign,
}

/** What one may make posters of: what was asked for, one's card, one's shop and its goods, the campaigns that run. */
export async function loadSubjects(asked: { kind: SubjectKind; id: string; title: string } | undefined): Promise<Subject[]> {
  const me = await call('GET /me')
  session.know(me)
  const [shop, listings, campaigns] = await Promise.all([
    me.shopId ? call('GET /shops/:id', { params: { id: me.shopId } }) : undefined,
    me.shopId ? call('GET /my/shop/listings').then(({ items }) => items.filter(({ onSale }) => onSale)) : [],
    call('GET /campaigns', { query: { state: 'running', limit: 10 } }).then(({ items }) => items),
  ])
  const own: Subject[] = [
    { kind: 'card', id: me.id, title: me.nickname, picture: me.portrait, path: paths.card(me.id) },
    ...listings.map(({ listingId: id, title, picture }): Subject => ({ kind: 'product', id, title, picture, path: paths.product(id) })),
    ...(shop ? [{ kind: 'shop', id: shop.id, title: shop.name, picture: shop.front, path: paths.shop(shop.id) } satisfies Subject] : []),
    ...campaigns.map(({ id, title, picture }): Subject => ({ kind: 'campaign', id, title, picture, path: paths.campaign(id) })),
  ]
  if (!asked) return own
  const known = own.find(({ kind, id }) => kind === asked.kind && id === asked.id)
  const first = known ?? { ...asked, picture: await pictureOf(asked), path: pathOf[asked.kind](asked.id) }
  return [first, ...own.filter((each) => each !== known)]
}

async function pictureOf({ kind, id }: { kind: SubjectKind; id: string }): Promise<string> {
  if (kind === 'product') return (await call('GET /listings/:id', { params: { id: id as never } })).picture
  if (kind === 'group') return (await call('GET /group-buys/:id', { params: { id: id as never } })).offer.picture
  if (kind === 'shop') return (await call('GET /shops/:id', { params: { id: id as never } })).front
  if (kind === 'campaign') return (await call('GET /campaigns/:id', { params: { id: id as never } })).picture
  return (await call('GET /cards/:memberId', { params: { memberId: id as never } })).portrait
}
