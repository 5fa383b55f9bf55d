import {
  AccountBookOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BulbOutlined,
  CarOutlined,
  DatabaseOutlined,
  DiffOutlined,
  FileTextOutlined,
  GiftOutlined,
  HeartOutlined,
  IdcardOutlined,
  InboxOutlined,
  RollbackOutlined,
  SafetyCertificateOutlined,
  ShopOutlined,
  ShoppingOutlined,
  SwapOutlined,
  TeamOutlined,
  TruckOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { may, type Role } from './rights.ts'
import type { Words } from './words/zh.ts'

export type MenuItem = { path: string; label: keyof Words['menu']; icon: ReactNode }
export type MenuGroup = { label: keyof Words['menu'] | null; items: MenuItem[] }

type Offered = MenuItem & { route: Parameters<typeof may>[1] }
type OfferedGroup = { label: MenuGroup['label']; items: Offered[] }

const suppliersMenu: OfferedGroup[] = [
  {
    label: 'groupGoods',
    items: [
      { path: '/products', label: 'products', icon: <ShoppingOutlined />, route: 'GET /console/products' },
      { path: '/lots', label: 'lots', icon: <DatabaseOutlined />, route: 'GET /console/lots' },
      { path: '/parcels', label: 'parcels', icon: <TruckOutlined />, route: 'GET /console/parcels' },
      { path: '/postage', label: 'postage', icon: <CarOutlined />, route: 'GET /console/postage' },
    ],
  },
  {
    label: 'groupCare',
    items: [{ path: '/after-sales', label: 'afterSales', icon: <RollbackOutlined />, route: 'GET /console/after-sales' }],
  },
  {
    label: 'groupMoney',
    items: [{ path: '/statements', label: 'statements', icon: <AccountBookOutlined />, route: 'GET /console/statements' }],
  },
  {
    label: 'groupOwn',
    items: [{ path: '/papers', label: 'myPapers', icon: <IdcardOutlined />, route: 'GET /console/supplier-documents' }],
  },
]

const platformMenu: OfferedGroup[] = [
  {
    label: 'groupReview',
    items: [
      { path: '/suppliers', label: 'suppliers', icon: <ShopOutlined />, route: 'GET /console/suppliers' },
      { path: '/products', label: 'productsReview', icon: <FileTextOutlined />, route: 'GET /console/products' },
    ],
  },
  {
    label: 'groupPromotion',
    items: [
      { path: '/campaigns', label: 'campaigns', icon: <HeartOutlined />, route: 'GET /console/campaigns' },
      { path: '/coupons', label: 'coupons', icon: <GiftOutlined />, route: 'GET /console/coupons' },
      { path: '/suggestions', label: 'suggestions', icon: <BulbOutlined />, route: 'GET /console/suggestions' },
    ],
  },
  {
    label: 'groupRewards',
    items: [
      { path: '/plan', label: 'plan', icon: <ApartmentOutlined />, route: 'GET /console/plans' },
      { path: '/people', label: 'people', icon: <TeamOutlined />, route: 'GET /console/people' },
      { path: '/guard', label: 'guard', icon: <SafetyCertificateOutlined />, route: 'GET /console/guard/cases' },
    ],
  },
  {
    label: 'groupMoney',
    items: [
      { path: '/withdrawals', label: 'withdrawals', icon: <WalletOutlined />, route: 'GET /console/withdrawals' },
      { path: '/reconciliation', label: 'reconciliation', icon: <DiffOutlined />, route: 'GET /console/reconciliation/days' },
      { path: '/movements', label: 'movements', icon: <SwapOutlined />, route: 'GET /console/movements' },
      { path: '/ledger', label: 'ledger', icon: <AccountBookOutlined />, route: 'GET /console/ledger/accounts' },
      { path: '/audit', label: 'audit', icon: <AuditOutlined />, route: 'GET /console/audit/runs' },
    ],
  },
  {
    label: 'groupCare',
    items: [{ path: '/after-sales', label: 'afterSales', icon: <RollbackOutlined />, route: 'GET /console/after-sales' }],
  },
]

/** The menu of a role, by job; what the contract doesn't let the role read isn't offered. */
export function menuOf(role: Role): MenuGroup[] {
  const offered = (role === 'supplier-staff' ? suppliersMenu : platformMenu)
    .map(({ label, items }) => ({ label, items: items.filter(({ route }) => may(role, route)) }))
    .filter(({ items }) => items.length > 0)
  return [{ label: null, items: [{ path: '/', label: 'today', icon: <InboxOutlined /> }] }, ...offered]
}
