import { type KeyObject, sign } from 'node:crypto'

/** Node reads X.509 certificates but cannot make one. This writes the few fields of a self-signed one in DER. */

function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const digits = body.length.toString(16)
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body])
}

const sequence = (...content: Buffer[]): Buffer => der(0x30, ...content)
const bitString = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content)
/** UTCTime `YYMMDDhhmmssZ`, which X.509 asks for before 2050. */
const utcTime = (time: Date): Buffer => der(0x17, Buffer.from(`${time.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

const sha256WithRsa = sequence(Buffer.from('06092a864886f70d01010b', 'hex'), Buffer.from('0500', 'hex'))
const commonName = (text: string): Buffer => sequence(der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(text)))))

export type CertificateContent = {
  serial: string
  name: string
  notBefore: Date
  notAfter: Date
  publicKey: KeyObject
  privateKey: KeyObject
}

/** `serial` is hexadecimal with a first digit below 8, since a DER integer with the high bit set would be negative. */
export function makeCertificate(it: CertificateContent): string {
  const signedPart = sequence(
    der(0xa0, Buffer.from('020102', 'hex')),
    der(0x02, Buffer.from(it.serial, 'hex')),
    sha256WithRsa,
    commonName(it.name),
    sequence(utcTime(it.notBefore), utcTime(it.notAfter)),
    commonName(it.name),
    it.publicKey.export({ type: 'spki', format: 'der' }),
  )
  const certificate = sequence(signedPart, sha256WithRsa, bitString(sign('sha256', signedPart, it.privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
