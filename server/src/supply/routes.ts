import { supplyContract } from '@lianka/contract/supply'
import { implement } from '#platform/http'
import { listWithOneTap } from '#shop/service'
import {
  decideProduct,
  decideSupplier,
  listMarket,
  listSuppliers,
  listSupplyProducts,
  publishProduct,
  readProduct,
  rewrite,
  setOwnStock,
  submitProduct,
} from './service.ts'

export const supplyRoutes = implement(supplyContract, {
  'POST /console/products': (ctx, { body }) => publishProduct(ctx, body),
  'PUT /console/products/:id': (ctx, { params, body }) => rewrite(ctx, params.id, body),
  'GET /console/products': (ctx, { query }) => listSupplyProducts(ctx, query),
  'GET /console/products/:id': (ctx, { params }) => readProduct(ctx, params.id),
  'POST /console/products/:id/submission': (ctx, { params }) => submitProduct(ctx, params.id),
  'POST /console/products/:id/decision': (ctx, { params, body }) => decideProduct(ctx, params.id, body),
  'PATCH /console/skus/:id/stock': (ctx, { params, body }) => setOwnStock(ctx, params.id, body.stock),
  'GET /console/suppliers': (ctx, { query }) => listSuppliers(ctx, query),
  'POST /console/suppliers/:id/decision': (ctx, { params, body }) => decideSupplier(ctx, params.id, body),
  'GET /market': (ctx, { query }) => listMarket(ctx, query),
  'POST /market/:productId/listing': (ctx, { params }) => listWithOneTap(ctx, params.productId),
})
