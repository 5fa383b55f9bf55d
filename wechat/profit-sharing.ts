import type { PayCall, PaySettings } from './pay-http.ts'
import { sealName } from './transfer.ts'

/**
 * Profit sharing: part of a paid order goes to receivers whom we named before. The order must have been placed with `profitSharing`;
 * a managed order of a mini-program can be shared only after its receipt was confirmed. What is left stays frozen until it is
 * unfrozen, or 30 days have passed.
 */

export type ReceiverType = 'PERSONAL_OPENID' | 'MERCHANT_ID'

export type RelationType =
  | 'STAFF'
  | 'STORE'
  | 'STORE_OWNER'
  | 'PARTNER'
  | 'HEADQUARTER'
  | 'BRAND'
  | 'DISTRIBUTOR'
  | 'USER'
  | 'SUPPLIER'
  | 'SERVICE_PROVIDER'
  | 'CUSTOM'

export type NewReceiver = {
  type: ReceiverType
  account: string
  /** Required for a merchant, travels encrypted. */
  name?: string
  relationType: RelationType
  /** At most ten signs; only with CUSTOM. */
  customRelation?: string
}

export type SharedPart = {
  type: ReceiverType
  account: string
  amount: number
  description: string
  result: 'PENDING' | 'SUCCESS' | 'CLOSED'
  fail_reason?: string
  detail_id: string
  create_time: string
  finish_time?: string
}

/** FINISHED says that every part is decided, not that every part arrived: see `result`. */
export type SharingOrder = {
  transaction_id: string
  out_order_no: string
  order_id: string
  state: 'PROCESSING' | 'FINISHED'
  receivers: SharedPart[]
}

/** What PROFITSHARING.SUCCESS and PROFITSHARING.RETURN carry: one receiver each. */
export type SharingNotice = {
  mchid: string
  transaction_id: string
  order_id: string
  out_order_no: string
  receiver: { type: ReceiverType; account: string; amount: number; description: string }
  success_time: string
}

export type NewSharing = {
  transactionId: string
  outOrderNo: string
  receivers: { type: ReceiverType; account: string; amountFen: number; description: string }[]
  /** Gives us the rest at once; nothing more can be shared then. */
  unfreezeUnsplit: boolean
}

export type ProfitSharing = {
  addReceiver(receiver: NewReceiver): Promise<void>
  share(sharing: NewSharing): Promise<SharingOrder>
  querySharing(outOrderNo: string, transactionId: string): Promise<SharingOrder>
  unfreeze(order: { transactionId: string; outOrderNo: string; description: string }): Promise<SharingOrder>
  /** What can still be shared of an order, in fen. */
  unsplitAmount(transactionId: string): Promise<number>
  /** The most of an order's amount that may be shared, in basis points. */
  maxSharingRatio(): Promise<number>
}

const receiverMessage = (settings: PaySettings, receiver: NewReceiver): object => ({
  appid: settings.appid,
  type: receiver.type,
  account: receiver.account,
  relation_type: receiver.relationType,
  ...(receiver.name === undefined ? {} : { name: sealName(settings, receiver.name) }),
  ...(receiver.customRelation === undefined ? {} : { custom_relation: receiver.customRelation }),
})

const sharingMessage = (settings: PaySettings, sharing: NewSharing): object => ({
  appid: settings.appid,
  transaction_id: sharing.transactionId,
  out_order_no: sharing.outOrderNo,
  receivers: sharing.receivers.map(({ amountFen, ...rest }) => ({ ...rest, amount: amountFen })),
  unfreeze_unsplit: sharing.unfreezeUnsplit,
})

export function openProfitSharing(settings: PaySettings, call: PayCall): ProfitSharing {
  const orders = '/v3/profitsharing/orders'
  return {
    async addReceiver(receiver) {
      await call('POST', '/v3/profitsharing/receivers/add', receiverMessage(settings, receiver))
    },
    share: (sharing) => call('POST', orders, sharingMessage(settings, sharing)),
    querySharing: (outOrderNo, transactionId) =>
      call('GET', `${orders}/${encodeURIComponent(outOrderNo)}?transaction_id=${encodeURIComponent(transactionId)}`),
    unfreeze: ({ transactionId, outOrderNo, description }) =>
      call('POST', `${orders}/unfreeze`, { transaction_id: transactionId, out_order_no: outOrderNo, description }),
    async unsplitAmount(transactionId) {
      const target = `/v3/profitsharing/transactions/${encodeURIComponent(transactionId)}/amounts`
      return (await call<{ unsplit_amount: number }>('GET', target)).unsplit_amount
    },
    async maxSharingRatio() {
      return (await call<{ max_ratio: number }>('GET', `/v3/profitsharing/merchant-configs/${settings.mchid}`)).max_ratio
    },
  }
}
