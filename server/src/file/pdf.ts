import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { endsAsZip } from './rules.ts'

export type PdfFault = 'file.broken' | 'file.polyglot' | 'file.encrypted' | 'file.active_content' | 'file.inflates'

/** One stream may be a page scanned in colour; together they may be a thick report. */
const streamLimit = 64_000_000
const totalLimit = 256_000_000

/** What runs, calls out, or brings a file along. A report needs none of it. */
const activeNames = new Set(
  'JavaScript Launch EmbeddedFile EmbeddedFiles RichMedia Rendition ImportData SubmitForm GoToE XFA Movie Sound'.split(' '),
)
/** Keys whose short names would turn up by chance in compressed bytes: looked for in parsed objects only. */
const activeKeys = new Set(['JS', 'XFA', 'EF', 'AA'])

/** Names may be written with #xx for any character. */
const plain = (name: string) => name.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const namesActive = (text: string) => {
  for (const [, name = ''] of text.matchAll(/\/([A-Za-z#0-9]{5,40})/g))
    if (activeNames.has(name.includes('#') ? plain(name) : name)) return true
  return false
}

/**
 * Looks through a PDF before anybody opens it (ISO 32000-1, 7.5): first every byte and every stream unpacked within limits, whatever the
 * cross-reference table says, then the objects as a reader would see them. Answers what is wrong with it, or null.
 */
export async function lookIntoPdf(bytes: Buffer): Promise<PdfFault | null> {
  const text = bytes.toString('latin1')
  const end = text.lastIndexOf('%%EOF')
  if (end < 0) return 'file.broken'
  if (/[^\s\0]/.test(text.slice(end + 5)) || endsAsZip(bytes)) return 'file.polyglot'
  if (/\/Encrypt[\s<]/.test(text)) return 'file.encrypted'
  if (namesActive(text)) return 'file.active_content'
  return lookIntoStreams(bytes, text) ?? (await lookIntoObjects(bytes))
}

const unpacking = /\/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)(?![A-Za-z])/g

function lookIntoStreams(bytes: Buffer, text: string): PdfFault | null {
  let total = 0
  for (const { index, 0: word } of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    const from = index + word.length
    const dict = plain(text.slice(Math.max(text.lastIndexOf('endobj', index), index - 16_384, 0), index))
    const packed = dict.match(unpacking)?.length ?? 0
    const isList = /\/(?:ObjStm|XRef)(?![A-Za-z])/.test(dict)
    if (packed > 1) return 'file.inflates'
    if (packed === 0) continue
    const stop = text.indexOf('endstream', from)
    try {
      const unpacked = inflateSync(bytes.subarray(from, stop < 0 ? undefined : stop), { maxOutputLength: streamLimit, finishFlush: 2 })
      total += unpacked.length
      if (total > totalLimit) return 'file.inflates'
      if (namesActive(unpacked.toString('latin1'))) return 'file.active_content'
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return 'file.inflates'
      // A list of objects that only some readers could unpack is hidden from us, not from them.
      if (isList) return 'file.broken'
    }
  }
  return null
}

async function lookIntoObjects(bytes: Buffer): Promise<PdfFault | null> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false })
    if (document.getPageCount() === 0) return 'file.broken'
    return document.context.enumerateIndirectObjects().some(([, object]) => isActive(object)) ? 'file.active_content' : null
  } catch {
    return 'file.broken'
  }
}

function isActive(object: PDFObject): boolean {
  if (object instanceof PDFName) return activeNames.has(object.decodeText())
  if (object instanceof PDFArray) return object.asArray().some(isActive)
  const dict = object instanceof PDFStream ? object.dict : object
  if (!(dict instanceof PDFDict)) return false
  return dict.entries().some(([key, value]) => activeKeys.has(key.decodeText()) || isActive(key) || isActive(value))
}
