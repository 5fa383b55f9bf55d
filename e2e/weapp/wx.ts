/**
 * What WeChat gives a mini-program, as far as ours asks for it. Requests go to a real server, sign-in and payment to the simulators;
 * nothing here decides what the program does.
 */
export type Outside = {
  server: string
  simulator: string
  /** Stands for the WeChat account that holds the phone. */
  user: string
  /** What the person does at the cashier. */
  atCashier: () => 'pay' | 'cancel' | 'fail'
}

type Callbacks = { success?: (reply: unknown) => void; fail?: (reply: unknown) => void; complete?: (reply: unknown) => void }
type Call = Callbacks & Record<string, unknown>

/** Counts what is on its way, so that a test can wait until the page has come to rest. */
export class Traffic {
  #open = 0
  #last = Date.now()

  async during<T>(work: Promise<T>): Promise<T> {
    this.#open++
    try {
      return await work
    } finally {
      this.#open--
      this.touch()
    }
  }

  touch(): void {
    this.#last = Date.now()
  }

  restsSince(): number {
    return this.#open > 0 ? 0 : Date.now() - this.#last
  }
}

const phone = { windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, pixelRatio: 2, statusBarHeight: 20 }
const system = {
  ...phone,
  platform: 'devtools',
  SDKVersion: '3.8.0',
  version: '8.0.50',
  language: 'zh_CN',
  system: 'iOS 17',
  brand: 'devtools',
  model: 'iPhone',
}

function answer(call: Call, name: string, work: Promise<unknown>): void {
  work.then(
    (reply) => {
      const given = { errMsg: `${name}:ok`, ...(reply as object) }
      call.success?.(given)
      call.complete?.(given)
    },
    (error: unknown) => {
      const given = { errMsg: error instanceof Error ? error.message : `${name}:fail` }
      call.fail?.(given)
      call.complete?.(given)
    },
  )
}

async function ask(outside: Outside, call: Call): Promise<unknown> {
  const asked = new URL(String(call.url))
  const reply = await fetch(`${outside.server}${asked.pathname}${asked.search}`, {
    method: String(call.method ?? 'GET'),
    headers: call.header as Record<string, string>,
    ...(call.data === undefined || call.method === 'GET'
      ? {}
      : { body: typeof call.data === 'string' ? call.data : JSON.stringify(call.data) }),
  })
  const text = await reply.text()
  const json = reply.headers.get('content-type')?.includes('json')
  return { statusCode: reply.status, header: Object.fromEntries(reply.headers), data: json && text ? JSON.parse(text) : text }
}

async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`)
  return (await reply.json()) as Record<string, unknown>
}

async function pay(outside: Outside, call: Call): Promise<unknown> {
  const result = outside.atCashier()
  const { timeStamp, nonceStr, package: packed, signType, paySign } = call
  const params = { timeStamp, nonceStr, package: packed, signType, paySign }
  const prepayId = String(packed).replace('prepay_id=', '')
  // The cashier checks the merchant's signature, as WeChat does before it shows an amount.
  await post(`${outside.simulator}/cashier/pay`, { prepay_id: prepayId, result, payer: outside.user, params })
  if (result !== 'pay') throw new Error(result === 'cancel' ? 'requestPayment:fail cancel' : 'requestPayment:fail')
  return {}
}

/** The person agrees to a transfer in WeChat. That it is carried out, the channel tells the server. */
async function agreeToTransfer(outside: Outside, call: Call): Promise<unknown> {
  const { mchId, appId, package: packed } = call
  await post(`${outside.simulator}/transfer/confirm`, { mchId, appId, package: packed })
  return {}
}

export type Clipboard = { text: string }
export type Launch = { path: string; query: Record<string, string>; scene: number }

/** The `wx` object without navigation, which belongs to the pages. */
export function makeWx(outside: Outside, traffic: Traffic, storage: Map<string, unknown>, clipboard: Clipboard, launch: Launch) {
  const nothing = () => undefined
  const later =
    (name: string, work: (call: Call) => Promise<unknown>) =>
    (call: Call = {}) => {
      answer(call, name, traffic.during(work(call)))
      return { abort: nothing }
    }
  const rectangle = { width: 375, height: 100, left: 0, top: 0, right: 375, bottom: 100 }
  const query = (): Record<string, unknown> => {
    const chain: Record<string, unknown> = {}
    for (const name of ['in', 'select', 'selectAll', 'selectViewport', 'boundingClientRect', 'scrollOffset', 'fields', 'node'])
      chain[name] = () => chain
    chain.exec = (done?: (found: unknown[]) => void) => setImmediate(() => done?.([rectangle]))
    return chain
  }
  return {
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getAppBaseInfo: () => system,
    getDeviceInfo: () => system,
    getLaunchOptionsSync: () => ({ ...launch, referrerInfo: {} }),
    getEnterOptionsSync: () => ({ ...launch, referrerInfo: {} }),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 24, left: 278, right: 365, bottom: 56 }),
    canIUse: () => true,
    nextTick: (next: () => void) => setImmediate(next),
    createSelectorQuery: query,
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    request: later('request', (call) => ask(outside, call)),
    login: later('login', async () => ({ code: (await post(`${outside.simulator}/wxapi/dev/login-code`, { user: outside.user })).code })),
    requestPayment: later('requestPayment', (call) => pay(outside, call)),
    requestMerchantTransfer: later('requestMerchantTransfer', (call) => agreeToTransfer(outside, call)),
    setClipboardData: later('setClipboardData', async (call) => {
      clipboard.text = String(call.data)
    }),
    setNavigationBarTitle: later('setNavigationBarTitle', async () => undefined),
    makePhoneCall: later('makePhoneCall', async () => undefined),
    addPhoneContact: later('addPhoneContact', async () => undefined),
    downloadFile: later('downloadFile', async () => ({ tempFilePath: 'wxfile://document', statusCode: 200 })),
    openDocument: later('openDocument', async () => undefined),
    onAppShow: nothing,
    offAppShow: nothing,
    onAppHide: nothing,
    offAppHide: nothing,
    onError: nothing,
    offError: nothing,
    onUnhandledRejection: nothing,
    onPageNotFound: nothing,
    onThemeChange: nothing,
  }
}
