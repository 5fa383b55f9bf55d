/** What to do about an `errcode`; callers decide by this, not by numbers. */
export type ErrorAction =
  | 'retry_with_backoff'
  | 'refresh_token'
  | 'ask_to_sign_in_again'
  | 'deny_sign_in'
  | 'drop'
  | 'drop_and_forget_consent'
  | 'wait_until_midnight'
  | 'wait_a_minute'
  | 'reject_content'
  | 'retry_later'
  | 'treat_as_done'
  | 'alert_operations'
  | 'permanent'

export const miniProgramErrors: ReadonlyMap<number, { meaning: string; action: ErrorAction }> = new Map([
  [-1, { meaning: 'WeChat is busy', action: 'retry_with_backoff' }],
  [40001, { meaning: 'token is wrong', action: 'refresh_token' }],
  [40014, { meaning: 'token is invalid', action: 'refresh_token' }],
  [42001, { meaning: 'token has expired', action: 'refresh_token' }],
  [40003, { meaning: 'openid is not of this app', action: 'permanent' }],
  [40013, { meaning: 'appid is wrong', action: 'alert_operations' }],
  [40125, { meaning: 'secret is wrong', action: 'alert_operations' }],
  [40029, { meaning: 'code is wrong or expired', action: 'ask_to_sign_in_again' }],
  [40163, { meaning: 'code was used', action: 'ask_to_sign_in_again' }],
  [40226, { meaning: 'user is a risk', action: 'deny_sign_in' }],
  [40037, { meaning: 'template is unknown', action: 'permanent' }],
  [40097, { meaning: 'a parameter is wrong', action: 'permanent' }],
  [40169, { meaning: 'scene is empty, too long or has forbidden characters', action: 'permanent' }],
  [41030, { meaning: 'page is not published', action: 'alert_operations' }],
  [85079, { meaning: 'mini-program is not published', action: 'alert_operations' }],
  [43101, { meaning: 'no consent left for this message', action: 'drop_and_forget_consent' }],
  [45009, { meaning: 'daily quota is used up', action: 'wait_until_midnight' }],
  [45011, { meaning: 'quota of the minute is used up', action: 'wait_a_minute' }],
  [45015, { meaning: 'customer-service window is over', action: 'drop' }],
  [45047, { meaning: 'customer-service messages are used up', action: 'drop' }],
  [47001, { meaning: 'body has the wrong form', action: 'permanent' }],
  [47003, { meaning: 'template data is illegal', action: 'permanent' }],
  [48001, { meaning: 'interface is not granted', action: 'alert_operations' }],
  [61010, { meaning: 'user was not here lately', action: 'permanent' }],
  [87014, { meaning: 'content is risky', action: 'reject_content' }],
  [40164, { meaning: 'our address is not on the list', action: 'alert_operations' }],
  [89503, { meaning: 'our address waits for confirmation', action: 'alert_operations' }],
  [10060001, { meaning: 'payment is unknown, or younger than a minute', action: 'retry_later' }],
  [10060002, { meaning: 'order was shipped completely', action: 'treat_as_done' }],
  [10060003, { meaning: 'the one re-shipment was used', action: 'permanent' }],
  [10060004, { meaning: 'order cannot be shipped in its state', action: 'drop' }],
  [10060023, { meaning: 'shipping did not change', action: 'treat_as_done' }],
  [268440065, { meaning: 'shipping did not change', action: 'treat_as_done' }],
  [10060031, { meaning: 'openid is not the payer', action: 'permanent' }],
  [268485216, { meaning: 'upload_time is malformed or not later than the last', action: 'permanent' }],
])

/** `errcode` 0 with `unknown` means that no usable answer came. */
export class MiniProgramError extends Error {
  readonly errcode: number
  readonly action: ErrorAction
  readonly unknown: boolean
  constructor(errcode: number, errmsg: string, unknown = false) {
    super(errmsg)
    this.name = 'MiniProgramError'
    this.errcode = errcode
    this.unknown = unknown
    this.action = miniProgramErrors.get(errcode)?.action ?? (unknown ? 'retry_with_backoff' : 'permanent')
  }
}
