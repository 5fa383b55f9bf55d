export type FileType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'

const starts = (bytes: Uint8Array, text: string, at = 0) => Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text

/** The type as the bytes tell it; names and declared types are not believed. Null for everything we do not take, SVG and HTML among it. */
export function sniff(bytes: Uint8Array): FileType | null {
  if (starts(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts(bytes, '\xff\xd8\xff')) return 'image/jpeg'
  if (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) return 'image/webp'
  if (starts(bytes, '%PDF-')) return isCalmPdf(bytes) ? 'application/pdf' : null
  return null
}

/** A report needs no script, no launched program and no file inside it. */
const isCalmPdf = (bytes: Uint8Array) =>
  !/\/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|RichMedia)\b/.test(Buffer.from(bytes).toString('latin1'))
