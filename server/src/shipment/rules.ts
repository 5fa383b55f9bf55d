import { couriers } from '@lianka/contract/order'
import type { RefusalCode } from '@lianka/contract/refusal'

export type Courier = (typeof couriers)[number]

/** What suppliers call them, besides our own short names. The first is the one that we write. */
const courierNames: Record<Courier, readonly string[]> = {
  shunfeng: ['顺丰速运', '顺丰', 'SF', 'SF Express'],
  yuantong: ['圆通速递', '圆通', 'YTO', 'YTO Express'],
  zhongtong: ['中通快递', '中通', 'ZTO', 'ZTO Express'],
  yunda: ['韵达快递', '韵达', 'Yunda', 'Yunda Express'],
  jd: ['京东快递', '京东', 'JD', '京东物流', 'JD Logistics'],
  ems: ['中国邮政 EMS', 'EMS', '邮政', '中国邮政', 'China Post EMS'],
}
export const courierName = (courier: Courier) => courierNames[courier][0] as string

const squeezed = (text: string) => text.toLowerCase().replace(/[\s_（）()-]/g, '')
const courierBySound = new Map(
  couriers.flatMap((courier) => [courier, ...courierNames[courier]].map((name): [string, Courier] => [squeezed(name), courier])),
)

const headings = {
  parcel: ['包裹号', 'parcel', 'parcelid'],
  order: ['订单号', 'order', 'ordernumber'],
  courier: ['快递公司', '快递', '物流公司', 'courier'],
  trackingNumber: ['快递单号', '单号', '运单号', '物流单号', 'trackingnumber', 'tracking'],
} as const
type Column = keyof typeof headings

/** A row that names a parcel and how it left, or why it cannot be taken. Rows with neither courier nor number are for later. */
export type SheetRow = { row: number; named: string; courier: string; trackingNumber: string } & (
  | { is: 'shipment'; by: { courier: Courier; trackingNumber: string } }
  | { is: 'left' }
  | { is: 'refused'; code: RefusalCode }
)

/** The columns by the headings of the first row; null when one of those needed is missing. */
function columnsOf(head: readonly string[]): Partial<Record<Column, number>> | null {
  const found: Partial<Record<Column, number>> = {}
  for (const [place, heading] of head.entries())
    for (const column of Object.keys(headings) as Column[])
      if (found[column] === undefined && (headings[column] as readonly string[]).includes(squeezed(heading))) found[column] = place
  const named = found.parcel !== undefined || found.order !== undefined
  return named && found.courier !== undefined && found.trackingNumber !== undefined ? found : null
}

/** Reads the rows of a filled-in sheet; null when its columns are not those of one. Empty rows are nothing. */
export function readRows(cells: readonly (readonly string[])[]): SheetRow[] | null {
  const columns = columnsOf(cells[0] ?? [])
  if (!columns) return null
  const rows: SheetRow[] = []
  for (const [index, line] of cells.entries()) {
    if (index === 0 || line.every((cell) => cell === '')) continue
    const cell = (column: Column) => (columns[column] === undefined ? '' : (line[columns[column]] ?? ''))
    rows.push(readRow(index + 1, cell))
  }
  return rows
}

function readRow(row: number, cell: (column: Column) => string): SheetRow {
  const written = {
    row,
    named: (cell('parcel') || cell('order')).slice(0, 60),
    courier: cell('courier').slice(0, 40),
    trackingNumber: cell('trackingNumber').replace(/\s/g, '').slice(0, 60),
  }
  const courier = courierBySound.get(squeezed(written.courier))
  const refused = (code: RefusalCode): SheetRow => ({ ...written, is: 'refused', code })
  if (written.courier === '' && written.trackingNumber === '') return { ...written, is: 'left' }
  if (written.named === '') return refused('shipment.parcel_unnamed')
  if (written.courier === '') return refused('shipment.courier_missing')
  if (written.trackingNumber === '') return refused('shipment.tracking_missing')
  if (!courier) return refused('shipment.courier_unknown')
  if (!/^[0-9A-Za-z]{6,30}$/.test(written.trackingNumber)) return refused('shipment.tracking_invalid')
  return { ...written, is: 'shipment', by: { courier, trackingNumber: written.trackingNumber } }
}
