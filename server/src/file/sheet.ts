import { parse } from 'csv-parse/sync'
import { unzipSync, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'

export type SheetFault = 'sheet.type_refused' | 'sheet.broken' | 'sheet.inflates' | 'sheet.too_long'
export type Sheet = { rows: string[][] } | { fault: SheetFault }

const rowLimit = 2_000
const columnLimit = 50
/** A sheet of so many rows is a fraction of this. */
const unpackedLimit = 40_000_000
const ratioLimit = 200
const entryLimit = 200

/** The cells of a spreadsheet's first sheet, or of a CSV as spreadsheets in China write it (UTF-8 or GB 18030), as text. */
export async function readCells(bytes: Buffer): Promise<Sheet> {
  const isZip = bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
  // Text has no bytes below the tabulator.
  if (!isZip && bytes.subarray(0, 4096).some((byte) => byte < 9)) return { fault: 'sheet.type_refused' }
  const rows = isZip ? await readXlsx(bytes) : readCsv(bytes)
  if (!Array.isArray(rows)) return { fault: rows }
  return rows.length > rowLimit ? { fault: 'sheet.too_long' } : { rows }
}

const textOf = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString() : String(cell).trim()

async function readXlsx(bytes: Buffer): Promise<string[][] | SheetFault> {
  const safe = unpackWithinLimits(bytes)
  if (typeof safe === 'string') return safe
  try {
    const rows = await readSheet(safe.buffer as ArrayBuffer)
    return rows.map((row) => row.slice(0, columnLimit).map(textOf))
  } catch {
    return 'sheet.broken'
  }
}

type Entry = { name: string; size: number; originalSize: number }

/** The archive with everything unpacked, made only after its list promises little, and only as far as it keeps the promise. */
function unpackWithinLimits(bytes: Buffer): Uint8Array | SheetFault {
  const entries: Entry[] = []
  try {
    unzipSync(bytes, { filter: (entry) => void entries.push(entry) as never })
  } catch {
    return 'sheet.broken'
  }
  const total = entries.reduce((sum, { originalSize }) => sum + originalSize, 0)
  const swells = entries.some(({ size, originalSize }) => originalSize > 100_000 && originalSize > size * ratioLimit)
  if (entries.length > entryLimit || total > unpackedLimit || swells) return 'sheet.inflates'
  if (!entries.some(({ name }) => name === '[Content_Types].xml')) return 'sheet.type_refused'
  try {
    // The list may lie: what unpacks to more than it says is cut off there.
    const files = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/.test(name) })
    return zipSync(files, { level: 0 })
  } catch {
    return 'sheet.broken'
  }
}

function readCsv(bytes: Buffer): string[][] | SheetFault {
  try {
    const records = parse(decode(bytes), {
      bom: true,
      relax_column_count: true,
      trim: true,
      max_record_size: 10_000,
      to: rowLimit + 1,
      delimiter: [',', '\t', ';', '，'],
    }) as string[][]
    // A long number is written ="…" so that spreadsheets do not round it.
    return records.map((record) => record.slice(0, columnLimit).map((cell) => cell.replace(/^="(.*)"$/, '$1').replace(/^'/, '')))
  } catch {
    return 'sheet.broken'
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
