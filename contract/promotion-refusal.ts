/** What the server says of coupons, special prices, groups and bargains; part of the one table in `refusal.ts`. */
export const promotionRefusals = {
  'promotion.not_found': [404, '没有这个活动，可能已经结束。', 'There is no such promotion; it may have ended.'],
  'promotion.price_too_high': [422, '活动价要低于店里的售价，请改低。', 'The special price must be below the shop’s price; lower it.'],
  'promotion.below_band': [
    422,
    '活动价不能低于供应商给的最低价，请改高。',
    'The price cannot go below the supplier’s lowest price; raise it.',
  ],
  'promotion.overlaps': [
    409,
    '这个规格在这段时间已有限时价，请换时间。',
    'This option has a flash price in that time already; choose another time.',
  ],
  'promotion.times_wrong': [
    422,
    '结束要晚于开始，并且不早于现在，请改时间。',
    'The end must come after the start and after now; change the times.',
  ],
  'promotion.amounts_wrong': [
    422,
    '优惠要小于门槛金额，请改数字。',
    'What is taken off must be less than the amount it starts from; change them.',
  ],
  'promotion.coupon_gone': [409, '券已领完，看看别的优惠吧。', 'All coupons are claimed; look at the other offers.'],
  'promotion.coupon_not_open': [409, '现在不能领这张券，请看领取时间。', 'This coupon cannot be claimed now; see when it can.'],
  'promotion.coupon_enough': [409, '这张券您已领满，先去用吧。', 'You have claimed as many of these as you may; use them first.'],
  'promotion.coupon_unusable': [409, '所选的券已用过或过期，请重新选择。', 'A chosen coupon was used or has expired; choose again.'],
  'promotion.flash_sold_out': [
    409,
    '限时价已抢完或已结束，可按原价购买。',
    'The flash price is sold out or over; you can buy at the normal price.',
  ],
  'promotion.flash_enough': [409, '限时价每人限购，请减少数量。', 'The flash price is limited per person; take fewer.'],
  'group.not_found': [404, '没有这个团，看看别的团吧。', 'There is no such group; look for another.'],
  'group.full': [409, '这个团已满或已结束，可以自己开一个团。', 'This group is full or over; you can open one yourself.'],
  'group.already_in': [409, '您已在这个团里，邀请朋友吧。', 'You are in this group already; invite a friend.'],
  'group.one_thing': [
    422,
    '拼团一次只买这一种，数量不超过限购。',
    'A group order holds this one thing, up to its limit; change the quantity.',
  ],
  'bargain.not_found': [404, '没有这个砍价。', 'There is no such bargain.'],
  'bargain.over': [409, '这次砍价已结束，可以重新发起。', 'This bargain is over; you can start another.'],
  'bargain.cut_already': [409, '您已帮过忙了，谢谢。', 'You have made your cut already; thank you.'],
  'bargain.own': [409, '自己不能砍自己的价，请分享给朋友。', 'You cannot cut your own price; share it with friends.'],
  'bargain.moved': [409, '价格刚又降了，请看过新价格再下单。', 'The price has just fallen further; look at it and order again.'],
} as const
