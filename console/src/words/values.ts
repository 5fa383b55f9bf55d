import type { Body, Item, Reply } from '../api.ts'
import type { Role } from '../rights.ts'

type Product = Item<'GET /console/products'>
type Parcel = Item<'GET /console/parcels'>
type AfterSale = Item<'GET /console/after-sales'>
type TraceKind = NonNullable<Product['lot']>['events'][number]['kind']
type AccountKind = Item<'GET /console/ledger/accounts'>['kind']
type TransferKind = Item<'GET /console/ledger/transfers'>['kind']
type Rank = Reply<'GET /console/people/:id/graph'>['person']['rank']

/** Words for values of the contract: a value without words is a type error. */
export type Values = {
  roles: Record<Role, string>
  productStates: Record<Product['state'], string>
  parcelStates: Record<Parcel['state'], string>
  afterSaleStates: Record<AfterSale['state'], string>
  afterSaleKinds: Record<AfterSale['kind'], string>
  reasons: Record<AfterSale['reason'], string>
  bearers: Record<NonNullable<AfterSale['bearer']>, string>
  supplierStates: Record<Item<'GET /console/suppliers'>['state'], string>
  couriers: Record<Body<'POST /console/parcels/:id/shipment'>['courier'], string>
  traceKinds: Record<TraceKind, string>
  ranks: Record<Rank, string>
  accounts: Record<AccountKind, string>
  transfers: Record<TransferKind, string>
}

/** The rules of the law a plan is held against, by their number in the compliance table. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'I11'
