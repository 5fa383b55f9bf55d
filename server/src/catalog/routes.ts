import { catalogContract } from '@lianka/contract/catalog'
import { implement } from '#platform/http'
import { listCategories } from './service.ts'

export const catalogRoutes = implement(catalogContract, {
  'GET /categories': (ctx) => listCategories(ctx),
})
