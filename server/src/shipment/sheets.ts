import type { ShippingSheetId, SupplierId } from '@lianka/contract/ids'
import { couriers } from '@lianka/contract/order'
import type { RefusalCode } from '@lianka/contract/refusal'
import type { ShippingRow, ShippingSheet } from '@lianka/contract/shipping-sheet'
import { unsealAddress } from '#account/service'
import { readSheet, writeSheet } from '#file/service'
import { type Ctx, callerName } from '#platform/context'
import { Refusal, refusalReply } from '#platform/errors'
import { newId } from '#platform/ids'
import { regionName } from '#platform/regions'
import { ownSupplier } from './own-supplier.ts'
import { courierName, readRows, type SheetRow } from './rules.ts'
import * as store from './sheet-store.ts'
import { shipOwn } from './ship.ts'

const rowsAtMost = 2_000

/** What is to be shipped, as a sheet with two columns to fill in; couriers are named as they are understood. */
export async function writeParcelsToShip(ctx: Ctx): Promise<Buffer> {
  const parcels = await store.parcelsToSend(ctx.db, ownSupplier(ctx), rowsAtMost)
  const rows = parcels.map(({ id, orderNumber, addressCipher, regionCode, goods, note }) => {
    const receiver = unsealAddress(ctx, addressCipher)
    return ['', '', goods, receiver.name, receiver.phone, `${regionName(regionCode)} ${receiver.detail}`, note, orderNumber, id]
  })
  return writeSheet({
    name: '待发货',
    columns: [
      { heading: '快递公司', width: 14, fillIn: true },
      { heading: '快递单号', width: 22, fillIn: true },
      { heading: '商品', width: 40 },
      { heading: '收件人', width: 10 },
      { heading: '电话', width: 14 },
      { heading: '地址', width: 46 },
      { heading: '买家留言', width: 20 },
      { heading: '订单号', width: 22 },
      { heading: '包裹号', width: 30 },
    ],
    rows,
    notes: ['快递公司可填：', ...couriers.map(courierName), '两列都空着的行留到下次，不算错。'],
  })
}

/** Ships what a filled-in sheet says, row by row: each row stands for itself, so a bad one stops no other. */
export async function shipBySheet(ctx: Ctx, { name, bytes }: { name: string; bytes: Buffer }): Promise<ShippingSheet> {
  const supplierId = ownSupplier(ctx)
  const written = readRows(await readSheet(bytes))
  if (!written) throw new Refusal('shipment.columns_missing')
  const named = await store.parcelsNamed(
    ctx.db,
    supplierId,
    written.map((row) => row.named),
  )
  const byName = new Map(named.flatMap((parcel) => [parcel.id, parcel.orderNumber].map((key) => [key as string, parcel] as const)))
  const rows: ShippingRow[] = []
  const seen = new Set<string>()
  for (const row of written) {
    const parcel = byName.get(row.named)
    const again = row.is === 'shipment' && parcel !== undefined && seen.has(parcel.id)
    if (row.is === 'shipment' && parcel) seen.add(parcel.id)
    rows.push(await shipRow(ctx, supplierId, again ? { ...row, is: 'refused', code: 'shipment.named_twice' } : row, parcel))
  }
  return keepResult(ctx, supplierId, name, rows)
}

async function shipRow(ctx: Ctx, supplierId: SupplierId, row: SheetRow, parcel: store.NamedParcel | undefined): Promise<ShippingRow> {
  const told = (outcome: ShippingRow['outcome'], code?: RefusalCode): ShippingRow => ({
    row: row.row,
    named: row.named,
    parcelId: parcel?.id ?? null,
    courier: row.is === 'shipment' ? row.by.courier : row.courier,
    trackingNumber: row.trackingNumber,
    outcome,
    refusal: code ? refusalReply(code) : null,
  })
  if (row.is === 'left') return told('left')
  if (row.is === 'refused') return told('refused', row.code)
  // Whether a parcel is somebody else's or nobody's is not told.
  if (!parcel) return told('refused', 'order.parcel_not_found')
  const { by } = row
  if (parcel.state !== 'to_ship') return isSame(parcel, by) ? told('unchanged') : told('refused', 'shipment.already_shipped')
  if (!parcel.wanted || parcel.orderState !== 'paid') return told('refused', 'shipment.nothing_to_ship')
  try {
    // Sent twice at once, the other one may have shipped it between our look and our lock.
    return told((await shipOwn(ctx, parcel.id, supplierId, by)) ? 'shipped' : 'unchanged')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [now] = await store.parcelsNamed(ctx.db, supplierId, [parcel.id])
    if (now && isSame(now, by)) return told('unchanged')
    return told('refused', error.code === 'order.state' ? 'shipment.already_shipped' : error.code)
  }
}

const isSame = (parcel: store.NamedParcel, by: { courier: string; trackingNumber: string }) =>
  parcel.courier === by.courier && parcel.trackingNumber === by.trackingNumber

async function keepResult(ctx: Ctx, supplierId: SupplierId, name: string, rows: ShippingRow[]): Promise<ShippingSheet> {
  const now = ctx.clock.now()
  const id = newId<ShippingSheetId>('shs', now)
  const count = (outcome: ShippingRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const counts = { shipped: count('shipped'), unchanged: count('unchanged'), left: count('left'), refused: count('refused') }
  const sheet = { id, supplierId, name, uploadedBy: callerName(ctx), uploadedAt: now, ...counts, rows: JSON.stringify(rows) }
  await store.insertSheet(ctx.db, sheet)
  return readShippingSheet(ctx, id)
}

export async function listShippingSheets(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const rows = await store.listSheets(ctx.db, ownSupplier(ctx), page)
  return {
    items: rows.map((row) => ({ ...row, uploadedAt: row.uploadedAt.toISOString() })),
    next: rows.length === page.limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

export async function readShippingSheet(ctx: Ctx, id: ShippingSheetId): Promise<ShippingSheet> {
  const sheet = await store.findSheet(ctx.db, ownSupplier(ctx), id)
  if (!sheet) throw new Refusal('shipment.sheet_not_found')
  return { ...sheet, uploadedAt: sheet.uploadedAt.toISOString(), rows: sheet.rows as ShippingRow[] }
}

/** The refused rows with their reasons, in the columns that are understood when the sheet comes back. */
export async function writeRefusedRows(ctx: Ctx, id: ShippingSheetId): Promise<Buffer> {
  const { rows } = await readShippingSheet(ctx, id)
  const refused = rows.filter(({ outcome }) => outcome === 'refused')
  return writeSheet({
    name: '未发出的行',
    columns: [
      { heading: '快递公司', width: 14, fillIn: true },
      { heading: '快递单号', width: 22, fillIn: true },
      { heading: '包裹号', width: 30 },
      { heading: '原行号', width: 8 },
      { heading: '原因', width: 70 },
    ],
    rows: refused.map(({ courier, trackingNumber, named, row, refusal }) => [
      courier,
      trackingNumber,
      named,
      String(row),
      refusal?.zh ?? '',
    ]),
  })
}
