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
  search: (query: { words?: string; categoryId?: string; shopId?: string }) => page('search')(query),
  product: (id: string) => page('product')({ id }),
  reviews: (productId: string) => page('reviews')({ id: productId }),
  shop: (id: string) => page('shop')({ id }),
  card: (memberId: string) => page('card')({ id: memberId }),
  checkout: (query: { shopId: string; listingId?: string; skuId?: string; quantity?: string }) => page('checkout')(query),
  cashier: (orderId: string) => page('cashier')({ id: orderId }),
  orders: (stage?: string) => page('orders')({ stage }),
  order: (id: string) => page('order')({ id }),
  review: (orderId: string, lineId: string) => page('review')({ id: orderId, line: lineId }),
  askRefund: (orderId: string, lineId: string) => page('ask-refund')({ id: orderId, line: lineId }),
  afterSales: page('after-sales')(),
  afterSale: (id: string) => page('after-sale')({ id }),
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
  editCard: page('edit-card')(),
  openShop: page('open-shop')(),
  market: page('market')(),
  supply: page('supply')(),
  statements: page('statements')(),
  myGoods: page('my-goods')(),
  shopOrders: page('shop-orders')(),
  terms: (of: 'user' | 'privacy' | 'promotion') => page('terms')({ of }),
} as const

export const tabs: readonly string[] = [paths.home, paths.categories, paths.cart, paths.me]
