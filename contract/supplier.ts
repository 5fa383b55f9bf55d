import { z } from 'zod'
import { FileId, SupplierDocumentId, SupplierId } from './ids.ts'
import { Done, Time } from './pages.ts'
import type { Contract } from './route.ts'
import { supplierStates } from './supply.ts'

/** What a supplier must show: the business licence, and for food the food permit. */
export const documentKinds = ['licence', 'food_permit'] as const
export const documentStates = ['submitted', 'approved', 'rejected'] as const

export const SupplierDocument = z.object({
  id: SupplierDocumentId,
  kind: z.enum(documentKinds),
  number: z.string(),
  fileId: FileId,
  /** Null where it has no end. */
  expiresAt: Time.nullable(),
  state: z.enum(documentStates),
  submittedAt: Time,
  decidedAt: Time.nullable(),
  rejectedBecause: z.string().nullable(),
})
export type SupplierDocument = z.infer<typeof SupplierDocument>

/** A member's own supply: from the application on. */
export const MySupplier = z.object({
  id: SupplierId,
  name: z.string(),
  regionCode: z.string(),
  region: z.string(),
  story: z.string(),
  state: z.enum(supplierStates),
  contact: z.object({ name: z.string(), phone: z.string() }),
  returnedBecause: z.string().nullable(),
  suspendedBecause: z.string().nullable(),
  documents: z.array(SupplierDocument),
  /** The name of the console account, once it is made. */
  consoleUser: z.string().nullable(),
})
export type MySupplier = z.infer<typeof MySupplier>

export const DocumentInput = z.object({
  number: z.string().trim().min(4).max(40),
  fileId: FileId,
  expiresAt: Time.nullable(),
})
export type DocumentInput = z.infer<typeof DocumentInput>
const DocumentToShow = DocumentInput.extend({ kind: z.enum(documentKinds) })

const officers = ['operator-admin', 'operator-compliance'] as const
const Documents = z.object({ items: z.array(SupplierDocument) })

export const supplierContract = {
  'GET /my/supplier': {
    summary: 'One’s own supply, or nothing yet',
    who: ['customer'],
    reply: z.object({ supplier: MySupplier.nullable() }),
  },
  'PUT /my/supplier': {
    summary: 'Apply as a supplier of one’s own goods, or correct the application',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({
      name: z.string().trim().min(2).max(40),
      regionCode: z.string().regex(/^\d{6}$/),
      story: z.string().trim().max(500),
      contact: z.object({ name: z.string().trim().min(1).max(20), phone: z.string().regex(/^1\d{10}$/) }),
      licence: DocumentInput,
      foodPermit: DocumentInput.nullable().default(null),
    }),
    reply: MySupplier,
  },
  'POST /my/supplier/documents': {
    summary: 'Show a renewed licence or permit; it counts once it is approved',
    who: ['customer'],
    idempotence: 'natural',
    body: DocumentToShow,
    reply: Documents,
  },
  'PUT /my/supplier/console-account': {
    summary: 'Make the supplier’s console account, or set its password and authenticator anew',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({ userName: z.string().regex(/^[a-z][a-z0-9-]{3,29}$/), password: z.string().min(10).max(72) }),
    /** For the authenticator app; told once. */
    reply: z.object({ userName: z.string(), totpUri: z.string() }),
  },
  'GET /console/supplier-documents': {
    summary: 'A supplier’s own licences and permits',
    who: ['supplier-staff'],
    reply: Documents,
  },
  'POST /console/supplier-documents': {
    summary: 'Show a renewed licence or permit',
    who: ['supplier-staff'],
    idempotence: 'natural',
    body: DocumentToShow,
    reply: Documents,
  },
  'GET /console/suppliers/:id/documents': {
    summary: 'What a supplier has shown, newest first',
    who: [...officers, 'operator-content', 'auditor'],
    params: z.object({ id: SupplierId }),
    reply: Documents,
  },
  'POST /console/supplier-documents/:id/decision': {
    summary: 'Approve or reject a licence or permit; an approved renewal puts what it covers back on sale',
    who: officers,
    idempotence: 'natural',
    params: z.object({ id: SupplierDocumentId }),
    body: z.object({ decision: z.enum(['approve', 'reject']), reason: z.string().trim().max(300).default('') }),
    reply: Done,
  },
} satisfies Contract
