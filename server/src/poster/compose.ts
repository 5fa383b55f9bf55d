import type { PosterTemplate } from '@lianka/contract/poster'
import type { Element } from './elements.ts'
import type { CampaignFacts, CardFacts, Frame, GroupFacts, PosterFacts, ProductFacts, ShopFacts } from './rules.ts'
import { cardLetter, cardPortrait, cardWindow } from './templates/card.ts'
import { groupSeats, productOrigin, productPicture } from './templates/goods.ts'
import { campaignHarvest, shopShelf } from './templates/places.ts'

const onCards: Partial<Record<PosterTemplate, (facts: CardFacts, frame: Frame) => Element>> = {
  'card-portrait': cardPortrait,
  'card-letter': cardLetter,
  'card-window': cardWindow,
}
const onProducts: Partial<Record<PosterTemplate, (facts: ProductFacts, frame: Frame) => Element>> = {
  'product-picture': productPicture,
  'product-origin': productOrigin,
}
const onGroups: Partial<Record<PosterTemplate, (facts: GroupFacts, frame: Frame) => Element>> = { 'group-seats': groupSeats }
const onShops: Partial<Record<PosterTemplate, (facts: ShopFacts, frame: Frame) => Element>> = { 'shop-shelf': shopShelf }
const onCampaigns: Partial<Record<PosterTemplate, (facts: CampaignFacts, frame: Frame) => Element>> = {
  'campaign-harvest': campaignHarvest,
}

/** The poster of some facts as a tree of boxes; undefined where the template is not made for them. */
export function compose(template: PosterTemplate, facts: PosterFacts, frame: Frame): Element | undefined {
  switch (facts.about) {
    case 'card':
      return onCards[template]?.(facts, frame)
    case 'product':
      return onProducts[template]?.(facts, frame)
    case 'group':
      return onGroups[template]?.(facts, frame)
    case 'shop':
      return onShops[template]?.(facts, frame)
    case 'campaign':
      return onCampaigns[template]?.(facts, frame)
  }
}
