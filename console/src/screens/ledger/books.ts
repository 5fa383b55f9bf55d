import type { Item } from '../../api.ts'

export type Account = Item<'GET /console/ledger/accounts'>
export type Transfer = Item<'GET /console/ledger/transfers'>
