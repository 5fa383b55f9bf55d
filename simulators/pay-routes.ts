import { randomBytes, X509Certificate } from 'node:crypto'
import { encryptAead, parseAuthorization, seal, sealHeaders, verifyRequest, withinTolerance } from '@lianka/wechat/signature'
import { beijingTime } from '@lianka/wechat/time'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { billRoutes } from './bill-routes.ts'
import { sufferFaults } from './faults.ts'
import { readMessage } from './pay-message.ts'
import { merchantOf, platformKey } from './pay-notices.ts'
import {
  closeOrder,
  findByTransaction,
  findOrder,
  type Merchant,
  type OrderRequest,
  PayRefusal,
  placeOrder,
  toTransaction,
} from './pay-rules.ts'
import { type RefundRequest, requestRefund, toRefund } from './refund-rules.ts'
import { sharingRoutes } from './sharing-routes.ts'
import type { Simulation } from './simulation.ts'
import { transferRoutes } from './transfer-routes.ts'

/** `/wxpay/v3/…`, standing for api.mch.weixin.qq.com. Every request must be signed; every answer is. */

/** Merchants with a WeChat Pay public key name its id; the others get the platform certificate. */
function answerSerial(sim: Simulation, request: FastifyRequest): string {
  const { WXPAY_PLATFORM_SERIAL, WXPAY_PUBLIC_KEY_ID } = sim.keys.credentials
  const asksForCertificate =
    request.headers['wechatpay-serial'] === WXPAY_PLATFORM_SERIAL || request.url.split('?')[0]?.endsWith('/v3/certificates')
  return asksForCertificate ? WXPAY_PLATFORM_SERIAL : WXPAY_PUBLIC_KEY_ID
}

function checkSignature(sim: Simulation, request: FastifyRequest): void {
  const refuse = (message: string): PayRefusal => new PayRefusal(401, 'SIGN_ERROR', message)
  const authorization = parseAuthorization(request.headers.authorization)
  if (!authorization) throw refuse('Http 头缺少 Authorization，或格式不对')
  const { WXPAY_MCHID, WXPAY_SERIAL } = sim.keys.credentials
  if (authorization.mchid !== WXPAY_MCHID || authorization.serial !== WXPAY_SERIAL) throw refuse('商户号或商户证书序列号不对')
  if (!withinTolerance(authorization.timestamp, sim.clock.now())) throw refuse('签名时间与现在相差超过 5 分钟')
  const signed = {
    method: request.method,
    // The URL as requested without its origin, so with our prefix: the rule of the documents, and what SDKs sign.
    target: request.raw.url ?? '',
    timestamp: authorization.timestamp,
    nonce: authorization.nonce,
    body: typeof request.body === 'string' ? request.body : '',
  }
  if (!verifyRequest(signed, authorization.signature, sim.keys.farSide.merchantPublicKey)) throw refuse('错误的签名，验签失败')
  if (!request.headers.accept || !request.headers['user-agent'])
    throw new PayRefusal(400, 'PARAM_ERROR', 'Http 头缺少 Accept 或 User-Agent')
}

function signAnswers(scope: FastifyInstance, sim: Simulation): void {
  scope.addHook('onSend', async (request, reply, payload) => {
    // Files are the one answer that WeChat Pay does not sign.
    if (Buffer.isBuffer(payload)) return payload
    const body = typeof payload === 'string' ? payload : ''
    const serial = answerSerial(sim, request)
    reply.headers(sealHeaders(seal(body, serial, platformKey(sim, serial), sim.clock.now())))
    reply.header('Request-ID', `08${randomBytes(12).toString('hex').toUpperCase()}`)
    return payload
  })
  scope.setErrorHandler(async (error, _request, reply) => {
    const refusal = error instanceof PayRefusal ? error : new PayRefusal(500, 'SYSTEM_ERROR', '系统错误')
    if (!(error instanceof PayRefusal)) console.error(error)
    return reply.code(refusal.status).send({ code: refusal.code, message: refusal.message })
  })
  scope.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ code: 'RESOURCE_NOT_EXISTS', message: '没有这个接口' }))
}

function certificates(sim: Simulation): object {
  const { WXPAY_PLATFORM_CERT, WXPAY_PLATFORM_SERIAL, WXPAY_APIV3_KEY } = sim.keys.credentials
  const certificate = new X509Certificate(WXPAY_PLATFORM_CERT)
  const item = {
    serial_no: WXPAY_PLATFORM_SERIAL,
    effective_time: beijingTime(new Date(certificate.validFrom)),
    expire_time: beijingTime(new Date(certificate.validTo)),
    encrypt_certificate: encryptAead(WXPAY_PLATFORM_CERT, WXPAY_APIV3_KEY, 'certificate'),
  }
  return { data: [item] }
}

type ByNumber = { Params: { number: string } }

/** The merchant, with the key that this request wants its answers and notices signed with. */
export type MerchantFor = (request: FastifyRequest) => Merchant

function orderRoutes(scope: FastifyInstance, sim: Simulation, merchantFor: MerchantFor): void {
  const place = (tradeType: 'JSAPI' | 'MWEB') => async (request: FastifyRequest) => {
    const order = placeOrder(sim.book.orders, readMessage<OrderRequest>(request.body), tradeType, merchantFor(request), sim.clock.now())
    sim.save()
    if (tradeType === 'JSAPI') return { prepay_id: order.prepayId }
    return { h5_url: `${sim.publicUrl()}/cashier?h5_token=${order.h5Token}` }
  }
  const checkQuery = (request: FastifyRequest): void => {
    const { mchid } = request.query as { mchid?: string }
    if (mchid !== sim.keys.credentials.WXPAY_MCHID) throw new PayRefusal(400, 'PARAM_ERROR', '查询参数 mchid 缺失或不对')
  }
  scope.post('/v3/pay/transactions/jsapi', place('JSAPI'))
  scope.post('/v3/pay/transactions/h5', place('MWEB'))
  scope.get<ByNumber>('/v3/pay/transactions/out-trade-no/:number', async (request) => {
    checkQuery(request)
    return toTransaction(findOrder(sim.book.orders, request.params.number), merchantOf(sim))
  })
  scope.get<ByNumber>('/v3/pay/transactions/id/:number', async (request) => {
    checkQuery(request)
    return toTransaction(findByTransaction(sim.book.orders, request.params.number), merchantOf(sim))
  })
  scope.post<ByNumber>('/v3/pay/transactions/out-trade-no/:number/close', async (request, reply: FastifyReply) => {
    if (readMessage<{ mchid?: string }>(request.body).mchid !== sim.keys.credentials.WXPAY_MCHID)
      throw new PayRefusal(400, 'PARAM_ERROR', 'mchid 不对')
    closeOrder(findOrder(sim.book.orders, request.params.number))
    sim.save()
    return reply.code(204).send()
  })
}

function refundRoutes(scope: FastifyInstance, sim: Simulation): void {
  scope.post('/v3/refund/domestic/refunds', async (request) => {
    const refund = requestRefund(sim.book, readMessage<RefundRequest>(request.body), sim.clock.now())
    sim.save()
    return toRefund(refund, findOrder(sim.book.orders, refund.outTradeNo))
  })
  scope.get<ByNumber>('/v3/refund/domestic/refunds/:number', async (request) => {
    const refund = sim.book.refunds[request.params.number]
    if (!refund) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
    return toRefund(refund, findOrder(sim.book.orders, refund.outTradeNo))
  })
}

export function payRoutes(sim: Simulation) {
  return async (scope: FastifyInstance): Promise<void> => {
    sufferFaults(scope, sim.faults, 'wxpay', () => false)
    signAnswers(scope, sim)
    // The signature covers the bytes as sent, so bodies stay text until it was checked.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.addHook('preHandler', async (request) => checkSignature(sim, request))
    const merchantFor: MerchantFor = (request) => ({ ...merchantOf(sim), serial: answerSerial(sim, request) })
    orderRoutes(scope, sim, merchantFor)
    refundRoutes(scope, sim)
    transferRoutes(scope, sim, merchantFor)
    sharingRoutes(scope, sim, merchantFor)
    billRoutes(scope, sim)
    scope.get('/v3/certificates', async (request) => {
      if (request.headers['wechatpay-serial']?.toString().startsWith('PUB_KEY_ID_')) {
        throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥')
      }
      return certificates(sim)
    })
  }
}
