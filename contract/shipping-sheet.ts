import { z } from 'zod'
import { ParcelId, ShippingSheetId } from './ids.ts'
import { PageQuery, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const maxSheetBytes = 2_097_152
export const sheetTypes = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'] as const

/** What became of a row: shipped by it, shipped already just as it says, left for later (no courier and number), or refused. */
export const rowOutcomes = ['shipped', 'unchanged', 'left', 'refused'] as const

export const ShippingRow = z.object({
  /** The row's number as the spreadsheet shows it. */
  row: z.int(),
  /** The parcel or order the row names, as written. */
  named: z.string(),
  parcelId: ParcelId.nullable(),
  courier: z.string(),
  trackingNumber: z.string(),
  outcome: z.enum(rowOutcomes),
  /** Why it was refused and what to do, in both languages. */
  refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
})
export type ShippingRow = z.infer<typeof ShippingRow>

const counts = { shipped: z.int(), unchanged: z.int(), left: z.int(), refused: z.int() }
export const ShippingSheetSummary = z.object({ id: ShippingSheetId, name: z.string(), uploadedAt: Time, uploadedBy: z.string(), ...counts })
export const ShippingSheet = ShippingSheetSummary.extend({ rows: z.array(ShippingRow) })
export type ShippingSheet = z.infer<typeof ShippingSheet>

const who = ['supplier-staff'] as const
const params = z.object({ id: ShippingSheetId })
/** Bytes of an XLSX. */
const Xlsx = z.custom<Uint8Array>()

export const shippingSheetContract = {
  'GET /console/parcels/sheet': {
    summary: 'The parcels to ship as an XLSX to fill in: at most 2 000, longest waiting first',
    who,
    reply: Xlsx,
  },
  'POST /console/shipping-sheets': {
    summary: 'Ship by a filled-in XLSX or CSV of at most 2 MB: good rows ship, bad ones are told by row; sending it again changes nothing',
    who,
    idempotence: 'natural',
    query: z.object({ name: z.string().trim().min(1).max(120) }),
    bytes: { types: sheetTypes, max: maxSheetBytes },
    reply: ShippingSheet,
  },
  'GET /console/shipping-sheets': {
    summary: 'Sheets sent so far, newest first',
    who,
    query: PageQuery,
    reply: pageOf(ShippingSheetSummary),
  },
  'GET /console/shipping-sheets/:id': { summary: 'One sheet with what became of each row', who, params, reply: ShippingSheet },
  'GET /console/shipping-sheets/:id/refused': {
    summary: 'The refused rows with their reasons as an XLSX, to correct and send again',
    who,
    params,
    reply: Xlsx,
  },
} satisfies Contract
