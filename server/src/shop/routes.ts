import { listingContract } from '@lianka/contract/catalog'
import { shopContract } from '@lianka/contract/shop'
import { implement } from '#platform/http'
import { readProductPage } from './product-page.ts'
import { changeListing, changeShop, listOwnListings, openShop, readShop } from './service.ts'

export const shopRoutes = implement(
  { ...shopContract, ...listingContract },
  {
    'POST /shops': (ctx, { body }) => openShop(ctx, body),
    'GET /shops/:id': (ctx, { params }) => readShop(ctx, { id: params.id }),
    'PATCH /my/shop': (ctx, { body }) => changeShop(ctx, body),
    'GET /my/shop/listings': (ctx) => listOwnListings(ctx),
    'PATCH /my/shop/listings/:id': (ctx, { params, body }) => changeListing(ctx, params.id, body),
    'GET /listings/:id': (ctx, { params }) => readProductPage(ctx, params.id),
  },
)
