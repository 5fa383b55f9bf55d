import { call } from './api.ts'

let aheadMs = 0

/** The server's time. Phones are set wrong, and in a demo the server's clock is moved on purpose. */
export function now(): Date {
  return new Date(Date.now() + aheadMs)
}

/** Asks how far the server's clock is from this device's; an answer that never comes leaves what is known. */
export async function setClock(): Promise<void> {
  const { now: there } = await call('GET /demo')
  aheadMs = Date.parse(there) - Date.now()
}
