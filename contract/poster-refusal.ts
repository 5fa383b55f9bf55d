/** What the server says where a poster cannot be drawn; part of the one table in `refusal.ts`. */
export const posterRefusals = {
  'poster.unsuitable': [
    422,
    '这个模板不能用来分享这样的内容，请换一个模板。',
    'This template does not suit what the link leads to; choose another template.',
  ],
  'poster.off_sale': [
    409,
    '商品已下架，不能再做海报；请换一件在售的商品。',
    'The goods are no longer on sale, so there is no poster; choose goods that are.',
  ],
  'poster.sold_out': [
    409,
    '商品卖完了，补货前不能做海报；请换一件有货的商品。',
    'The goods are sold out, so there is no poster until they are back; choose others.',
  ],
  'poster.no_group': [
    409,
    '这件商品现在没有进行中的拼团，请换一个模板。',
    'There is no group price for these goods now; choose another template.',
  ],
  'poster.no_trace': [
    409,
    '这件商品没有批次记录，不能用溯源模板；请换一个模板。',
    'These goods have no lot on record, so this template has nothing to show; choose another.',
  ],
  'poster.campaign_over': [409, '助农活动不在进行中，请选进行中的活动。', 'This campaign is not running; choose one that is.'],
  'poster.busy': [503, '正在画的海报太多，请几秒后再试。', 'Too many posters are being drawn; try again in a few seconds.'],
} as const
