import { MiniProgramError } from './mini-program-errors.ts'
import type {
  Session,
  Shipping,
  StableToken,
  SubscribeMessage,
  TextScene,
  TextVerdict,
  TokenStore,
  UnlimitedCode,
} from './mini-program-messages.ts'
import { beijingTimeWithMs } from './time.ts'

export type MiniProgramSettings = {
  /** `https://api.weixin.qq.com`, or a simulator's address with any path prefix. */
  baseUrl: string
  appid: string
  secret: string
  now: () => Date
  timeoutMs: number
  tokenStore?: TokenStore
}

/** Every method throws `MiniProgramError`. */
export type MiniProgram = {
  codeToSession(code: string): Promise<Session>
  stableToken(): Promise<string>
  phoneNumber(code: string): Promise<{ phone: string; countryCode: string }>
  /** A PNG. */
  unlimitedCode(code: UnlimitedCode): Promise<Buffer>
  subscribeMessage(message: SubscribeMessage): Promise<void>
  checkText(text: { openid: string; scene: TextScene; content: string; title?: string; nickname?: string }): Promise<TextVerdict>
  uploadShipping(shipping: Shipping): Promise<void>
}

type Envelope = { errcode?: number; errmsg?: string }

const staleTokenCodes: ReadonlySet<number> = new Set([40001, 40014, 42001])

/** WeChat hands out the next token five minutes before the end of the old one; both hold in between. */
const renewBeforeMs = 300_000

async function request(settings: MiniProgramSettings, path: string, message?: object): Promise<Response> {
  const url = settings.baseUrl.replace(/\/$/, '') + path
  let response: Response
  try {
    response = await fetch(url, {
      method: message ? 'POST' : 'GET',
      signal: AbortSignal.timeout(settings.timeoutMs),
      ...(message ? { body: JSON.stringify(message), headers: { 'content-type': 'application/json' } } : {}),
    })
  } catch {
    throw new MiniProgramError(0, `WeChat did not answer ${path.split('?')[0]}`, true)
  }
  if (!response.ok) throw new MiniProgramError(0, `WeChat answered ${response.status} to ${path.split('?')[0]}`, true)
  return response
}

/** Some answers are JSON under `text/plain`, so the type is not asked. */
async function readAnswer<T extends object>(response: Response): Promise<T> {
  let answer: T & Envelope
  try {
    answer = JSON.parse(await response.text()) as T & Envelope
  } catch {
    throw new MiniProgramError(0, 'WeChat did not answer with JSON', true)
  }
  if (answer.errcode) throw new MiniProgramError(answer.errcode, answer.errmsg ?? '')
  return answer
}

type TokenKeeper = { current(): Promise<string>; forget(token: string): void }

function keepToken(settings: MiniProgramSettings): TokenKeeper {
  let held: StableToken | undefined
  let flight: Promise<StableToken> | undefined
  let refused: string | undefined

  const usable = (token: StableToken | undefined): token is StableToken =>
    token !== undefined && token.token !== refused && token.expiresAt.getTime() - renewBeforeMs > settings.now().getTime()

  const renew = async (): Promise<StableToken> => {
    const stored = await settings.tokenStore?.load()
    if (usable(stored)) return stored
    const asked = { grant_type: 'client_credential', appid: settings.appid, secret: settings.secret }
    const answer = await readAnswer<{ access_token: string; expires_in: number }>(await request(settings, '/cgi-bin/stable_token', asked))
    const token = { token: answer.access_token, expiresAt: new Date(settings.now().getTime() + answer.expires_in * 1000) }
    await settings.tokenStore?.save(token)
    return token
  }

  return {
    async current() {
      if (usable(held)) return held.token
      flight ??= renew().finally(() => {
        flight = undefined
      })
      held = await flight
      return held.token
    },
    forget(token) {
      refused = token
    },
  }
}

function shippingMessage(shipping: Shipping): object {
  const { order, delivery } = shipping
  return {
    order_key:
      'transactionId' in order
        ? { order_number_type: 2, transaction_id: order.transactionId }
        : { order_number_type: 1, mchid: order.mchid, out_trade_no: order.outTradeNo },
    logistics_type: shipping.logisticsType,
    ...(delivery.mode === 'whole' ? { delivery_mode: 1 } : { delivery_mode: 2, is_all_delivered: delivery.allShipped }),
    shipping_list: shipping.parcels.map((parcel) => ({
      item_desc: parcel.goods.slice(0, 120),
      ...(parcel.trackingNo ? { tracking_no: parcel.trackingNo } : {}),
      ...(parcel.courierCode ? { express_company: parcel.courierCode } : {}),
      ...(parcel.receiverContact ? { contact: { receiver_contact: parcel.receiverContact } } : {}),
    })),
    upload_time: beijingTimeWithMs(shipping.uploadTime),
    payer: { openid: shipping.openid },
  }
}

const subscribeData = (data: Record<string, string>): object =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]))

type CheckAnswer = { trace_id: string; result: { suggest: TextVerdict['suggest']; label: number }; detail?: { keyword?: string }[] }

const toVerdict = (answer: CheckAnswer): TextVerdict => ({
  suggest: answer.result.suggest,
  label: answer.result.label,
  traceId: answer.trace_id,
  keywords: (answer.detail ?? []).flatMap((it) => it.keyword ?? []),
})

export function openMiniProgram(settings: MiniProgramSettings): MiniProgram {
  const tokens = keepToken(settings)

  async function withToken<T>(path: string, message: object, read: (response: Response) => Promise<T>): Promise<T> {
    const attempt = async (token: string): Promise<T> => read(await request(settings, `${path}?access_token=${token}`, message))
    const token = await tokens.current()
    try {
      return await attempt(token)
    } catch (error) {
      if (!(error instanceof MiniProgramError) || !staleTokenCodes.has(error.errcode)) throw error
      tokens.forget(token)
      return attempt(await tokens.current())
    }
  }
  const post = <T extends object>(path: string, message: object): Promise<T> =>
    withToken(path, message, (response) => readAnswer<T>(response))

  return {
    async codeToSession(code) {
      const query = new URLSearchParams({ appid: settings.appid, secret: settings.secret, js_code: code, grant_type: 'authorization_code' })
      const response = await request(settings, `/sns/jscode2session?${query}`)
      const answer = await readAnswer<{ openid: string; session_key: string; unionid?: string }>(response)
      return { openid: answer.openid, sessionKey: answer.session_key, ...(answer.unionid ? { unionid: answer.unionid } : {}) }
    },
    stableToken: () => tokens.current(),
    async phoneNumber(code) {
      type Phone = { phone_info: { purePhoneNumber: string; countryCode: string } }
      const { phone_info } = await post<Phone>('/wxa/business/getuserphonenumber', { code })
      return { phone: phone_info.purePhoneNumber, countryCode: phone_info.countryCode }
    },
    unlimitedCode: ({ scene, page, width = 430, checkPath = true }) =>
      withToken('/wxa/getwxacodeunlimit', { scene, page, width, check_path: checkPath }, async (response) => {
        if (!response.headers.get('content-type')?.startsWith('image/')) await readAnswer(response)
        return Buffer.from(await response.arrayBuffer())
      }),
    async subscribeMessage({ openid, templateId, page, data, state = 'formal' }) {
      const message = { touser: openid, template_id: templateId, data: subscribeData(data), miniprogram_state: state, lang: 'zh_CN' }
      await post('/cgi-bin/message/subscribe/send', page ? { ...message, page } : message)
    },
    checkText: async (text) => toVerdict(await post<CheckAnswer>('/wxa/msg_sec_check', { version: 2, ...text })),
    async uploadShipping(shipping) {
      try {
        await post('/wxa/sec/order/upload_shipping_info', shippingMessage(shipping))
      } catch (error) {
        if (!(error instanceof MiniProgramError) || error.action !== 'treat_as_done') throw error
      }
    },
  }
}
