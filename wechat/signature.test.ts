import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import {
  authorize,
  clientPayParams,
  decryptAead,
  decryptOaep,
  decryptPush,
  encryptAead,
  encryptOaep,
  encryptPush,
  parseAuthorization,
  pushSignature,
  pushSignatureMatches,
  readSeal,
  seal,
  sealHeaders,
  verifyClientPayParams,
  verifyRequest,
  verifySeal,
} from './signature.ts'

/** An independent implementation of the same rules, used as a judge only. */
const { Aes, Formatter, Rsa } = createRequire(import.meta.url)('wechatpay-axios-plugin')

const makeKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const merchantKeys = makeKeys()
const strangerKeys = makeKeys()
const apiV3Key = '0123456789abcdef0123456789abcdef'
const merchant = { mchid: '1900000109', serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1', privateKey: merchantKeys.privateKey }
const now = new Date('2026-12-03T06:05:00Z')
const body = '{"description":"寻乌脐橙 5 斤装"}'

describe('a signed request', () => {
  const target = '/v3/pay/transactions/jsapi?x=1'
  const header = authorize(merchant, 'POST', target, body, now)
  const parsed = parseAuthorization(header)
  if (!parsed) throw new Error('unreadable')
  const request = { method: 'POST', target, body, timestamp: parsed.timestamp, nonce: parsed.nonce }

  it('is read back and verified', () => {
    expect(parsed).toMatchObject({ mchid: merchant.mchid, serial: merchant.serial, timestamp: 1796277900 })
    expect(verifyRequest(request, parsed.signature, merchantKeys.publicKey)).toBe(true)
  })

  it('is verified by the SDK, and the SDK’s by us', () => {
    const text = Formatter.request('POST', target, parsed.timestamp, parsed.nonce, body)
    expect(Rsa.verify(text, parsed.signature, merchantKeys.publicKey)).toBe(true)
    expect(verifyRequest(request, Rsa.sign(text, merchantKeys.privateKey), merchantKeys.publicKey)).toBe(true)
    expect(parseAuthorization(Formatter.authorization('1900000109', 'abc', 'c2ln', '1796277900', 'AB12'))).toEqual({
      mchid: '1900000109',
      nonce: 'abc',
      signature: 'c2ln',
      timestamp: 1796277900,
      serial: 'AB12',
    })
  })

  it.each([
    ['method', { ...request, method: 'GET' }],
    ['target', { ...request, target: '/v3/pay/transactions/jsapi?x=2' }],
    ['body', { ...request, body: body.replace('5', '6') }],
    ['timestamp', { ...request, timestamp: request.timestamp + 1 }],
    ['nonce', { ...request, nonce: `${request.nonce}0` }],
  ])('is refused when its %s was changed', (_, tampered) => {
    expect(verifyRequest(tampered, parsed.signature, merchantKeys.publicKey)).toBe(false)
  })

  it('is refused under another key, as a probe, or without a readable header', () => {
    expect(verifyRequest(request, parsed.signature, strangerKeys.publicKey)).toBe(false)
    expect(verifyRequest(request, `WECHATPAY/SIGNTEST/${parsed.signature}`, merchantKeys.publicKey)).toBe(false)
    expect(parseAuthorization(undefined)).toBeUndefined()
    expect(parseAuthorization('Bearer x')).toBeUndefined()
    expect(parseAuthorization(header.replace(/timestamp="\d+"/, 'timestamp="soon"'))).toBeUndefined()
  })
})

describe('a sealed answer', () => {
  it('travels as headers, and both implementations agree on it', () => {
    const it = seal(body, 'PUB_KEY_ID_0100', merchantKeys.privateKey, now)
    const headers = new Headers(sealHeaders(it))
    const read = readSeal((name) => headers.get(name) ?? undefined)
    if (!read) throw new Error('unreadable')
    expect(verifySeal(body, read, merchantKeys.publicKey)).toBe(true)
    expect(Rsa.verify(Formatter.response(String(read.timestamp), read.nonce, body), read.signature, merchantKeys.publicKey)).toBe(true)
    expect(verifySeal(`${body} `, read, merchantKeys.publicKey)).toBe(false)
  })
})

describe('AEAD_AES_256_GCM', () => {
  const plain = '{"out_trade_no":"T1","说明":"支付"}'

  it('is understood by the SDK in both directions', () => {
    const ours = encryptAead(plain, apiV3Key, 'transaction')
    expect(Aes.AesGcm.decrypt(ours.ciphertext, apiV3Key, ours.nonce, ours.associated_data)).toBe(plain)
    const theirs = Aes.AesGcm.encrypt(plain, apiV3Key, 'abcdefghijkl', 'refund')
    expect(decryptAead({ ciphertext: theirs, nonce: 'abcdefghijkl', associated_data: 'refund' }, apiV3Key)).toBe(plain)
  })

  it('refuses a changed bit, other associated data, another key and a shortened tag', () => {
    const good = encryptAead(plain, apiV3Key, 'transaction')
    const bytes = Buffer.from(good.ciphertext, 'base64')
    bytes[3] = (bytes[3] ?? 0) ^ 1
    expect(() => decryptAead({ ...good, ciphertext: bytes.toString('base64') }, apiV3Key)).toThrow()
    expect(() => decryptAead({ ...good, associated_data: 'refund' }, apiV3Key)).toThrow()
    expect(() => decryptAead(good, apiV3Key.replace('0', 'f'))).toThrow()
    expect(() => decryptAead({ ...good, ciphertext: bytes.subarray(0, 4).toString('base64') }, apiV3Key)).toThrow()
  })
})

it('OAEP is understood by the SDK in both directions', () => {
  expect(Rsa.decrypt(encryptOaep('李明', merchantKeys.publicKey), merchantKeys.privateKey)).toBe('李明')
  expect(decryptOaep(Rsa.encrypt('王芳', merchantKeys.publicKey), merchantKeys.privateKey)).toBe('王芳')
})

it('the parameters of wx.requestPayment are signed over app, time, nonce and package', () => {
  const params = clientPayParams('wx00000000000000aa', 'wx201410272009395522657a690389285100', merchantKeys.privateKey, now)
  expect(params.package).toBe('prepay_id=wx201410272009395522657a690389285100')
  expect(verifyClientPayParams('wx00000000000000aa', params, merchantKeys.publicKey)).toBe(true)
  expect(verifyClientPayParams('wx00000000000000bb', params, merchantKeys.publicKey)).toBe(false)
})

describe('the message push', () => {
  const aesKey = randomBytes(32).toString('base64').replace(/=$/, '')

  it('has the signature of the official example', () => {
    expect(pushSignature('AAAAA', '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696')
    expect(pushSignatureMatches('f464b24fc39322e44b38aa78f5edd27bd1441696', '1514711492', 'AAAAA', '1714036504')).toBe(true)
    expect(pushSignatureMatches('f464', '1514711492', 'AAAAA', '1714036504')).toBe(false)
  })

  it.each([0, 1, 11, 12, 31, 32, 500])('carries a message of %i characters there and back', (length) => {
    const message = '橙'.repeat(length)
    expect(decryptPush(encryptPush(message, aesKey, 'wx00000000000000aa'), aesKey, 'wx00000000000000aa')).toBe(message)
  })

  it('refuses a message for another app', () => {
    expect(() => decryptPush(encryptPush('{}', aesKey, 'wx00000000000000aa'), aesKey, 'wx00000000000000bb')).toThrow('another app')
  })
})
