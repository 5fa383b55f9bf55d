import { call } from '../api.ts'
import { paths } from '../paths.ts'

/** `asked`: the cashier said yes, the server still has to hear it. `left`: the page is being left for the cashier. */
export type PayOutcome = 'asked' | 'cancelled' | 'left'

/** `back` is the page that asks the server whether it was paid. */
export async function pay(orderId: string, back = paths.cashier(orderId)): Promise<PayOutcome> {
  const choice = await call('POST /orders/:id/payment', { params: { id: orderId }, body: { scene: 'h5' } })
  if (choice.type !== 'redirect') return 'cancelled'
  const cashier = new URL(choice.url)
  // WeChat's cashier comes back to `redirect_url`, whatever happened there; that page asks the server.
  cashier.searchParams.set('redirect_url', `${window.location.origin}${back}`)
  window.location.assign(cashier.toString())
  return 'left'
}
