import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NotificationRefused } from './notification.ts'
import { openPay, type Pay, PayError } from './pay.ts'
import { encryptAead, seal, sealHeaders } from './signature.ts'

const { Aes, Formatter, Rsa } = createRequire(import.meta.url)('wechatpay-axios-plugin')

const makeKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const merchant = makeKeys()
const platform = makeKeys()
const stranger = makeKeys()
const keyId = 'PUB_KEY_ID_0116000000012025010100001'
const apiV3Key = '0123456789abcdef0123456789abcdef'
const appid = 'wx00000000000000aa'
const mchid = '1900000109'
const now = new Date('2026-12-03T06:05:00Z')

/** How the far side misbehaves in the next answer. */
let answer: { status: number; body: string; signedBy?: string; signedAt?: Date; hang?: boolean; tamper?: boolean }
let server: Server
let pay: Pay

beforeAll(async () => {
  server = createServer((_, response) => {
    if (answer.hang) return
    const headers = answer.signedBy ? sealHeaders(seal(answer.body, keyId, answer.signedBy, answer.signedAt ?? now)) : {}
    response.writeHead(answer.status, { 'content-type': 'application/json', ...headers })
    response.end(answer.tamper ? answer.body.replace('NOT', 'not') : answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wxpay`
  const verifyKeys = new Map([[keyId, platform.publicKey]])
  pay = openPay({
    baseUrl,
    mchid,
    appid,
    serial: 'AB12',
    privateKey: merchant.privateKey,
    apiV3Key,
    verifyKeys,
    now: () => now,
    timeoutMs: 300,
  })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const failure = async (action: Promise<unknown>): Promise<PayError> => {
  const error = await action.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof PayError)) throw new Error(`expected a PayError, got ${error}`)
  return error
}

describe('an answer of WeChat Pay', () => {
  const absent = { status: 404, body: '{"code":"ORDER_NOT_EXIST","message":"订单不存在"}' }

  it('is believed when signed', async () => {
    answer = { ...absent, signedBy: platform.privateKey }
    expect(await failure(pay.query('T20261203001'))).toMatchObject({ status: 404, code: 'ORDER_NOT_EXIST', unknown: false })
  })

  it.each([
    ['is not signed', {}],
    ['is signed by a stranger', { signedBy: stranger.privateKey }],
    ['was changed on the way', { signedBy: platform.privateKey, tamper: true }],
    ['is older than five minutes', { signedBy: platform.privateKey, signedAt: new Date(now.getTime() - 301_000) }],
  ])('leaves the fate unknown when it %s', async (_, flaw) => {
    answer = { ...absent, ...flaw }
    expect(await failure(pay.query('T20261203001'))).toMatchObject({ code: 'BAD_ANSWER_SIGNATURE', unknown: true })
  })

  it('leaves the fate unknown when it is a 5xx, does not come, or nobody listens', async () => {
    answer = { status: 500, body: '{"code":"SYSTEM_ERROR","message":"系统错误"}' }
    expect(await failure(pay.close('T20261203001'))).toMatchObject({ status: 500, code: 'SYSTEM_ERROR', unknown: true })
    answer = { status: 200, body: '', hang: true }
    expect(await failure(pay.close('T20261203001'))).toMatchObject({ code: 'TIMED_OUT', unknown: true })
    const nobody = openPay({
      baseUrl: 'http://127.0.0.1:9',
      mchid,
      appid,
      serial: 'AB12',
      privateKey: merchant.privateKey,
      apiV3Key,
      verifyKeys: new Map(),
      now: () => now,
      timeoutMs: 300,
    })
    expect(await failure(nobody.query('T1'))).toMatchObject({ code: 'UNREACHABLE', unknown: true })
  })
})

describe('a notification', () => {
  const transaction = { appid, mchid, out_trade_no: 'T20261203001', trade_state: 'SUCCESS', amount: { total: 2990 } }
  const make = (data: object = transaction, eventType = 'TRANSACTION.SUCCESS'): string =>
    JSON.stringify({
      id: 'EV-2018022511223320873',
      create_time: '2026-12-03T14:05:00+08:00',
      event_type: eventType,
      resource_type: 'encrypt-resource',
      summary: '支付成功',
      resource: { original_type: 'transaction', ...encryptAead(JSON.stringify(data), apiV3Key, 'transaction') },
    })
  const headersFor = (body: string, key = platform.privateKey, at = now, serial = keyId) => sealHeaders(seal(body, serial, key, at))
  const reasonOf = (headers: Record<string, string>, body: string): string => {
    try {
      pay.parseNotification(headers, body)
    } catch (error) {
      if (error instanceof NotificationRefused) return error.reason
      throw error
    }
    return 'accepted'
  }

  it('is verified, decrypted and named by kind', () => {
    const body = make()
    expect(pay.parseNotification(headersFor(body), Buffer.from(body))).toEqual({
      kind: 'transaction',
      id: 'EV-2018022511223320873',
      data: transaction,
    })
    const refund = make({ mchid, out_refund_no: 'R1', refund_status: 'SUCCESS' }, 'REFUND.SUCCESS')
    expect(pay.parseNotification(headersFor(refund), refund)).toMatchObject({ kind: 'refund', data: { out_refund_no: 'R1' } })
  })

  it('of a transfer or a share is named too, and refused when it is for another merchant', () => {
    const transfer = make({ mch_id: mchid, out_bill_no: 'W1', state: 'SUCCESS' }, 'MCHTRANSFER.BILL.FINISHED')
    expect(pay.parseNotification(headersFor(transfer), transfer)).toMatchObject({ kind: 'transfer', data: { out_bill_no: 'W1' } })
    const share = make({ mchid, out_order_no: 'S1' }, 'PROFITSHARING.RETURN')
    expect(pay.parseNotification(headersFor(share), share)).toMatchObject({ kind: 'profit_sharing', event: 'RETURN' })
    const foreign = make({ mch_id: '1900009999', out_bill_no: 'W1', state: 'SUCCESS' }, 'MCHTRANSFER.BILL.FINISHED')
    expect(reasonOf(headersFor(foreign), foreign)).toBe('other_merchant')
  })

  it('is accepted when the SDK signed and encrypted it', () => {
    const ciphertext = Aes.AesGcm.encrypt(JSON.stringify(transaction), apiV3Key, 'abcdefghijkl', 'transaction')
    const body = JSON.stringify({
      id: 'EV-2',
      event_type: 'TRANSACTION.SUCCESS',
      resource: { ciphertext, nonce: 'abcdefghijkl', associated_data: 'transaction' },
    })
    const timestamp = String(now.getTime() / 1000)
    const headers = {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'n',
      'wechatpay-serial': keyId,
      'wechatpay-signature': Rsa.sign(Formatter.response(timestamp, 'n', body), platform.privateKey),
    }
    expect(reasonOf(headers, body)).toBe('accepted')
  })

  it.each([
    ['bad_signature', () => [headersFor(make(), stranger.privateKey), make()]],
    ['bad_signature', () => [{ ...headersFor(make()), 'Wechatpay-Signature': 'WECHATPAY/SIGNTEST/abcd' }, make()]],
    ['old_timestamp', (body: string) => [headersFor(body, platform.privateKey, new Date(now.getTime() - 301_000)), body]],
    ['old_timestamp', (body: string) => [headersFor(body, platform.privateKey, new Date(now.getTime() + 301_000)), body]],
    ['unknown_serial', (body: string) => [headersFor(body, platform.privateKey, now, 'PUB_KEY_ID_9'), body]],
    ['missing_header', (body: string) => [{}, body]],
  ] as [string, (body: string) => [Record<string, string>, string]][])('is refused for %s', (reason, build) => {
    expect(reasonOf(...build(make()))).toBe(reason)
  })

  it('is refused when its text cannot be decrypted, is of another merchant, unknown or no JSON', () => {
    const garbled = make().replace(/"nonce":"[^"]+"/, '"nonce":"aaaaaaaaaaaa"')
    expect(reasonOf(headersFor(garbled), garbled)).toBe('bad_ciphertext')
    const foreign = make({ ...transaction, mchid: '1900009999' })
    expect(reasonOf(headersFor(foreign), foreign)).toBe('other_merchant')
    const odd = make(transaction, 'COUPON.USE')
    expect(reasonOf(headersFor(odd), odd)).toBe('unknown_event')
    expect(reasonOf(headersFor('hello'), 'hello')).toBe('bad_body')
    expect(reasonOf(headersFor('null'), 'null')).toBe('bad_body')
  })
})
