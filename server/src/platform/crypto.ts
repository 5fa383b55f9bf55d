import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** The keys of the house, each derived from its setting so that a key's length never depends on who typed it. */
export type Keys = { field: Buffer; hash: Buffer; token: Buffer }

const derive = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'lianka', purpose, 32))

export const openKeys = (settings: { field: string; hash: string; token: string }): Keys => ({
  field: derive(settings.field, 'field'),
  hash: derive(settings.hash, 'hash'),
  token: derive(settings.token, 'token'),
})

/** Names the key a field was encrypted with, so that keys can be rotated. */
const keyId = 'k1'

/** Encrypts one personal field with AES-256-GCM: `k1.<nonce>.<ciphertext and tag>`. `purpose` binds it to its column. */
export function seal(keys: Keys, purpose: string, plain: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keys.field, nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${keyId}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
}

export function unseal(keys: Keys, purpose: string, sealed: string): string {
  const [id, nonce, body] = sealed.split('.')
  if (id !== keyId || !nonce || !body) throw new Error(`A field is sealed with the unknown key ${id}`)
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keys.field, Buffer.from(nonce, 'base64url')).setAAD(Buffer.from(purpose))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
}

/** A keyed hash by which a personal field is found again without being readable. */
export const blindHash = (keys: Keys, purpose: string, value: string) =>
  createHmac('sha256', keys.hash).update(`${purpose}\0${value}`).digest()

export const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest()

export const randomToken = () => randomBytes(32).toString('base64url')

export const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b)
