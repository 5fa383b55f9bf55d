import type { ConsentPurpose } from '@lianka/contract/consent'

/** What is agreed to, by purpose. Changed words are a new version: who agreed to the old ones is asked again. */
export const consentWords: Readonly<Record<ConsentPurpose, { version: number; zh: string; en: string }>> = {
  share_visits: {
    version: 1,
    zh: '你看名片和商品时，让店主看到是你：昵称、头像、看了什么、看了多久。只从同意这一刻起；随时可以撤回，撤回后店主看到的都变回“一位访客”，以前的也一样。',
    en: 'When you look at cards and goods, their owners see that it is you: name, portrait, what you looked at and how long. Only from the moment you agree. You can take it back at any time; then all of it, past looks too, is by “a visitor” again.',
  },
  recommendations: {
    version: 1,
    zh: '按你看过的商品给你推荐。关掉后只按评价和销量排列，大家看到的一样。',
    en: 'Goods are suggested by what you looked at. Off, they are ordered by ratings and sales, the same for everybody.',
  },
}
