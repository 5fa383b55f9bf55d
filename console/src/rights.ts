import type { Api } from '@lianka/contract/api'
import type { Reply, RouteName } from './api.ts'

export type Role = Reply<'GET /staff/me'>['role']

/** Exactly the roles the contract names for a route: one too many or too few is a type error here. */
type Who<K extends RouteName> = Record<Api[K]['who'][number], true>

const bookReaders = { 'operator-admin': true, 'operator-finance': true, auditor: true } as const
const everyOperator = {
  'operator-admin': true,
  'operator-finance': true,
  'operator-compliance': true,
  'operator-support': true,
  'operator-content': true,
  auditor: true,
} as const
const productReaders = {
  'supplier-staff': true,
  'operator-admin': true,
  'operator-content': true,
  'operator-compliance': true,
  auditor: true,
} as const
const officers = { 'operator-compliance': true, 'operator-admin': true } as const
const afterSaleDeciders = { 'supplier-staff': true, 'operator-admin': true, 'operator-support': true } as const

const couponMakers = { 'operator-admin': true, 'operator-content': true, 'operator-finance': true } as const

const moneyReaders = { 'operator-admin': true, 'operator-finance': true, 'operator-compliance': true, auditor: true } as const

const rights = {
  'GET /console/products': productReaders,
  'POST /console/products': { 'supplier-staff': true },
  'POST /console/products/:id/decision': { 'operator-admin': true, 'operator-content': true, 'operator-compliance': true },
  'GET /console/parcels': { 'supplier-staff': true },
  'GET /console/lots': { 'supplier-staff': true },
  'GET /console/statements': { 'supplier-staff': true },
  'GET /console/postage': { 'supplier-staff': true },
  'GET /console/supplier-documents': { 'supplier-staff': true },
  'GET /console/shipping-sheets': { 'supplier-staff': true },
  'GET /console/after-sales': { ...afterSaleDeciders, auditor: true },
  'POST /console/after-sales/:id/decision': afterSaleDeciders,
  'POST /console/after-sales/:id/arbitration': { 'supplier-staff': true },
  'POST /console/after-sales/:id/replacement': { 'supplier-staff': true },
  'POST /console/after-sales/:id/award': { 'operator-admin': true, 'operator-support': true },
  'GET /console/suppliers': { 'operator-admin': true, 'operator-content': true, 'operator-compliance': true, auditor: true },
  'POST /console/supplier-documents/:id/decision': { 'operator-admin': true, 'operator-compliance': true },
  'POST /console/suppliers/:id/decision': { 'operator-admin': true, 'operator-compliance': true },
  'GET /console/people': everyOperator,
  'GET /console/ledger/accounts': bookReaders,
  'GET /console/plans': everyOperator,
  'POST /console/plan-drafts': officers,
  'POST /console/plan-drafts/:id/publication': { 'operator-compliance': true },
  'GET /console/guard/cases': moneyReaders,
  'POST /console/guard/cases/:id/notes': officers,
  'POST /console/guard/cases/:id/decision': officers,
  'GET /console/withdrawals': moneyReaders,
  'POST /console/withdrawals/:id/decision': { 'operator-admin': true, 'operator-finance': true },
  'GET /console/movements': bookReaders,
  'POST /console/movements': { 'operator-finance': true },
  'GET /console/reconciliation/days': bookReaders,
  'POST /console/reconciliation/days/:day/closing': { 'operator-finance': true },
  'GET /console/audit/runs': moneyReaders,
  'GET /console/campaigns': everyOperator,
  'POST /console/campaigns': { 'operator-admin': true, 'operator-content': true },
  'GET /console/suggestions': { 'operator-admin': true, 'operator-content': true, auditor: true },
  'POST /console/suggestions/experiments': { 'operator-admin': true, 'operator-content': true },
  'GET /console/coupons': everyOperator,
  'POST /console/coupons': couponMakers,
} as const satisfies { [K in RouteName]?: Who<K> }

/** Whether the menu and the buttons offer something; the server decides again. */
export const may = (role: Role, route: keyof typeof rights): boolean => role in rights[route]
