import { marketContract } from '@lianka/contract/market'
import { postageContract } from '@lianka/contract/postage'
import { supplierContract } from '@lianka/contract/supplier'
import { supplyContract } from '@lianka/contract/supply'
import { implement, mountAll } from '#platform/http'
import { listWithOneTap } from '#shop/service'
import {
  applyAsSupplier,
  changePrices,
  decideDocument,
  decideProduct,
  decideSupplier,
  listDocumentsOf,
  listMarket,
  listNotices,
  listOwnDocuments,
  listSeveral,
  listSuppliers,
  listSupplyProducts,
  openConsole,
  publishProduct,
  readMaterials,
  readMySupplier,
  readOwnMaterials,
  readPostage,
  readProduct,
  readShopPrices,
  renewAsOwner,
  renewAsStaff,
  rewrite,
  seeNotices,
  setOwnStock,
  submitProduct,
  writeMaterials,
  writePostage,
} from './service.ts'

const goodsRoutes = implement(supplyContract, {
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

const supplierRoutes = implement(supplierContract, {
  'GET /my/supplier': (ctx) => readMySupplier(ctx),
  'PUT /my/supplier': (ctx, { body }) => applyAsSupplier(ctx, body),
  'POST /my/supplier/documents': (ctx, { body }) => renewAsOwner(ctx, body),
  'PUT /my/supplier/console-account': (ctx, { body }) => openConsole(ctx, body),
  'GET /console/supplier-documents': (ctx) => listOwnDocuments(ctx),
  'POST /console/supplier-documents': (ctx, { body }) => renewAsStaff(ctx, body),
  'GET /console/suppliers/:id/documents': (ctx, { params }) => listDocumentsOf(ctx, params.id),
  'POST /console/supplier-documents/:id/decision': (ctx, { params, body }) => decideDocument(ctx, params.id, body),
})

const marketRoutes = implement(marketContract, {
  'POST /market/listings': (ctx, { body }) => listSeveral(ctx, body.productIds),
  'GET /market/:productId/materials': (ctx, { params }) => readMaterials(ctx, params.productId),
  'GET /my/shop/notices': (ctx, { query }) => listNotices(ctx, query),
  'POST /my/shop/notices/seen': (ctx) => seeNotices(ctx),
  'PATCH /console/skus/:id/prices': (ctx, { params, body }) => changePrices(ctx, params.id, body),
  'GET /console/skus/:id/shop-prices': (ctx, { params }) => readShopPrices(ctx, params.id),
  'GET /console/products/:id/materials': (ctx, { params }) => readOwnMaterials(ctx, params.id),
  'PUT /console/products/:id/materials': (ctx, { params, body }) => writeMaterials(ctx, params.id, body.items),
})

const postageRoutes = implement(postageContract, {
  'GET /console/postage': (ctx) => readPostage(ctx),
  'PUT /console/postage': (ctx, { body }) => writePostage(ctx, body),
})

export const supplyRoutes = mountAll(goodsRoutes, supplierRoutes, marketRoutes, postageRoutes)
