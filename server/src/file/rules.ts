import type { RefusalCode } from '@lianka/contract/refusal'

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'
export type FileType = PictureType | 'application/pdf' | 'video/mp4'

/** A phone's best picture has about 50 million. */
export const maxPixels = 50_000_000
/** What one uploader may send in a day. */
export const bytesPerDay = 200_000_000

const textAt = (bytes: Uint8Array, at: number, length: number) => Buffer.from(bytes.subarray(at, at + length)).toString('latin1')
const starts = (bytes: Uint8Array, text: string, at = 0) => textAt(bytes, at, text.length) === text

/** The type as the bytes tell it; names and declared types are not believed. Null for everything we do not take, SVG and HTML among it. */
export function sniff(bytes: Uint8Array): Exclude<FileType, 'video/mp4'> | null {
  if (starts(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts(bytes, '\xff\xd8\xff')) return 'image/jpeg'
  if (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) return 'image/webp'
  if (starts(bytes, '%PDF-')) return 'application/pdf'
  return null
}

/** Why bytes of no type we take are refused. */
export function whyNotTaken(bytes: Uint8Array): RefusalCode {
  if (bytes.length === 0) return 'file.empty'
  const head = textAt(bytes, 0, 4096)
  if (/<svg[\s>]/i.test(head)) return 'file.svg_refused'
  // Readers of PDF look for the header further on, so that it may stand behind something else.
  return head.includes('%PDF-') ? 'file.polyglot' : 'file.type_refused'
}

/** ZIP archives are read from their end: one may hide behind, or inside, anything. True when a list of its entries ends with the file. */
export function endsAsZip(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 65_557)))
  for (
    let at = tail.lastIndexOf('PK\x05\x06', -22, 'latin1');
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1')
  )
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) >= tail.length - 4) return true
  return false
}

const foreignPages = /<(?:script|svg|html|iframe|body|!doctype|\?php)[\s>]/i
const foreignStarts = ['%PDF-', 'PK\x03\x04', 'PK\x05\x06', '\x7fELF']

/**
 * Whether a picture is something else too: a script in its notes, a PDF in its head, an archive or a page behind its end. What phones put
 * behind a picture — a second picture, a few seconds of film — is none of these and is left behind when the picture is drawn anew.
 * Null when the picture has no end.
 */
export function hidesAnother(bytes: Uint8Array, type: PictureType): boolean | null {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  if (/<script[\s>]/i.test(whole) || whole.slice(0, 1024).includes('%PDF-') || endsAsZip(bytes)) return true
  // `/*` as the length of the first segment makes a JPEG a script.
  if (type === 'image/jpeg' && whole.slice(4, 6) === '/*') return true
  const end = endOf[type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  if (end === null) return null
  const tail = whole.slice(end)
  return foreignPages.test(tail) || tail.startsWith('MZ') || foreignStarts.some((start) => tail.includes(start))
}

/** Where a picture ends by its own structure, or null when it does not. */
const endOf: Record<PictureType, (bytes: Buffer) => number | null> = {
  'image/png': (bytes) => {
    for (let at = 8; at + 12 <= bytes.length; ) {
      const next = at + 12 + bytes.readUInt32BE(at)
      if (next > bytes.length) return null
      if (starts(bytes, 'IEND', at + 4)) return next
      at = next
    }
    return null
  },
  'image/webp': (bytes) => {
    const end = 8 + bytes.readUInt32LE(4)
    return end <= bytes.length ? end : null
  },
  'image/jpeg': (bytes) => {
    for (let at = 2; at + 2 <= bytes.length; ) {
      if (bytes[at] !== 0xff) return null
      const marker = bytes[at + 1] as number
      if (marker === 0xd9) return at + 2
      if (marker === 0xff) {
        at += 1
        continue
      }
      const bare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
      if (!bare && at + 4 > bytes.length) return null
      at += bare ? 2 : 2 + bytes.readUInt16BE(at + 2)
      if (marker === 0xda) at = nextMarker(bytes, at)
    }
    return null
  },
}

/** Behind the compressed part of a JPEG: the first marker that is neither an escaped byte nor a restart. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const after = bytes[at + 1] ?? 0xd9
    if (after !== 0 && !(after >= 0xd0 && after <= 0xd7)) return at
  }
  return bytes.length
}

/** A square inside a picture: its corner in ten-thousandths of width and height, its side in those of the shorter side. */
export type Square = { left: number; top: number; side: number }

/** The square in whole pixels, moved inside where it would stick out. */
export function squareIn({ left, top, side }: Square, width: number, height: number) {
  const pixels = Math.max(1, Math.min(Math.round((Math.min(width, height) * side) / 10_000), width, height))
  const place = (at: number, all: number) => Math.min(Math.round((all * at) / 10_000), all - pixels)
  return { left: place(left, width), top: place(top, height), width: pixels, height: pixels }
}

/** The part of a file that `Range: bytes=…` asks for; null when it asks for none that is there. Several parts at once are answered whole. */
export function rangeIn(header: string | undefined, length: number): { from: number; to: number } | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const from = match[1] === '' ? Math.max(0, length - Number(match[2])) : Number(match[1])
  const to = match[1] === '' || match[2] === '' ? length - 1 : Math.min(Number(match[2]), length - 1)
  return from > to || from >= length ? null : { from, to }
}
