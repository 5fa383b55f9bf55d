import writeXlsx, { type SheetData } from 'write-excel-file/node'

export type SheetToWrite = {
  name: string
  /** Columns to fill in are marked by colour. */
  columns: readonly { heading: string; width: number; fillIn?: boolean }[]
  rows: readonly (readonly string[])[]
  /** Lines of a second sheet, for whoever fills in the first. */
  notes?: readonly string[]
}

/** A spreadsheet of text: numbers keep all their digits, and what starts with = is no formula. */
export async function writeSheet({ name, columns, rows, notes }: SheetToWrite): Promise<Buffer> {
  const head = columns.map(({ heading, fillIn }) => ({
    value: heading,
    fontWeight: 'bold' as const,
    backgroundColor: fillIn ? '#FFE9D6' : '#F2F2F2',
  }))
  const body = rows.map((row) => row.map((value) => ({ value, type: String, format: '@' })))
  const sheets = [{ data: [head, ...body] as SheetData, sheet: name, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }]
  const notesSheet = notes && {
    data: notes.map((value) => [{ value, type: String }]) as SheetData,
    sheet: '说明',
    columns: [{ width: 40 }],
  }
  return writeXlsx(notesSheet ? [...sheets, notesSheet] : sheets).toBuffer()
}
