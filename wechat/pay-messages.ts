import type { SharingNotice } from './profit-sharing.ts'
import type { TransferNotice } from './transfer.ts'

/** The messages of WeChat Pay v3 under their documented names, as far as a shop with its own merchant number needs them. Amounts are fen. */

export type TradeState = 'SUCCESS' | 'REFUND' | 'NOTPAY' | 'CLOSED' | 'REVOKED' | 'USERPAYING' | 'PAYERROR'

export type Transaction = {
  appid: string
  mchid: string
  out_trade_no: string
  transaction_id?: string
  trade_type?: 'JSAPI' | 'MWEB'
  trade_state: TradeState
  trade_state_desc: string
  bank_type?: string
  attach?: string
  /** RFC 3339 with the offset of Beijing. */
  success_time?: string
  payer?: { openid: string }
  amount?: { total: number; payer_total?: number; currency?: string; payer_currency?: string }
}

export type RefundStatus = 'SUCCESS' | 'CLOSED' | 'PROCESSING' | 'ABNORMAL'

/** The answer to a refund request and to its query. */
export type Refund = {
  refund_id: string
  out_refund_no: string
  transaction_id: string
  out_trade_no: string
  channel: string
  user_received_account: string
  success_time?: string
  create_time: string
  status: RefundStatus
  amount: { total: number; refund: number; payer_total: number; payer_refund: number; currency: string }
}

/** What a refund notification carries; note `refund_status` where the query says `status`. */
export type RefundNotice = {
  mchid: string
  out_trade_no: string
  transaction_id: string
  out_refund_no: string
  refund_id: string
  refund_status: RefundStatus
  success_time?: string
  user_received_account: string
  amount: { total: number; refund: number; payer_total: number; payer_refund: number }
}

export type NotificationEnvelope = {
  id: string
  create_time: string
  event_type: string
  resource_type: string
  summary: string
  resource: { original_type: string; algorithm: string; ciphertext: string; associated_data?: string; nonce: string }
}

export type PayNotification =
  | { kind: 'transaction'; id: string; data: Transaction }
  | { kind: 'refund'; id: string; data: RefundNotice }
  | { kind: 'transfer'; id: string; data: TransferNotice }
  | { kind: 'profit_sharing'; id: string; event: 'SUCCESS' | 'RETURN'; data: SharingNotice }

export type PlatformCertificate = { serial: string; certificatePem: string; effectiveTime: string; expireTime: string }

export type NewOrder = {
  /** 6–32 of `0-9A-Za-z_-|*`; one number per attempt, kept until it is certainly closed or absent. */
  outTradeNo: string
  description: string
  amountFen: number
  notifyUrl: string
  timeExpire?: Date
  attach?: string
  clientIp?: string
  /** The phone or browser that orders; a risk hint for WeChat. */
  deviceId?: string
  /** Marks the order for profit sharing; it cannot be marked later. */
  profitSharing?: boolean
}

export type NewRefund = {
  outTradeNo: string
  outRefundNo: string
  refundFen: number
  totalFen: number
  reason?: string
  notifyUrl?: string
}
