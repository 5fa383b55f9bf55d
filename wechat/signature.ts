import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  type KeyLike,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'

/** The dozen cryptographic functions of WeChat Pay v3 and of the mini-program's message push. Client and simulator use the same ones. */

export const authorizationScheme = 'WECHATPAY2-SHA256-RSA2048'

/** How far apart the two clocks may be, in seconds, in both directions. */
export const toleranceSeconds = 300

export type Merchant = { mchid: string; serial: string; privateKey: KeyLike }

export type Authorization = { mchid: string; nonce: string; timestamp: number; serial: string; signature: string }

export const makeNonce = (): string => randomBytes(16).toString('hex')

export const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000)

export const signText = (text: string, privateKey: KeyLike): string => sign('sha256', Buffer.from(text), privateKey).toString('base64')

/** False for anything wrong, a signature of the wrong length included; a probe (`WECHATPAY/SIGNTEST/…`) is simply a wrong signature. */
export function verifyText(text: string, signature: string, publicKey: KeyLike): boolean {
  try {
    return verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

export type SignedRequest = { method: string; target: string; timestamp: number; nonce: string; body: string }

/** `target` is what stands in the request line: the absolute URL without its origin, path prefix and query included. */
const requestText = (it: SignedRequest): string => `${it.method.toUpperCase()}\n${it.target}\n${it.timestamp}\n${it.nonce}\n${it.body}\n`

export function authorize(merchant: Merchant, method: string, target: string, body: string, now: Date): string {
  const timestamp = secondsOf(now)
  const nonce = makeNonce()
  const signature = signText(requestText({ method, target, timestamp, nonce, body }), merchant.privateKey)
  return `${authorizationScheme} mchid="${merchant.mchid}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${merchant.serial}",signature="${signature}"`
}

export function parseAuthorization(header: string | undefined): Authorization | undefined {
  if (!header?.startsWith(`${authorizationScheme} `)) return undefined
  const fields = new Map<string, string>()
  for (const [, name, value] of header.matchAll(/(\w+)="([^"]*)"/g)) fields.set(name ?? '', value ?? '')
  const [mchid, nonce, timestamp, serial, signature] = ['mchid', 'nonce_str', 'timestamp', 'serial_no', 'signature'].map((name) =>
    fields.get(name),
  )
  if (!mchid || !nonce || !timestamp || !serial || !signature || !/^\d{1,12}$/.test(timestamp)) return undefined
  return { mchid, nonce, timestamp: Number(timestamp), serial, signature }
}

export const verifyRequest = (request: SignedRequest, signature: string, publicKey: KeyLike): boolean =>
  verifyText(requestText(request), signature, publicKey)

/** The signature that WeChat puts on its answers and on its notifications. */
export type Seal = { timestamp: number; nonce: string; signature: string; serial: string }

const sealedText = (timestamp: number, nonce: string, body: string): string => `${timestamp}\n${nonce}\n${body}\n`

export function seal(body: string, serial: string, privateKey: KeyLike, now: Date): Seal {
  const timestamp = secondsOf(now)
  const nonce = makeNonce()
  return { timestamp, nonce, serial, signature: signText(sealedText(timestamp, nonce, body), privateKey) }
}

export const verifySeal = (body: string, it: Seal, publicKey: KeyLike): boolean =>
  verifyText(sealedText(it.timestamp, it.nonce, body), it.signature, publicKey)

export const sealHeaders = (it: Seal): Record<string, string> => ({
  'Wechatpay-Timestamp': String(it.timestamp),
  'Wechatpay-Nonce': it.nonce,
  'Wechatpay-Serial': it.serial,
  'Wechatpay-Signature': it.signature,
  'Wechatpay-Signature-Type': authorizationScheme,
})

export function readSeal(header: (name: string) => string | undefined): Seal | undefined {
  const timestamp = header('wechatpay-timestamp')
  const nonce = header('wechatpay-nonce')
  const serial = header('wechatpay-serial')
  const signature = header('wechatpay-signature')
  if (!timestamp || !nonce || !serial || !signature || !/^\d{1,12}$/.test(timestamp)) return undefined
  return { timestamp: Number(timestamp), nonce, serial, signature }
}

export const withinTolerance = (timestamp: number, now: Date): boolean => Math.abs(secondsOf(now) - timestamp) <= toleranceSeconds

export type Ciphertext = { algorithm: 'AEAD_AES_256_GCM'; ciphertext: string; associated_data: string; nonce: string }

/** `apiV3Key` is the merchant's key of 32 ASCII characters. */
export function encryptAead(plain: string, apiV3Key: string, associatedData: string): Ciphertext {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
  cipher.setAAD(Buffer.from(associatedData))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext: sealed.toString('base64'), associated_data: associatedData, nonce }
}

/** Throws when key, nonce, associated data or a single bit of the text is wrong: `final()` checks the tag. */
export function decryptAead(it: Omit<Ciphertext, 'algorithm'>, apiV3Key: string): string {
  const sealed = Buffer.from(it.ciphertext, 'base64')
  // Without the fixed length a shortened tag would be accepted, and short tags can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, it.nonce, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  decipher.setAAD(Buffer.from(it.associated_data))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8')
}

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }

/** Names and card numbers travel encrypted for the other side's key; WeChat fixes the hash at SHA-1. */
export const encryptOaep = (plain: string, publicKey: KeyLike): string =>
  publicEncrypt({ key: publicKey, ...oaep }, Buffer.from(plain)).toString('base64')

export const decryptOaep = (sealed: string, privateKeyPem: string): string =>
  privateDecrypt({ key: privateKeyPem, ...oaep }, Buffer.from(sealed, 'base64')).toString('utf8')

/** What `wx.requestPayment` takes (without `appId`, which it knows). */
export type ClientPayParams = { timeStamp: string; nonceStr: string; package: string; signType: 'RSA'; paySign: string }

const clientPayText = (appid: string, it: Omit<ClientPayParams, 'paySign' | 'signType'>): string =>
  `${appid}\n${it.timeStamp}\n${it.nonceStr}\n${it.package}\n`

export function clientPayParams(appid: string, prepayId: string, privateKey: KeyLike, now: Date): ClientPayParams {
  const unsigned = { timeStamp: String(secondsOf(now)), nonceStr: makeNonce(), package: `prepay_id=${prepayId}` }
  return { ...unsigned, signType: 'RSA', paySign: signText(clientPayText(appid, unsigned), privateKey) }
}

export const verifyClientPayParams = (appid: string, it: ClientPayParams, publicKey: KeyLike): boolean =>
  verifyText(clientPayText(appid, it), it.paySign, publicKey)

/** Message push: SHA-1 over the sorted parts (token, timestamp, nonce and, in safe mode, the encrypted body). */
export const pushSignature = (...parts: string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')

export function pushSignatureMatches(given: string, ...parts: string[]): boolean {
  const expected = Buffer.from(pushSignature(...parts))
  const actual = Buffer.from(given)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

const pushKey = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64')

/** WeChat pads to blocks of 32 although AES has blocks of 16, so the padding is done by hand. */
const pushBlock = 32

export function encryptPush(message: string, encodingAesKey: string, appid: string): string {
  const key = pushKey(encodingAesKey)
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(appid)])
  const padding = pushBlock - (plain.length % pushBlock)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString('base64')
}

/** Throws when the text is not one of ours: wrong key, wrong padding or another app's id. */
export function decryptPush(encrypted: string, encodingAesKey: string, appid: string): string {
  const key = pushKey(encodingAesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()])
  const padding = padded.at(-1) ?? 0
  const plain = padded.subarray(0, padded.length - padding)
  if (padding < 1 || padding > pushBlock || plain.length < 20) throw new Error('The push message is padded wrongly')
  const end = 20 + plain.readUInt32BE(16)
  if (end > plain.length || plain.subarray(end).toString() !== appid) throw new Error('The push message is for another app')
  return plain.subarray(20, end).toString()
}
