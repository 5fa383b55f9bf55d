import Taro from '@tarojs/taro'
import { call } from '../api.ts'

/** `asked`: the cashier said yes, the server still has to hear it. `left`: the page is being left for the cashier. */
export type PayOutcome = 'asked' | 'cancelled' | 'left'

export async function pay(orderId: string, _back?: string): Promise<PayOutcome> {
  const { code } = await Taro.login()
  const choice = await call('POST /orders/:id/payment', { params: { id: orderId }, body: { scene: 'jsapi', wechatCode: code } })
  if (choice.type !== 'wx.requestPayment') return 'cancelled'
  try {
    await Taro.requestPayment(choice.params)
    return 'asked'
  } catch {
    return 'cancelled'
  }
}
