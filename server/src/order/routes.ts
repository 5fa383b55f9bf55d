import { orderContract } from '@lianka/contract/order'
import { implement } from '#platform/http'
import { addToCart, readCart, setCartLine } from './cart.ts'
import { placeOrder, quoteOrder } from './place-order.ts'
import { listOrders, listShopOrders, readOrder } from './read-orders.ts'
import { reorder } from './reorder.ts'
import { cancelOrder } from './service.ts'

export const orderRoutes = implement(orderContract, {
  'GET /cart': (ctx) => readCart(ctx),
  'POST /cart/lines': (ctx, { body }) => addToCart(ctx, body),
  'PUT /cart/lines/:listingId/:skuId': (ctx, { params, body }) => setCartLine(ctx, { ...params, ...body }),
  'POST /orders/quote': (ctx, { body }) => quoteOrder(ctx, body),
  'POST /orders': (ctx, { body }) => placeOrder(ctx, body),
  'GET /orders': (ctx, { query }) => listOrders(ctx, query),
  'GET /orders/:id': (ctx, { params }) => readOrder(ctx, params.id),
  'POST /orders/:id/cancellation': (ctx, { params }) => cancelOrder(ctx, params.id),
  'POST /orders/:id/reorder': (ctx, { params }) => reorder(ctx, params.id),
  'GET /my/shop/orders': (ctx, { query }) => listShopOrders(ctx, query),
})
