import type { Reply } from '../../api.ts'
import type { Card } from '../../parts/card/card-view.tsx'

export type CardInput = Reply<'GET /my/card'>

/** The card as others would see it if what is written were saved. */
export function draftOf(input: CardInput, shown: Card): Card {
  const { name, title, slogan, story, template, media, portrait, phone, phoneShown, wechatId, wechatShown } = input
  const hidden = (phone !== null && !phoneShown) || (wechatId !== null && !wechatShown)
  return {
    ...shown,
    name: name || shown.name,
    title,
    slogan,
    story,
    template,
    media,
    honours: input.honours.filter(({ words }) => words.trim() !== ''),
    portrait: portrait ?? shown.portrait,
    phone: phoneShown ? phone : null,
    wechatId: wechatShown ? wechatId : null,
    contactAccess: hidden ? 'ask' : 'shown',
  }
}
