/** Every page's address. The server's share links and the cashier's return use the same ones. */
const page =
  (name: string) =>
  (query: Record<string, string | undefined> = {}) => {
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
    const search = given.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
    return `/pages/${name}/index${search ? `?${search}` : ''}`
  }

export const paths = {
  home: page('home')(),
  categories: page('categories')(),
  cart: page('cart')(),
  me: page('me')(),
  search: (query: { words?: string; categoryId?: string; shopId?: string; sort?: string }) => page('search')(query),
  product: (id: string) => page('product')({ id }),
  reviews: (productId: string) => page('reviews')({ id: productId }),
  shop: (id: string) => page('shop')({ id }),
  card: (memberId: string) => page('card')({ id: memberId }),
  checkout: (query: {
    shopId: string
    listingId?: string
    skuId?: string
    quantity?: string
    offerId?: string
    groupId?: string
    bargainId?: string
  }) => page('checkout')(query),
  deals: (shopId?: string) => page('deals')({ shopId }),
  coupons: page('coupons')(),
  grounds: page('grounds')(),
  consents: page('consents')(),
  campaign: (id: string) => page('campaign')({ id }),
  groupBuy: (id: string) => page('group-buy')({ id }),
  bargain: (id: string) => page('bargain')({ id }),
  /** `request` where a family member pays: the order itself is not theirs to see. */
  cashier: (orderId: string, request?: string) => page('cashier')({ id: orderId, request }),
  orders: (stage?: string) => page('orders')({ stage }),
  order: (id: string) => page('order')({ id }),
  review: (orderId: string, lineId: string) => page('review')({ id: orderId, line: lineId }),
  askRefund: (orderId: string, lineId: string) => page('ask-refund')({ id: orderId, line: lineId }),
  afterSales: page('after-sales')(),
  afterSale: (id: string) => page('after-sale')({ id }),
  family: page('family')(),
  familyInvite: (role: 'pays' | 'asks') => page('family-invite')({ role }),
  familyJoin: (code: string) => page('family-join')({ code }),
  familyPay: (requestId: string) => page('family-pay')({ id: requestId }),
  journey: (orderId: string) => page('journey')({ id: orderId }),
  digital: (orderId: string) => page('digital')({ id: orderId }),
  handover: (orderId: string) => page('handover')({ id: orderId }),
  shopHandovers: page('shop-handovers')(),
  shopPlace: page('shop-place')(),
  askFamily: (orderId: string) => page('ask-family')({ id: orderId }),
  addresses: (query: { choose?: '1' } = {}) => page('addresses')(query),
  address: (id?: string) => page('address')({ id }),
  login: page('login')(),
  settings: page('settings')(),
  favourites: page('favourites')(),
  earnings: page('earnings')(),
  withdraw: page('withdraw')(),
  withdrawal: (id: string) => page('withdrawal')({ id }),
  withdrawals: page('withdrawals')(),
  realName: page('real-name')(),
  tax: (year?: number) => page('tax')({ year: year?.toString() }),
  plan: page('plan')(),
  apply: page('apply')(),
  share: page('share')(),
  visitors: page('visitors')(),
  leads: page('leads')(),
  lead: (person: string) => page('lead')({ id: person }),
  visitor: (person: string) => page('visitor')({ id: person }),
  editCard: page('edit-card')(),
  /** Of what the poster is to be made, where that is known. */
  posters: (query: { kind?: string; id?: string; title?: string } = {}) => page('posters')(query),
  /** Of a listing, or of the shop. */
  drafts: (listingId?: string) => page('drafts')({ id: listingId }),
  contactRequests: page('contact-requests')(),
  shareCodes: page('share-codes')(),
  openShop: page('open-shop')(),
  market: page('market')(),
  supply: page('supply')(),
  statements: page('statements')(),
  myGoods: page('my-goods')(),
  myPromotions: page('my-promotions')(),
  shopOrders: page('shop-orders')(),
  terms: (of: 'user' | 'privacy' | 'promotion') => page('terms')({ of }),
} as const

export const tabs: readonly string[] = [paths.home, paths.categories, paths.cart, paths.me]
