import { walletContract } from '@lianka/contract/wallet'
import { implement } from '#platform/http'
import { listMovements, noteMovement } from './movements.ts'
import { listForStaff, listOwn, readTaxStatement, readWallet } from './read.ts'
import { giveRealName } from './real-name.ts'
import { cancelWithdrawal, decideWithdrawal, previewWithdrawal, readConfirmation, readOwn, withdraw } from './withdraw.ts'

export const walletRoutes = implement(walletContract, {
  'GET /my/wallet': (ctx) => readWallet(ctx),
  'PUT /my/real-name': (ctx, { body }) => giveRealName(ctx, body),
  'POST /my/withdrawals/preview': (ctx, { body }) => previewWithdrawal(ctx, body.amountFen),
  'POST /my/withdrawals': (ctx, { body }) => withdraw(ctx, body.amountFen),
  'GET /my/withdrawals': (ctx, { query }) => listOwn(ctx, query),
  'GET /my/withdrawals/:id': (ctx, { params }) => readOwn(ctx, params.id),
  'POST /my/withdrawals/:id/confirmation': (ctx, { params }) => readConfirmation(ctx, params.id),
  'POST /my/withdrawals/:id/cancellation': (ctx, { params }) => cancelWithdrawal(ctx, params.id),
  'GET /my/tax-statements/:year': (ctx, { params }) => readTaxStatement(ctx, params.year),
  'GET /console/withdrawals': (ctx, { query }) => listForStaff(ctx, query),
  'POST /console/withdrawals/:id/decision': (ctx, { params, body }) => decideWithdrawal(ctx, params.id, body),
  'GET /console/movements': (ctx, { query }) => listMovements(ctx, query),
  'POST /console/movements': (ctx, { body }) => noteMovement(ctx, body),
})
