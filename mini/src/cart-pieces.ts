import { call } from './api.ts'
import { session } from './session.ts'
import { store, useStore } from './store.ts'

const pieces = store(0)

/** How many pieces lie in the cart, for the mark on the tab. */
export const useCartPieces = () => useStore(pieces)
export const knowCartPieces = (count: number) => pieces.set(count)

/** Asks anew, where nothing on the page said so already. */
export async function askCartPieces(): Promise<void> {
  if (!session.get()) pieces.set(0)
  else pieces.set((await call('GET /cart')).pieces)
}
