import { orderContract } from '@lianka/contract/order'
import type { Ctx } from '#platform/context'
import { implement } from '#platform/http'
import type { Ticket } from '#platform/idempotency'
import { addToCart, readCart, setCartLine } from './cart.ts'
import { type OrderRequest, placeOrder } from './place-order.ts'
import { placeTogether } from './place-together.ts'
import { quoteOrder } from './quote-order.ts'
import { listOrders, listShopOrders, readOrder } from './read-orders.ts'
import { reorder } from './reorder.ts'
import { cancelOrder } from './service.ts'

/** Alone as a rule; together where many want the same option at once. */
const placeOneOrMany = Object.assign((ctx: Ctx, { body }: { body: OrderRequest }) => placeOrder(ctx, body), {
  ticketed: (ctx: Ctx, { body }: { body: OrderRequest }, ticket: Ticket) => placeTogether(ctx, body, ticket),
})

export const orderRoutes = implement(orderContract, {
  'GET /cart': (ctx) => readCart(ctx),
  'POST /cart/lines': (ctx, { body }) => addToCart(ctx, body),
  'PUT /cart/lines/:listingId/:skuId': (ctx, { params, body }) => setCartLine(ctx, { ...params, ...body }),
  'POST /orders/quote': (ctx, { body }) => quoteOrder(ctx, body),
  'POST /orders': placeOneOrMany,
  'GET /orders': (ctx, { query }) => listOrders(ctx, query),
  'GET /orders/:id': (ctx, { params }) => readOrder(ctx, params.id),
  'POST /orders/:id/cancellation': (ctx, { params }) => cancelOrder(ctx, params.id),
  'POST /orders/:id/reorder': (ctx, { params }) => reorder(ctx, params.id),
  'GET /my/shop/orders': (ctx, { query }) => listShopOrders(ctx, query),
})
