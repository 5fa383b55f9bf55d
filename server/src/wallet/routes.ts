import { statementContract } from '@lianka/contract/statement'
import { walletContract } from '@lianka/contract/wallet'
import type { Ctx } from '#platform/context'
import { type Exchange, implement, mountAll } from '#platform/http'
import { listMovements, noteMovement } from './movements.ts'
import { listForStaff, listOwn, readTaxStatement, readWallet } from './read.ts'
import { giveRealName } from './real-name.ts'
import { listStatementLines, listStatementMonths, writeStatement } from './statements.ts'
import { cancelWithdrawal, decideWithdrawal, previewWithdrawal, readConfirmation, readOwn, withdraw } from './withdraw.ts'

const ownRoutes = implement(walletContract, {
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

const types = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

function download(ctx: Ctx, month: string, format: keyof typeof types, { reply }: Exchange) {
  void reply
    .type(types[format])
    .header('content-disposition', `attachment; filename="lianka-statement-${month}.${format}"`)
    .header('cache-control', 'no-store')
  return writeStatement(ctx, month, format)
}

const statementRoutes = implement(statementContract, {
  'GET /console/statements': (ctx) => listStatementMonths(ctx),
  'GET /console/statements/:month': (ctx, { params, query }) => listStatementLines(ctx, params.month, query),
  'GET /console/statements/:month/file': (ctx, { params, query }, exchange) => download(ctx, params.month, query.format, exchange),
  'GET /my/shop/statements': (ctx) => listStatementMonths(ctx),
  'GET /my/shop/statements/:month': (ctx, { params, query }) => listStatementLines(ctx, params.month, query),
  'GET /my/shop/statements/:month/file': (ctx, { params, query }, exchange) => download(ctx, params.month, query.format, exchange),
})

export const walletRoutes = mountAll(ownRoutes, statementRoutes)
