import { recall, remember } from './device.ts'
import { store, useStore } from './store.ts'

/** The shop one is in: the last whose card, front or goods were opened. Home shows its goods; without one, those of all shops. */
export type ShopContext = { id: string; name: string }

const current = store<ShopContext | undefined>(recall<ShopContext>('shop'))

export const useShopContext = () => useStore(current)

export function enterShop(shop: ShopContext): void {
  const now = current.get()
  if (now?.id === shop.id && now.name === shop.name) return
  remember('shop', shop)
  current.set(shop)
}
