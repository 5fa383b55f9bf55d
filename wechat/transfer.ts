import { namedKeyOf, type PayCall, type PaySettings } from './pay-http.ts'
import { encryptOaep } from './signature.ts'

/**
 * Merchant transfer as it has been since 2025: money of the operating account goes to a person who confirms it within 24 hours.
 * Any failure but a signed 4xx leaves the fate open, and even then the number is kept: query it until FAIL or CANCELLED.
 */

export type TransferState = 'ACCEPTED' | 'PROCESSING' | 'WAIT_USER_CONFIRM' | 'TRANSFERING' | 'SUCCESS' | 'FAIL' | 'CANCELING' | 'CANCELLED'

/** What is answered to a transfer, its query and its cancelling; each leaves out what the others say. */
export type TransferBill = {
  out_bill_no: string
  transfer_bill_no: string
  state: TransferState
  /** RFC 3339 with the offset of Beijing. */
  create_time?: string
  update_time?: string
  fail_reason?: string
  /** For `wx.requestMerchantTransfer`. Only the answer to the transfer itself carries it, and only in WAIT_USER_CONFIRM; a repeat does again. */
  package_info?: string
  transfer_amount?: number
  transfer_remark?: string
  openid?: string
}

/** What the notification MCHTRANSFER.BILL.FINISHED carries. */
export type TransferNotice = {
  mch_id: string
  out_bill_no: string
  transfer_bill_no: string
  state: TransferState
  transfer_amount: number
  openid: string
  fail_reason?: string
  create_time: string
  update_time: string
}

export type NewTransfer = {
  /** Up to 32 letters and digits. */
  outBillNo: string
  openid: string
  amountFen: number
  /** As the person's documents say it; compared by WeChat. Forbidden below 0.30 yuan, required from 2 000 on. */
  userName?: string
  remark: string
  notifyUrl: string
  /** `1005` is commission: it wants exactly 岗位类型 and 报酬说明 reported. */
  sceneId: string
  sceneReport: { infoType: string; infoContent: string }[]
  /** What the person reads the money is for; only words that the scene allows. */
  perception?: string
}

/** What `wx.requestMerchantTransfer` takes. Its success says that the person confirmed, not that the money arrived. */
export type TransferConfirmation = { mchId: string; appId: string; package: string }

export type Transfers = {
  transfer(bill: NewTransfer): Promise<TransferBill>
  /** For 30 days; `PayError` with status 404 when there is no such number. */
  queryTransfer(outBillNo: string): Promise<TransferBill>
  /** Only while nobody confirmed. The answer is CANCELING at first. */
  cancelTransfer(outBillNo: string): Promise<TransferBill>
  transferConfirmation(packageInfo: string): TransferConfirmation
}

const path = '/v3/fund-app/mch-transfer/transfer-bills'

function transferMessage(settings: PaySettings, bill: NewTransfer): object {
  return {
    appid: settings.appid,
    out_bill_no: bill.outBillNo,
    transfer_scene_id: bill.sceneId,
    openid: bill.openid,
    transfer_amount: bill.amountFen,
    transfer_remark: bill.remark,
    notify_url: bill.notifyUrl,
    transfer_scene_report_infos: bill.sceneReport.map((it) => ({ info_type: it.infoType, info_content: it.infoContent })),
    ...(bill.userName === undefined ? {} : { user_name: sealName(settings, bill.userName) }),
    ...(bill.perception === undefined ? {} : { user_recv_perception: bill.perception }),
  }
}

export function sealName(settings: PaySettings, name: string): string {
  const named = namedKeyOf(settings)
  if (!named) throw new Error('A name can only be sent encrypted, and no key of WeChat Pay is set')
  return encryptOaep(name, named.key)
}

export function openTransfers(settings: PaySettings, call: PayCall): Transfers {
  const byNumber = (outBillNo: string): string => `${path}/out-bill-no/${encodeURIComponent(outBillNo)}`
  return {
    transfer: (bill) => call('POST', path, transferMessage(settings, bill)),
    queryTransfer: (outBillNo) => call('GET', byNumber(outBillNo)),
    cancelTransfer: (outBillNo) => call('POST', `${byNumber(outBillNo)}/cancel`),
    transferConfirmation: (packageInfo) => ({ mchId: settings.mchid, appId: settings.appid, package: packageInfo }),
  }
}
