import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCertificate } from './certificate.ts'

/** What a merchant would have been given by WeChat, Kuaidi100 and the text-message gateway; names are those of the server's settings. */
export type Credentials = {
  WX_APPID: string
  WX_SECRET: string
  WXPAY_MCHID: string
  WXPAY_SERIAL: string
  WXPAY_PRIVATE_KEY: string
  WXPAY_APIV3_KEY: string
  WXPAY_PUBLIC_KEY_ID: string
  WXPAY_PUBLIC_KEY: string
  /** Only for merchants in certificate mode. */
  WXPAY_PLATFORM_SERIAL: string
  WXPAY_PLATFORM_CERT: string
  KUAIDI100_KEY: string
  KUAIDI100_SALT: string
  SMS_KEY: string
}

/** The far side's own halves of the keys. */
export type FarSideKeys = { merchantPublicKey: string; publicKeyModePrivateKey: string; certificateModePrivateKey: string }

export type KeyRing = { credentials: Credentials; farSide: FarSideKeys }

const hexSerial = (): string => (randomBytes(20).toString('hex').replace(/^./, '5') as string).toUpperCase()
const letters = (bytes: number): string => randomBytes(bytes).toString('hex')

const makeKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicPem = (keys: ReturnType<typeof makeKeys>): string => keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const privatePem = (keys: ReturnType<typeof makeKeys>): string => keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

function makeKeyRing(): KeyRing {
  const [merchant, platform, certified] = [makeKeys(), makeKeys(), makeKeys()]
  const platformSerial = hexSerial()
  const notBefore = new Date()
  const notAfter = new Date(notBefore.getTime() + 5 * 365 * 86_400_000)
  return {
    credentials: {
      WX_APPID: `wx${letters(8)}`,
      WX_SECRET: letters(16),
      WXPAY_MCHID: `19${String(randomBytes(4).readUInt32BE() % 1e8).padStart(8, '0')}`,
      WXPAY_SERIAL: hexSerial(),
      WXPAY_PRIVATE_KEY: privatePem(merchant),
      WXPAY_APIV3_KEY: letters(16),
      WXPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0116000000012026010100001',
      WXPAY_PUBLIC_KEY: publicPem(platform),
      WXPAY_PLATFORM_SERIAL: platformSerial,
      WXPAY_PLATFORM_CERT: makeCertificate({ serial: platformSerial, name: 'Tenpay.com simulated', notBefore, notAfter, ...certified }),
      KUAIDI100_KEY: letters(8),
      KUAIDI100_SALT: letters(8),
      SMS_KEY: letters(16),
    },
    farSide: {
      merchantPublicKey: publicPem(merchant),
      publicKeyModePrivateKey: privatePem(platform),
      certificateModePrivateKey: privatePem(certified),
    },
  }
}

/** Made once per folder: a restart must not make the server's settings wrong. */
export function openKeyRing(folder: string): KeyRing {
  const file = join(folder, 'credentials.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as KeyRing
  const ring = makeKeyRing()
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, JSON.stringify(ring, null, 2), { mode: 0o600 })
  renameSync(draft, file)
  return ring
}
