import { ledgerContract } from '@lianka/contract/ledger'
import { implement } from '#platform/http'
import { checkBooks, listAccounts, listTransfers } from './service.ts'

export const ledgerRoutes = implement(ledgerContract, {
  'GET /console/ledger/accounts': (ctx, { query }) => listAccounts(ctx, query),
  'GET /console/ledger/transfers': (ctx, { query }) => listTransfers(ctx, query),
  'GET /console/ledger/checks': (ctx) => checkBooks(ctx),
})
