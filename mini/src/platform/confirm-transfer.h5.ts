import { call } from '../api.ts'
import { paths } from '../paths.ts'

/**
 * `asked`: the person said yes, the server still has to hear it. `left`: the page is being left for the confirmation.
 * `none`: no part waits. `elsewhere`: only WeChat can ask. `too-old`: this WeChat cannot.
 */
export type ConfirmOutcome = 'asked' | 'declined' | 'left' | 'none' | 'elsewhere' | 'too-old'

/** Asks the person to agree to the next part. Outside WeChat only a demo has a page for it. */
export async function confirmTransfer(withdrawalId: string): Promise<ConfirmOutcome> {
  const { params, url } = await call('POST /my/withdrawals/:id/confirmation', { params: { id: withdrawalId } })
  if (!params) return 'none'
  if (!url) return 'elsewhere'
  const page = new URL(url)
  // It comes back whatever the person chose there; our page asks the server.
  page.searchParams.set('redirect_url', `${window.location.origin}${paths.withdrawal(withdrawalId)}`)
  window.location.assign(page.toString())
  return 'left'
}
