import type { zhSupply } from './zh-supply.ts'

export const enSupply: typeof zhSupply = {
  sentLots: {
    title: 'From the field to your home',
    lot: (code, count) => `Lot ${code} · ${count} pieces`,
    more: 'How these goods came',
    less: 'Less',
    origin: (origin) => `From ${origin}`,
    bestBefore: (day) => `Best before ${day}`,
    shipped: (supplier) => `Shipped by ${supplier}`,
  },
}
