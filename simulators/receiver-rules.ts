import type { ReceiverType, RelationType } from '@lianka/wechat/profit-sharing'
import { PayRefusal, text } from './pay-rules.ts'

/** Whom the merchant may share with. */

export type Receiver = {
  type: ReceiverType
  account: string
  name: string | null
  relationType: RelationType
  /** Planted: whatever is shared with it is closed for this reason. */
  failReason: string | null
}

/** By `type account`. */
export type Receivers = Record<string, Receiver>

const invalid = (message: string): PayRefusal => new PayRefusal(400, 'INVALID_REQUEST', message)
const wrong = (message: string): PayRefusal => new PayRefusal(400, 'PARAM_ERROR', message)

export const keyOf = (it: { type: string; account: string }): string => `${it.type} ${it.account}`

const relations: readonly string[] = [
  'STAFF',
  'STORE',
  'STORE_OWNER',
  'PARTNER',
  'HEADQUARTER',
  'BRAND',
  'DISTRIBUTOR',
  'USER',
  'SUPPLIER',
  'SERVICE_PROVIDER',
  'CUSTOM',
]

export function readAccount(type: unknown, account: unknown): { type: ReceiverType; account: string } {
  if (type === 'PERSONAL_OPENID') return { type, account: text(account, 'account', /^o[\w-]{27}$/) }
  if (type === 'MERCHANT_ID') return { type, account: text(account, 'account', /^\d{8,32}$/) }
  throw wrong('参数错误：分账接收方类型应为 PERSONAL_OPENID 或 MERCHANT_ID')
}

export type ReceiverRequest = {
  appid?: unknown
  type?: unknown
  account?: unknown
  name?: unknown
  relation_type?: unknown
  custom_relation?: unknown
}

export function addReceiver(
  receivers: Receivers,
  request: ReceiverRequest,
  appid: string,
  decryptName: (sealed: string) => string,
): Receiver {
  if (request.appid !== appid) throw invalid('商户号与 appid 不匹配')
  const who = readAccount(request.type, request.account)
  if (!relations.includes(String(request.relation_type))) throw wrong('参数错误：relation_type 不符合规则')
  if (who.type === 'MERCHANT_ID' && request.name === undefined) throw wrong('参数错误：接收方是商户时 name 必填')
  if (request.relation_type === 'CUSTOM') text(request.custom_relation, 'custom_relation', /^[\s\S]{1,10}$/)
  const name = request.name === undefined ? null : decryptName(String(request.name))
  const relationType = request.relation_type as RelationType
  const receiver = { ...who, name, relationType, failReason: receivers[keyOf(who)]?.failReason ?? null }
  receivers[keyOf(who)] = receiver
  return receiver
}

export function removeReceiver(receivers: Receivers, request: ReceiverRequest): void {
  delete receivers[keyOf(readAccount(request.type, request.account))]
}
