/** What the server says where a farm-aid campaign cannot be made, changed or shown; part of the one table in `refusal.ts`. */
export const campaignRefusals = {
  'campaign.not_found': [404, '没有这个助农活动，看看别的吧。', 'There is no such campaign; look at the others.'],
  'campaign.times_wrong': [
    422,
    '结束要晚于开始和现在，最长半年，请改时间。',
    'The end must come after the start and after now, within half a year; change the times.',
  ],
  'campaign.goods_wrong': [
    422,
    '有商品不存在或没在售，请重新选择商品。',
    'Some of the goods do not exist or are not approved; choose again.',
  ],
  'campaign.sold': [
    409,
    '已有人按现在的内容下单，不能再改；可以提前结束，另建一个。',
    'Somebody bought under these terms, so they stay; end it and make another.',
  ],
  'campaign.over': [409, '这个助农活动已结束，请另建一个。', 'This campaign is over; make another.'],
} as const
