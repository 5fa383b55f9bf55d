import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { sufferFaults } from './faults.ts'
import { confirmReceipt, type ShippingRequest, uploadShipping } from './shipping-rules.ts'
import type { Simulation } from './simulation.ts'
import {
  agree,
  type CodeRequest,
  checkToken,
  codeContent,
  issueCode,
  issueToken,
  judgeText,
  openidOf,
  personOf,
  type SubscribeRequest,
  sendSubscribed,
  signIn,
  tellPhone,
  WeChatRefusal,
} from './wechat-rules.ts'

/** `/wxapi/…`, standing for api.weixin.qq.com; `/wxapi/dev/…` stands for what people do on their phones. */

const rid = (): string => [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-')

type AppCredentials = { appid?: unknown; secret?: unknown }

function checkApp(sim: Simulation, given: AppCredentials): void {
  if (given.appid !== sim.keys.credentials.WX_APPID) throw new WeChatRefusal(40013, 'invalid appid')
  if (given.secret !== sim.keys.credentials.WX_SECRET) throw new WeChatRefusal(40125, 'invalid appsecret')
}

function body<T extends object>(request: FastifyRequest): T {
  const { body: given } = request
  if (typeof given !== 'object' || given === null) throw new WeChatRefusal(47001, 'data format error')
  return given as T
}

function signInRoutes(scope: FastifyInstance, sim: Simulation): void {
  const book = sim.book.wechat
  scope.get('/sns/jscode2session', async (request, reply) => {
    const query = request.query as AppCredentials & { js_code?: string; grant_type?: string }
    checkApp(sim, query)
    if (query.grant_type !== 'authorization_code') throw new WeChatRefusal(40002, 'invalid grant_type')
    const person = signIn(book, sim.keys.credentials.WX_APPID, query.js_code, sim.clock.now())
    sim.save()
    // The real one says text/plain too; whoever trusts the type fails there.
    return reply.type('text/plain').send(JSON.stringify({ session_key: person.sessionKey, openid: person.openid, unionid: person.unionid }))
  })
  scope.post('/cgi-bin/stable_token', async (request) => {
    const asked = body<AppCredentials & { grant_type?: string; force_refresh?: unknown }>(request)
    checkApp(sim, asked)
    if (asked.grant_type !== 'client_credential') throw new WeChatRefusal(40002, 'invalid grant_type')
    const token = issueToken(book, asked.force_refresh === true, sim.clock.now())
    sim.save()
    return { access_token: token.value, expires_in: token.expiresIn }
  })
}

function programRoutes(scope: FastifyInstance, sim: Simulation): void {
  const book = sim.book.wechat
  const guarded = (path: string, answer: (request: FastifyRequest) => object): void => {
    scope.post(path, async (request) => {
      checkToken(book, (request.query as { access_token?: string }).access_token, sim.clock.now())
      const said = answer(request)
      sim.save()
      return { errcode: 0, errmsg: 'ok', ...said }
    })
  }
  guarded('/wxa/business/getuserphonenumber', (request) => {
    const phone = tellPhone(book, body<{ code?: string }>(request).code, sim.clock.now())
    const watermark = { timestamp: Math.floor(sim.clock.now().getTime() / 1000), appid: sim.keys.credentials.WX_APPID }
    return { phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark } }
  })
  guarded('/cgi-bin/message/subscribe/send', (request) => {
    sendSubscribed(book, body<SubscribeRequest>(request), sim.clock.now())
    return {}
  })
  guarded('/wxa/msg_sec_check', (request) => {
    const asked = body<{ version?: unknown; openid?: unknown; scene?: unknown; content?: unknown; title?: unknown; nickname?: unknown }>(
      request,
    )
    if (asked.version !== 2 || ![1, 2, 3, 4].includes(asked.scene as number))
      throw new WeChatRefusal(40097, 'invalid args: version or scene')
    if (typeof asked.content !== 'string' || !asked.content || asked.content.length > 2500)
      throw new WeChatRefusal(40097, 'invalid args: content')
    personOf(book, asked.openid)
    const { suggest, label, keywords } = judgeText([asked.title, asked.nickname, asked.content].filter(Boolean).join('\n'))
    const detail = [
      { strategy: 'content_model', errcode: 0, suggest, label, prob: suggest === 'pass' ? 90 : 95 },
      ...keywords.map((keyword) => ({ strategy: 'keyword', errcode: 0, suggest, label, keyword })),
    ]
    return { trace_id: randomBytes(16).toString('hex'), result: { suggest, label }, detail }
  })
  guarded('/wxa/sec/order/upload_shipping_info', (request) => {
    const { orders, refunds } = sim.book
    uploadShipping(
      { shipped: book.shipped, orders, refunds },
      body<ShippingRequest>(request),
      sim.keys.credentials.WXPAY_MCHID,
      sim.clock.now(),
    )
    return {}
  })
  scope.post('/wxa/getwxacodeunlimit', async (request, reply) => {
    checkToken(book, (request.query as { access_token?: string }).access_token, sim.clock.now())
    const { text, width } = codeContent(book, body<CodeRequest>(request))
    return reply.type('image/png').send(await QRCode.toBuffer(text, { width, errorCorrectionLevel: 'M', margin: 2 }))
  })
}

type Phone = { user?: string; phone?: string; openid?: string; template_ids?: string[]; pages?: string[]; transaction_id?: string }

/** `wx.login`, the phone-number button, the consent window, the button that confirms receipt, and which pages are published. */
function phoneRoutes(scope: FastifyInstance, sim: Simulation): void {
  const book = sim.book.wechat
  const give = (kind: 'login' | 'phone') => async (request: FastifyRequest) => {
    const { user, phone } = body<Phone>(request)
    if (!user) throw new WeChatRefusal(47001, 'user is missing: whose phone is it?')
    const code = issueCode(book, kind, user, phone, sim.clock.now())
    sim.save()
    return { code }
  }
  scope.post('/dev/login-code', give('login'))
  scope.post('/dev/phone-code', give('phone'))
  scope.post('/dev/subscribe', async (request) => {
    const { user, openid, template_ids = [] } = body<Phone>(request)
    agree(book, openid ?? openidOf(sim.keys.credentials.WX_APPID, user ?? ''), template_ids)
    sim.save()
    return Object.fromEntries(template_ids.map((id) => [id, 'accept']))
  })
  scope.post('/dev/receive', async (request) => {
    confirmReceipt(book.shipped, body<Phone>(request).transaction_id, sim.clock.now())
    sim.save()
    return { errcode: 0, errmsg: 'ok' }
  })
  scope.post('/dev/pages', async (request) => {
    book.publishedPages = body<Phone>(request).pages ?? []
    sim.save()
    return { pages: book.publishedPages }
  })
  scope.get('/dev/messages', async (request) => {
    const { openid } = request.query as { openid?: string }
    return { messages: book.sent.filter((it) => !openid || it.openid === openid).reverse() }
  })
}

export function wechatRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    sufferFaults(scope, sim.faults, 'wxapi', (path) => path.includes('/dev/'))
    scope.setErrorHandler(async (error, _request, reply) => {
      if (error instanceof WeChatRefusal) return reply.code(200).send({ errcode: error.errcode, errmsg: `${error.message} rid: ${rid()}` })
      const isBadJson = (error as { statusCode?: number }).statusCode === 400
      if (!isBadJson) console.error(error)
      return reply
        .code(200)
        .send(isBadJson ? { errcode: 47001, errmsg: `data format error rid: ${rid()}` } : { errcode: -1, errmsg: 'system error' })
    })
    signInRoutes(scope, sim)
    programRoutes(scope, sim)
    phoneRoutes(scope, sim)
  }
}
