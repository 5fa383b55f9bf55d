/** What of a card goes into an address book: only what the card shows. */
export type Contact = {
  name: string
  title: string
  organisation: string | null
  phone: string | null
  wechatId: string | null
  region: string
  note: string
  url: string
  portraitUrl: string
  uid: string
  changedAt: Date
}

/** RFC 6350 §3.4: backslash, comma, semicolon and line break are escaped in text. */
const escapeText = (text: string) =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[,;]/g, '\\$&')

const foldAt = 75

/** RFC 6350 §3.2: no line is longer than 75 octets; a continuation begins with a space. A character is never cut in two. */
export function foldLine(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > foldAt) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}

const timestamp = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** A vCard 4.0. A Chinese name is kept whole as the family name, since the card does not say where it divides. */
export function writeVcard(contact: Contact): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:individual',
    `UID:${escapeText(contact.uid)}`,
    `REV:${timestamp(contact.changedAt)}`,
    `FN:${escapeText(contact.name)}`,
    `N:${escapeText(contact.name)};;;;`,
    contact.title && `TITLE:${escapeText(contact.title)}`,
    contact.organisation && `ORG:${escapeText(contact.organisation)}`,
    contact.phone && `TEL;VALUE=uri;TYPE="voice,cell":tel:+86${contact.phone}`,
    contact.wechatId && `IMPP:weixin:${encodeURIComponent(contact.wechatId)}`,
    contact.region && `ADR:;;;${escapeText(contact.region)};;;中国`,
    contact.note && `NOTE:${escapeText(contact.note)}`,
    `PHOTO:${contact.portraitUrl}`,
    `URL:${contact.url}`,
    'END:VCARD',
  ]
  return lines
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => `${foldLine(line as string)}\r\n`)
    .join('')
}
