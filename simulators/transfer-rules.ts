import { randomBytes } from 'node:crypto'
import { beijingTime } from '@lianka/wechat/time'
import type { TransferBill, TransferNotice, TransferState } from '@lianka/wechat/transfer'
import { fingerprintOf } from './pay-message.ts'
import { dayDigits, digits, fen, type Merchant, notifyUrl, PayRefusal, plus, text } from './pay-rules.ts'
import { checkAmount, checkDay, checkScene, type TransferLimits } from './transfer-limits.ts'
import { day, minute } from './virtual-clock.ts'

/** The state machine of merchant transfers. It knows neither HTTP nor signatures; time comes in as an argument. */

export type TransferRequest = {
  appid?: unknown
  out_bill_no?: unknown
  transfer_scene_id?: unknown
  openid?: unknown
  user_name?: unknown
  transfer_amount?: unknown
  transfer_remark?: unknown
  notify_url?: unknown
  user_recv_perception?: unknown
  transfer_scene_report_infos?: unknown
}

export type PayTransfer = {
  outBillNo: string
  transferBillNo: string
  openid: string
  /** Decrypted; null when not named. */
  userName: string | null
  amountFen: number
  remark: string
  sceneId: string
  perception: string | null
  notifyUrl: string
  fingerprint: string
  packageInfo: string
  state: TransferState
  failReason: string | null
  createdAt: string
  updatedAt: string
  /** When it moves on by itself; null when it waits for somebody, or has ended. */
  dueAt: string | null
  /** A planted fault: it ends in FAIL for this reason once it was confirmed. */
  failsWith: string | null
  /** A planted fault: it stays in PROCESSING until it is released. */
  stuck: boolean
  serial: string
}

export type Transfers = Record<string, PayTransfer>

const confirmWithinMs = day
/** Nobody can confirm after a day, but the state follows only later: whoever reissues in between pays twice. */
const closingLagsMs = 30 * minute
const stepTakesMs = 3000
const queryableMs = 30 * day

const invalid = (message: string): PayRefusal => new PayRefusal(400, 'INVALID_REQUEST', message)

export const isOver = (it: PayTransfer): boolean => it.state === 'SUCCESS' || it.state === 'FAIL' || it.state === 'CANCELLED'
export const cameBack = (it: PayTransfer): boolean => it.state === 'FAIL' || it.state === 'CANCELLED'

export type TransferGround = {
  transfers: Transfers
  merchant: Merchant
  limits: TransferLimits
  /** Of the operating account, less what is locked. */
  availableFen: number
  /** Throws a refusal when the text is not encrypted for us. */
  decryptName: (sealed: string) => string
  /** Faults planted for the next new transfer. */
  plant: () => { failsWith: string | null; stuck: boolean }
}

/** `user_name` is encrypted anew each time, so it is compared decrypted. */
const sameBill = (request: TransferRequest, userName: string | null): string =>
  fingerprintOf({ ...request, user_name: userName, transfer_scene_report_infos: JSON.stringify(request.transfer_scene_report_infos) })

/** A repeat gets the bill as it stands now; the same number with other content is refused. */
export function requestTransfer(ground: TransferGround, request: TransferRequest, now: Date): PayTransfer {
  const { transfers, merchant, limits } = ground
  if (request.appid !== merchant.appid) throw invalid('商户号与 appid 不匹配')
  const outBillNo = text(request.out_bill_no, 'out_bill_no', /^[0-9A-Za-z]{1,32}$/)
  const openid = text(request.openid, 'openid', /^o[\w-]{27}$/)
  const amountFen = fen(request.transfer_amount, 'transfer_amount')
  const remark = text(request.transfer_remark, 'transfer_remark', /^[\s\S]{1,32}$/)
  const url = notifyUrl(request.notify_url)
  const userName = request.user_name === undefined ? null : ground.decryptName(String(request.user_name))
  const fingerprint = sameBill(request, userName)
  const existing = transfers[outBillNo]
  if (existing) {
    if (existing.fingerprint !== fingerprint) throw invalid('商户单号重复，且转账参数与首次不一致')
    return existing
  }
  checkScene(request)
  checkAmount(amountFen, userName, limits)
  checkDay(
    Object.values(transfers).filter((it) => !cameBack(it) && dayDigits(new Date(it.createdAt)) === dayDigits(now)),
    openid,
    amountFen,
    limits,
  )
  if (ground.availableFen < amountFen) throw new PayRefusal(403, 'NOT_ENOUGH', '商户运营账户资金不足，请充值后用原单号重试')
  const { failsWith, stuck } = ground.plant()
  const at = now.toISOString()
  const transfer: PayTransfer = {
    outBillNo,
    transferBillNo: `13300${dayDigits(now)}${digits(15)}`,
    openid,
    userName,
    amountFen,
    remark,
    sceneId: String(request.transfer_scene_id),
    perception: request.user_recv_perception === undefined ? null : String(request.user_recv_perception),
    notifyUrl: url,
    fingerprint,
    packageInfo: randomBytes(36).toString('base64url'),
    state: 'ACCEPTED',
    failReason: null,
    createdAt: at,
    updatedAt: at,
    dueAt: at,
    failsWith,
    stuck,
    serial: merchant.serial,
  }
  transfers[outBillNo] = transfer
  // In reality, too, the answer mostly says WAIT_USER_CONFIRM at once; only a planted fault shows the two states before.
  moveTransfer(transfer, now)
  if (!stuck) moveTransfer(transfer, now)
  return transfer
}

type Move = { to: TransferState; afterMs: number | null; failReason?: string }

/** What comes next by itself. `afterMs` says how long the new state lasts; null: until somebody acts. */
function nextMove(it: PayTransfer): Move | undefined {
  switch (it.state) {
    case 'ACCEPTED':
      return { to: 'PROCESSING', afterMs: it.stuck ? null : 0 }
    case 'PROCESSING':
      return { to: 'WAIT_USER_CONFIRM', afterMs: confirmWithinMs + closingLagsMs }
    case 'WAIT_USER_CONFIRM':
      return { to: 'FAIL', afterMs: null, failReason: 'OVERDUE_CLOSE' }
    case 'TRANSFERING':
      return it.failsWith ? { to: 'FAIL', afterMs: null, failReason: it.failsWith } : { to: 'SUCCESS', afterMs: null }
    case 'CANCELING':
      return { to: 'CANCELLED', afterMs: null }
    default:
      return undefined
  }
}

function enter(it: PayTransfer, state: TransferState, afterMs: number | null, at: Date): void {
  it.state = state
  it.updatedAt = at.toISOString()
  it.dueAt = afterMs === null ? null : plus(at, afterMs)
}

/** When the move was due, not when somebody looked: a clock that jumps must not lengthen the day for confirming. */
function moveTransfer(it: PayTransfer, now: Date): boolean {
  const move = nextMove(it)
  if (!move || it.dueAt === null || it.dueAt > now.toISOString()) return false
  it.failReason = move.failReason ?? null
  enter(it, move.to, move.afterMs, new Date(it.dueAt))
  return true
}

/** Moves all that is due and gives those that have ended. */
export function moveTransfers(transfers: Transfers, now: Date): PayTransfer[] {
  return Object.values(transfers).filter((it) => {
    let hasMoved = false
    while (moveTransfer(it, now)) hasMoved = true
    return hasMoved && isOver(it)
  })
}

/** Ends the planted fault: what stayed in PROCESSING goes on. */
export function releaseStuck(transfers: Transfers, now: Date): number {
  const stuck = Object.values(transfers).filter((it) => it.stuck && it.state === 'PROCESSING')
  for (const it of stuck) {
    it.stuck = false
    it.dueAt = now.toISOString()
  }
  return stuck.length
}

/** Why a person cannot confirm now; undefined when they can. */
export function whyNotConfirmable(it: PayTransfer, now: Date): string | undefined {
  if (it.state === 'SUCCESS' || it.state === 'TRANSFERING') return '已经确认过了'
  if (it.state !== 'WAIT_USER_CONFIRM') return '这笔转账已关闭或已撤销'
  if (now.getTime() - Date.parse(it.updatedAt) >= confirmWithinMs) return '超过 24 小时未确认，已失效'
  return undefined
}

export function confirmTransfer(it: PayTransfer, now: Date): void {
  const obstacle = whyNotConfirmable(it, now)
  if (obstacle) throw new PayRefusal(409, 'TRANSFER_NOT_CONFIRMABLE', obstacle)
  enter(it, 'TRANSFERING', stepTakesMs, now)
}

/** Possible until the person has confirmed; asking twice is asking once. */
export function cancelTransfer(it: PayTransfer, now: Date): void {
  if (it.state === 'CANCELING' || it.state === 'CANCELLED') return
  if (it.state === 'TRANSFERING' || isOver(it)) throw invalid('当前单据状态不支持撤销')
  enter(it, 'CANCELING', stepTakesMs, now)
}

/** As in reality, bills older than 30 days are not found any more. */
export function findTransfer(transfers: Transfers, outBillNo: string, now: Date): PayTransfer {
  const it = transfers[outBillNo]
  if (!it || now.getTime() - Date.parse(it.createdAt) > queryableMs) throw new PayRefusal(404, 'NOT_FOUND', '记录不存在')
  return it
}

const time = (iso: string): string => beijingTime(new Date(iso))

export const toAnswer = (it: PayTransfer): TransferBill => ({
  out_bill_no: it.outBillNo,
  transfer_bill_no: it.transferBillNo,
  create_time: time(it.createdAt),
  state: it.state,
  ...(it.failReason ? { fail_reason: it.failReason } : {}),
  ...(it.state === 'WAIT_USER_CONFIRM' ? { package_info: it.packageInfo } : {}),
})

export const toQueried = (it: PayTransfer, merchant: Merchant): TransferBill & { mch_id: string; appid: string } => ({
  mch_id: merchant.mchid,
  appid: merchant.appid,
  out_bill_no: it.outBillNo,
  transfer_bill_no: it.transferBillNo,
  state: it.state,
  transfer_amount: it.amountFen,
  transfer_remark: it.remark,
  openid: it.openid,
  create_time: time(it.createdAt),
  update_time: time(it.updatedAt),
  ...(it.failReason ? { fail_reason: it.failReason } : {}),
})

export const toCancelled = (it: PayTransfer): TransferBill => ({
  out_bill_no: it.outBillNo,
  transfer_bill_no: it.transferBillNo,
  state: it.state,
  update_time: time(it.updatedAt),
})

export const toTransferNotice = (it: PayTransfer, merchant: Merchant): TransferNotice => ({
  mch_id: merchant.mchid,
  out_bill_no: it.outBillNo,
  transfer_bill_no: it.transferBillNo,
  state: it.state,
  transfer_amount: it.amountFen,
  openid: it.openid,
  create_time: time(it.createdAt),
  update_time: time(it.updatedAt),
  ...(it.failReason ? { fail_reason: it.failReason } : {}),
})
