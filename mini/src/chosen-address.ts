import type { Reply } from './api.ts'
import { store, useStore } from './store.ts'

type Address = Reply<'GET /addresses'>['items'][number]

const chosen = store<string | undefined>(undefined)

/** Chosen on the address page for the order that is being placed. */
export const chooseAddress = (id: string) => chosen.set(id)

/** The chosen address, otherwise the preferred one, which comes first. */
export function useChosenAddress(addresses: Address[] | undefined): Address | undefined {
  const id = useStore(chosen)
  return addresses?.find((address) => address.id === id) ?? addresses?.[0]
}
