/** Refusals about how an order reaches its buyer: handed over, opened or booked. */
export const deliveryRefusals = {
  'sheet.type_refused': [
    415,
    '只能上传 XLSX 或 CSV 表格，请用下载的表格填写后再传。',
    'Only XLSX or CSV sheets are taken; fill in the sheet you downloaded and upload that.',
  ],
  'sheet.too_long': [422, '表格超过 2000 行，请分成几份再传。', 'The sheet has more than 2000 rows; split it and upload the parts.'],
  'sheet.broken': [422, '表格打不开，请另存为新的 XLSX 再传。', 'The sheet cannot be opened; save it as a new XLSX and upload that.'],
  'sheet.inflates': [
    422,
    '表格解开后大得不正常，不能上传；请用下载的表格重新填写。',
    'The sheet unpacks to far more than it should; fill in a freshly downloaded one.',
  ],
  'order.region_unknown': [422, '请选择完整的省、市、区。', 'Choose a province, city and district.'],
  'shipment.tracking_taken': [409, '这个快递单号已用于别的包裹，请核对。', 'This tracking number belongs to another parcel; check it.'],
  'shipment.sheet_not_found': [404, '没有这份发货表。', 'No such shipping sheet.'],
  'shipment.columns_missing': [
    422,
    '表格第一行要有“包裹号”（或“订单号”）、“快递公司”和“快递单号”三列，请用下载的表格填写。',
    'The first row must name the columns parcel (or order), courier and tracking number; fill in the sheet you downloaded.',
  ],
  'order.no_pickup': [409, '这家店现在不能到店自提，请选快递。', 'This shop offers no pick-up now; choose a courier.'],
  'order.no_local': [409, '这家店不送货上门，请选快递或自提。', 'This shop brings nothing itself; choose a courier or pick-up.'],
  'order.too_far': [422, '超出这家店的配送范围，请选快递或自提。', 'That is beyond the shop’s radius; choose a courier or pick-up.'],
  'order.no_handover': [404, '这张订单没有取货码。', 'This order has no pick-up code.'],
  'order.code_wrong': [404, '取货码不对，请和买家核对后再输。', 'No such code in your shop; compare it with the buyer’s and try again.'],
  'order.code_used': [409, '这个取货码已经用过，商品已交给买家。', 'This code was used already; the goods have been handed over.'],
  'order.code_tries': [429, '输错太多次，请一小时后再试，或扫买家的二维码。', 'Too many wrong codes; try again in an hour.'],
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
