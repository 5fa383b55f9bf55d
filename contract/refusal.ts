import { z } from 'zod'

/**
 * Every refusal the server can give: HTTP status, and in both languages what happened and what to do next.
 * Codes read `<module>.<fact>`. Clients show `zh` or `en`; they never invent their own words for a code.
 */
export const refusals = {
  'request.invalid': [
    400,
    '填写的内容不完整或格式不对，请检查标出的项目后重试。',
    'Something in the request is missing or malformed; check the listed fields and try again.',
  ],
  'request.too_large': [413, '内容太大，请控制在 1 MB 以内后重试。', 'The request is too large; keep it under 1 MB and try again.'],
  'request.not_json': [415, '请用 JSON 格式提交。', 'Send the request body as JSON.'],
  'request.too_many': [429, '操作太快，请稍等一分钟再试。', 'Too many requests; wait a minute and try again.'],
  'request.not_found': [404, '没有这个地址，请返回上一页。', 'There is nothing at this address; go back and choose again.'],
  'request.not_ready': [
    503,
    '系统正忙，请几秒后再试；已提交的不会丢。',
    'The system is busy; try again in a few seconds. Nothing acknowledged is lost.',
  ],
  'request.internal': [500, '出了点问题，我们已记录，请稍后再试。', 'Something went wrong on our side and was recorded; try again later.'],
  'idempotency.key_missing': [400, '请求缺少幂等键，请刷新页面后重试。', 'Send an Idempotency-Key header of 8 to 64 characters.'],
  'idempotency.key_reused': [
    409,
    '这个操作已用于另一份内容，请刷新后重新提交。',
    'This Idempotency-Key was used with another request; use a new key.',
  ],
  'idempotency.in_flight': [409, '上一次提交还在处理，请稍候。', 'The same request is still being worked on; wait for it.'],
  'account.sign_in_required': [401, '请先登录。', 'Sign in first.'],
  'account.session_expired': [401, '登录已过期，请重新登录。', 'The session has expired; sign in again.'],
  'account.forbidden': [403, '您的身份不能做这件事，请换有权限的账号。', 'Your role may not do this; use an account that may.'],
  'account.origin_refused': [403, '请求来源不对，请从控制台页面操作。', 'The request came from another site; use the console page.'],
  'account.code_wrong': [401, '验证码不对，请核对后再输。', 'The code is wrong; check it and enter it again.'],
  'account.code_expired': [410, '验证码已过期，请重新获取。', 'The code has expired; ask for a new one.'],
  'account.code_too_soon': [429, '一分钟内只能发一次，请稍候再取。', 'A code was sent less than a minute ago; wait before asking again.'],
  'account.password_wrong': [401, '账号、密码或动态码不对，请重试。', 'User name, password or one-time code is wrong; try again.'],
  'account.locked': [423, '连续输错，账号锁定 15 分钟，请稍后再试。', 'Too many wrong attempts; the account is locked for 15 minutes.'],
  'account.wechat_refused': [401, '微信登录没有成功，请重新点登录。', 'WeChat did not accept the sign-in; try signing in again.'],
  'account.member_not_found': [404, '没有找到这位会员。', 'No such member; check the name or number.'],
  'account.address_not_found': [404, '没有这个收货地址，请重新选择。', 'No such address; choose another.'],
  'referral.share_code_unknown': [
    404,
    '这个分享码无效，请向分享人再要一次。',
    'This share code is unknown; ask the sender for a new link.',
  ],
  'referral.already_agent': [409, '您已经是代理，不用再申请。', 'You are an agent already; there is nothing to apply for.'],
  'catalog.product_not_found': [404, '没有这件商品，可能已下架。', 'No such product; it may have been withdrawn.'],
  'catalog.sku_not_found': [404, '没有这个规格，请重新选择。', 'No such option; choose another.'],
  'catalog.product_state': [
    409,
    '商品现在的状态不能这样做，请刷新后再看。',
    'The product is not in a state that allows this; refresh and look again.',
  ],
  'supply.supplier_not_found': [404, '没有这家供应商。', 'No such supplier.'],
  'supply.price_out_of_band': [422, '价格要在供应商给的区间内，请改价。', 'The price must lie in the supplier’s band; change it.'],
  'shop.not_found': [404, '没有这家小店。', 'No such shop.'],
  'shop.already_open': [409, '您已经有一家小店。', 'You already have a shop.'],
  'shop.none': [403, '您还没有小店，请先开店。', 'You have no shop yet; open one first.'],
  'shop.listing_not_found': [404, '这件商品不在店里，可能已下架。', 'This product is not listed in the shop; it may have been taken down.'],
  'trace.lot_not_found': [404, '没有这个批次。', 'No such lot.'],
  'file.not_found': [404, '没有这个文件。', 'No such file.'],
  'file.type_refused': [
    415,
    '只能上传 JPG、PNG、WebP 图片或 PDF，请换一个文件。',
    'Only JPEG, PNG, WebP or PDF files can be uploaded; choose another.',
  ],
  'order.not_found': [404, '没有这张订单。', 'No such order.'],
  'order.cart_empty': [422, '购物车是空的，请先选商品。', 'The cart is empty; choose something first.'],
  'order.out_of_stock': [409, '库存不够了，请减少数量或换一件。', 'Not enough in stock; take fewer or choose another.'],
  'order.price_changed': [409, '价格变了，请看过新价格再下单。', 'The price has changed; look at the new price and order again.'],
  'order.several_shops': [422, '一张订单只能买一家店的商品，请分开结算。', 'One order covers one shop; check out each shop separately.'],
  'order.waiver_missing': [
    422,
    '鲜活等商品不适用七天无理由退货，请先确认。',
    'Some goods are excepted from the 7-day return; confirm that first.',
  ],
  'order.not_awaiting_payment': [409, '订单已不是待付款状态，请刷新查看。', 'The order is not awaiting payment; refresh to see its state.'],
  'order.state': [409, '订单现在的状态不能这样做，请刷新后再看。', 'The order is not in a state that allows this; refresh and look again.'],
  'order.parcel_not_found': [404, '没有这个包裹。', 'No such parcel.'],
  'order.region_unknown': [422, '请选择完整的省、市、区。', 'Choose a province, city and district.'],
  'payment.signature_invalid': [401, '签名不对。', 'The signature is invalid; check the key and clock.'],
  'payment.notification_refused': [400, '通知内容与订单不符，已记录。', 'The notification does not match the order; it was recorded.'],
  'payment.channel_unavailable': [
    503,
    '支付通道暂时不通，钱没有扣，请稍后再付。',
    'The payment channel cannot be reached; nothing was charged. Try again shortly.',
  ],
  'payment.wechat_required': [422, '请在微信里打开再付款，或改用网页支付。', 'Open this in WeChat to pay, or choose web payment.'],
  'shipment.tracking_taken': [409, '这个快递单号已用于别的包裹，请核对。', 'This tracking number belongs to another parcel; check it.'],
  'shipment.not_delivered': [
    409,
    '快递还没有显示签收，请收到货再确认。',
    'The courier has not delivered it yet; confirm after it arrives.',
  ],
  'refund.not_found': [404, '没有这条售后。', 'No such after-sale request.'],
  'refund.state': [
    409,
    '售后现在的状态不能这样做，请刷新后再看。',
    'The request is not in a state that allows this; refresh and look again.',
  ],
  'refund.too_much': [422, '退款不能超过实付金额，请改小。', 'A refund cannot exceed what was paid; ask for less.'],
  'refund.already_open': [409, '这件商品已有处理中的售后，请等结果。', 'A request for this item is open already; wait for its result.'],
  'commission.share_not_found': [404, '没有这笔收益。', 'No such share.'],
  'guard.case_not_found': [404, '没有这个案件。', 'No such case.'],
  'guard.not_taken': [409, '还没有人接手这个案件，请先接手再结案。', 'Nobody has taken this case yet; take it before you decide it.'],
  'guard.closed': [409, '案件已结，不能再改，请刷新查看。', 'The case is closed and changes no more; refresh to see how it ended.'],
  'card.not_found': [404, '没有这张名片。', 'No such card.'],
  'review.not_bought': [403, '买过并收到才能评价。', 'Only people who bought and received it can review it.'],
  'review.already_written': [409, '这件商品您已评价过。', 'You have reviewed this purchase already.'],
  'demo.off': [404, '只有演示模式才有。', 'Available in demo mode only.'],
} as const satisfies Record<string, readonly [number, string, string]>

export type RefusalCode = keyof typeof refusals

/** What every reply with a status of 400 or above looks like. */
export const RefusalReply = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  /** Which fields were wrong, for `request.invalid`. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type RefusalReply = z.infer<typeof RefusalReply>
