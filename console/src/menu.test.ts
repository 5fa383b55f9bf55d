import { describe, expect, it } from 'vitest'
import { menuOf } from './menu.tsx'

const paths = (role: Parameters<typeof menuOf>[0]) => menuOf(role).flatMap(({ items }) => items.map(({ path }) => path))

describe('the menu', () => {
  it('offers a supplier goods, lots, parcels, postage, after-sales, its statements and papers, and no books', () =>
    expect(paths('supplier-staff')).toEqual(['/', '/products', '/lots', '/parcels', '/postage', '/after-sales', '/statements', '/papers']))
  it('offers finance the books but no review of goods', () =>
    expect(paths('operator-finance')).toEqual([
      '/',
      '/campaigns',
      '/coupons',
      '/plan',
      '/people',
      '/guard',
      '/withdrawals',
      '/reconciliation',
      '/movements',
      '/ledger',
      '/audit',
    ]))
  it('lets an auditor read everything', () =>
    expect(paths('auditor')).toEqual([
      '/',
      '/suppliers',
      '/products',
      '/campaigns',
      '/coupons',
      '/suggestions',
      '/plan',
      '/people',
      '/guard',
      '/withdrawals',
      '/reconciliation',
      '/movements',
      '/ledger',
      '/audit',
      '/after-sales',
    ]))
})
