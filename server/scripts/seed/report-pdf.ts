/** An inspection report as it is printed: a title and lines of text on one A4 page. */
export type Report = { title: string; lines: readonly string[] }

/** UTF-16 as a hexadecimal string, which the font's own map takes. */
const hex = (text: string) => `<${[...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`

const draw = (text: string, size: number, y: number) => `BT /F1 ${size} Tf 1 0 0 1 64 ${y} Tm ${hex(text)} Tj ET`

/** STSong-Light is one of the Chinese fonts that every reader of PDF brings along or replaces, so none is put into the file. */
const objectsOf = (content: string) => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
  `<< /Length ${Buffer.byteLength(content)} >>\nstream\n${content}\nendstream`,
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>',
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
]

/** A valid PDF of one page (ISO 32000-1, 7.5: header, objects, cross-reference table, trailer). */
export function printReport({ title, lines }: Report): Buffer {
  const content = [draw(title, 18, 760), '64 746 m 531 746 l S', ...lines.map((line, index) => draw(line, 11, 714 - index * 24))].join('\n')
  let text = '%PDF-1.4\n'
  const offsets = objectsOf(content).map((body, index) => {
    const offset = Buffer.byteLength(text)
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const start = Buffer.byteLength(text)
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
