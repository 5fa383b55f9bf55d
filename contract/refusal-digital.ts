/** Refusals about what is opened or booked instead of sent. */
export const digitalRefusals = {
  'order.digital_apart': [
    422,
    '课程、咨询和要寄的商品请分开下单。',
    'Courses and consultations are ordered on their own; check out separately from goods that are sent.',
  ],
  'order.digital_one': [
    422,
    '课程和咨询一次只买一份，请把数量改为 1。',
    'A course or consultation is bought one at a time; set the quantity to 1.',
  ],
  'order.not_digital': [422, '这些商品要寄送，请选择收货方式。', 'These goods have to be sent; choose a way of delivery.'],
  'digital.not_paid': [409, '付款后才能打开，请先付款。', 'It opens once the order is paid; pay first.'],
  'digital.refund_open': [
    409,
    '这份内容在退款中或已退款，不能打开。想继续用请先撤回退款。',
    'Money for it is being or has been given back, so it stays closed; withdraw the request to use it.',
  ],
  'digital.slot_gone': [
    409,
    '这个时间刚被别人约走或已过，请换一个。',
    'Somebody else has just taken this time, or it has passed; choose another.',
  ],
  'digital.slot_fixed': [
    409,
    '离开始不到 24 小时，不能改时间了，请联系店家。',
    'It starts in less than 24 hours and cannot be moved; contact the shop.',
  ],
  'digital.slot_taken': [409, '这个时间已有或已被预约，请看看列表。', 'This time exists already or has been booked; look at the list.'],
  'digital.slot_not_found': [404, '没有这个时间，请刷新列表。', 'No such time; refresh the list.'],
} as const satisfies Record<string, readonly [number, string, string]>
