import { call } from '../api.ts'

/**
 * `asked`: the person said yes, the server still has to hear it. `left`: the page is being left for the confirmation.
 * `none`: no part waits. `elsewhere`: only WeChat can ask. `too-old`: this WeChat cannot.
 */
export type ConfirmOutcome = 'asked' | 'declined' | 'left' | 'none' | 'elsewhere' | 'too-old'

type Params = { mchId: string; appId: string; package: string }
type Callbacks = { success: () => void; fail: () => void }
/** Younger than Taro's typings; old versions of WeChat don't have it. */
declare const wx: { requestMerchantTransfer?: (request: Params & Callbacks) => void }

/** Asks the person to agree to the next part. That WeChat calls it a success doesn't mean paid. */
export async function confirmTransfer(withdrawalId: string): Promise<ConfirmOutcome> {
  if (!wx.requestMerchantTransfer) return 'too-old'
  const { params } = await call('POST /my/withdrawals/:id/confirmation', { params: { id: withdrawalId } })
  if (!params) return 'none'
  return new Promise((resolve) => {
    wx.requestMerchantTransfer?.({ ...params, success: () => resolve('asked'), fail: () => resolve('declined') })
  })
}
