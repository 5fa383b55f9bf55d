import type { FileId, StaffId, SupplierDocumentId, SupplierId } from '@lianka/contract/ids'
import type { DocumentInput, MySupplier, SupplierDocument } from '@lianka/contract/supplier'
import { type Ctx, callerName, inTransaction, memberOf, staffOf } from '#platform/context'
import { seal, unseal } from '#platform/crypto'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { publish } from '#platform/jobs'
import { regionName } from '#platform/regions'
import { setConsoleAccount } from '#session/service'
import { tellShops } from './market.ts'
import * as store from './onboarding-store.ts'
import { foodPermitExpired, remindDays } from './rules.ts'

type Contact = { name: string; phone: string }
const sealContact = (ctx: Ctx, contact: Contact) => seal(ctx.keys, 'supplier-contact', JSON.stringify(contact))
const unsealContact = (ctx: Ctx, cipher: string | null): Contact =>
  cipher ? JSON.parse(unseal(ctx.keys, 'supplier-contact', cipher)) : { name: '', phone: '' }

const toDocument = ({ supplierId: _, ...row }: store.DocumentRow): SupplierDocument => ({
  ...row,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  submittedAt: row.submittedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})

const documentsOf = async (ctx: Ctx, id: SupplierId) => ({ items: (await store.listDocuments(ctx.db, id)).map(toDocument) })

export async function readMySupplier(ctx: Ctx): Promise<{ supplier: MySupplier | null }> {
  const row = await store.findOwnSupplier(ctx.db, memberOf(ctx))
  if (!row) return { supplier: null }
  const { id, name, regionCode, story, state, returnedBecause, suspendedBecause } = row
  const { items: documents } = await documentsOf(ctx, id)
  const contact = unsealContact(ctx, row.contactCipher)
  const about = { id, name, regionCode, region: regionName(regionCode), story, state, returnedBecause, suspendedBecause }
  return { supplier: { ...about, contact, documents, consoleUser: row.userName } }
}

async function showDocument(
  ctx: Ctx,
  supplierId: SupplierId,
  kind: SupplierDocument['kind'],
  { number, fileId, expiresAt }: DocumentInput,
) {
  const now = ctx.clock.now()
  const until = expiresAt ? new Date(expiresAt) : null
  if (until && until <= now) throw new Refusal('supply.document_expired')
  if (!(await store.hasFile(ctx.db, fileId as FileId))) throw new Refusal('file.not_found')
  const same = (await store.listDocuments(ctx.db, supplierId)).find((one) => one.kind === kind)
  // Shown twice, it waits once; shown again after it was approved, there is nothing to decide.
  if (
    same &&
    same.state !== 'rejected' &&
    same.fileId === fileId &&
    same.number === number &&
    same.expiresAt?.getTime() === until?.getTime()
  )
    return
  const id = newId<SupplierDocumentId>('sdc', now)
  await store.submitDocument(ctx.db, { id, supplierId, kind, number, fileId, expiresAt: until, state: 'submitted', submittedAt: now })
}

export type Application = {
  name: string
  regionCode: string
  story: string
  contact: Contact
  licence: DocumentInput
  foodPermit: DocumentInput | null
}

/** Any member may ask to supply, a shopkeeper among them. What was returned is corrected and asked again. */
export const applyAsSupplier = (ctx: Ctx, { contact, licence, foodPermit, ...about }: Application): Promise<MySupplier> =>
  inTransaction(ctx, async (ctx) => {
    const ownerId = memberOf(ctx)
    const now = ctx.clock.now()
    regionName(about.regionCode)
    const own = await store.findOwnSupplier(ctx.db, ownerId)
    if (own && own.state !== 'applied') throw new Refusal('supply.not_applied')
    const id = own?.id ?? newId<SupplierId>('sup', now)
    const shown = { licenceNumber: licence.number, licenceExpiresAt: licence.expiresAt ? new Date(licence.expiresAt) : null }
    const told = { ...about, ...shown, contactCipher: sealContact(ctx, contact), returnedBecause: null }
    if (own) await store.updateSupplier(ctx.db, id, told)
    else await store.insertApplication(ctx.db, { id, ownerId, ...told, state: 'applied', appliedAt: now }).catch(refuseSecond)
    await showDocument(ctx, id, 'licence', licence)
    if (foodPermit) await showDocument(ctx, id, 'food_permit', foodPermit)
    return (await readMySupplier(ctx)).supplier as MySupplier
  })

function refuseSecond(error: unknown): never {
  // Asked twice at once: the other one is there already.
  if (isUniqueViolation(error)) throw new Refusal('idempotency.in_flight')
  throw error
}

type Shown = DocumentInput & { kind: SupplierDocument['kind'] }
const renew = (ctx: Ctx, supplierId: SupplierId, { kind, ...document }: Shown) =>
  inTransaction(ctx, async (ctx) => {
    await store.lockSupplier(ctx.db, supplierId)
    await showDocument(ctx, supplierId, kind, document)
    return documentsOf(ctx, supplierId)
  })

export async function renewAsOwner(ctx: Ctx, shown: Shown) {
  const own = await store.findOwnSupplier(ctx.db, memberOf(ctx))
  if (!own) throw new Refusal('supply.none')
  return renew(ctx, own.id, shown)
}

/** The supplier the caller works for. */
export function ownSupplier(ctx: Ctx): SupplierId {
  const { supplierId } = staffOf(ctx)
  if (!supplierId) throw new Refusal('account.forbidden')
  return supplierId
}

export const renewAsStaff = (ctx: Ctx, shown: Shown) => renew(ctx, ownSupplier(ctx), shown)
export const listOwnDocuments = (ctx: Ctx) => documentsOf(ctx, ownSupplier(ctx))

export async function listDocumentsOf(ctx: Ctx, id: SupplierId) {
  if (!(await store.hasSupplier(ctx.db, id))) throw new Refusal('supply.supplier_not_found')
  return documentsOf(ctx, id)
}

/** An approved document counts from now on, and puts back on sale what its forerunner's end took off. */
async function approveDocument(ctx: Ctx, document: store.DocumentRow): Promise<void> {
  const now = ctx.clock.now()
  if (document.expiresAt && document.expiresAt <= now) throw new Refusal('supply.document_expired')
  const set = { state: 'approved' as const, decidedBy: callerName(ctx), decidedAt: now, rejectedBecause: null }
  if (!(await store.decideDocument(ctx.db, document.id, set))) throw new Refusal('supply.document_decided')
  if (document.kind === 'food_permit') await store.moveFood(ctx.db, document.supplierId, 'approved', foodPermitExpired, now)
  else await takeOverLicence(ctx, document)
  await tellShops(ctx, { supplierId: document.supplierId })
}

async function takeOverLicence(ctx: Ctx, document: store.DocumentRow): Promise<void> {
  const supplier = await store.lockSupplier(ctx.db, document.supplierId)
  const back = supplier?.state === 'suspended' && supplier.suspendedBecause === 'licence_expired'
  const licence = { licenceNumber: document.number, licenceExpiresAt: document.expiresAt }
  await store.updateSupplier(ctx.db, document.supplierId, {
    ...licence,
    ...(back && { state: 'approved' as const, suspendedBecause: null }),
  })
}

export const decideDocument = (
  ctx: Ctx,
  id: SupplierDocumentId,
  { decision, reason }: { decision: 'approve' | 'reject'; reason: string },
) =>
  inTransaction(ctx, async (ctx) => {
    if (decision === 'reject' && !reason) throw new Refusal('request.invalid', 'reason', [{ path: 'body.reason', message: 'say why' }])
    const document = await store.lockDocument(ctx.db, id)
    if (!document) throw new Refusal('supply.document_not_found')
    const to = decision === 'approve' ? 'approved' : 'rejected'
    if (document.state === to) return { done: true } as const
    if (document.state !== 'submitted') throw new Refusal('supply.document_decided')
    if (to === 'approved') await approveDocument(ctx, document)
    else
      await store.decideDocument(ctx.db, id, {
        state: 'rejected',
        decidedBy: callerName(ctx),
        decidedAt: ctx.clock.now(),
        rejectedBecause: reason,
      })
    return { done: true } as const
  })

/** Before a supplier may sell: its licence is good, and an application's papers are approved with it. */
export async function approvePapers(ctx: Ctx, id: SupplierId): Promise<void> {
  const supplier = await store.lockSupplier(ctx.db, id)
  if (!supplier) throw new Refusal('supply.supplier_not_found')
  const documents = await store.listDocuments(ctx.db, id)
  if (supplier.state === 'applied')
    for (const document of documents) if (document.state === 'submitted') await approveDocument(ctx, document)
  if (supplier.ownerId && !documents.some(({ kind, state }) => kind === 'licence' && state !== 'rejected'))
    throw new Refusal('supply.licence_missing')
  if (supplier.licenceExpiresAt && supplier.licenceExpiresAt <= ctx.clock.now()) throw new Refusal('supply.licence_expired')
}

/** Food is approved only while its supplier may sell food. */
export async function refuseWithoutPermit(ctx: Ctx, productId: Parameters<typeof store.needsFoodPermit>[1]): Promise<void> {
  const supplierId = await store.needsFoodPermit(ctx.db, productId)
  if (supplierId && !(await store.hasFoodPermit(ctx.db, supplierId, ctx.clock.now()))) throw new Refusal('supply.food_permit_missing')
}

/** Makes or renews the console account of an approved supplier; only its owner may. */
export const openConsole = (ctx: Ctx, { userName, password }: { userName: string; password: string }) =>
  inTransaction(ctx, async (ctx) => {
    const own = await store.findOwnSupplier(ctx.db, memberOf(ctx))
    if (!own) throw new Refusal('supply.none')
    if (own.state === 'applied') throw new Refusal('supply.not_approved')
    const name = unsealContact(ctx, own.contactCipher).name || own.name
    const account = { id: own.accountId as StaffId | null, userName, password, name, supplierId: own.id }
    const { id, totpUri } = await setConsoleAccount(ctx, account)
    await store.noteAccount(ctx.db, own.id, id)
    return { userName, totpUri }
  })

/** Thirty days before a document ends its supplier is told. Answers how many. */
export const remindOfEnds = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const ending = await store.takeEnding(ctx.db, ctx.clock.now(), remindDays)
    for (const documentId of ending) await publish(ctx, 'supply.document-ending', { documentId })
    return ending.length
  })

const kindNames = { licence: '营业执照', food_permit: '食品经营许可证' }

export async function tellOfEnd(ctx: Ctx, documentId: SupplierDocumentId): Promise<void> {
  const reminder = await store.findReminder(ctx.db, documentId)
  const { phone } = unsealContact(ctx, reminder?.contactCipher ?? null)
  if (!reminder || !phone) return
  const day = new Date(reminder.expiresAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  await ctx.outside.sms.send({
    phone,
    text: `【链卡】${reminder.name}的${kindNames[reminder.kind]}将于 ${day} 到期，到期后商品会自动停售，请尽快换证。`,
    template: 'document_ending',
    params: { name: reminder.name, kind: kindNames[reminder.kind], day },
  })
}

/** Whose licence has run out sells nothing, and whose food permit has run out sells no food, until renewed. */
export const stopExpired = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const suspended = await store.suspendExpired(ctx.db, now)
    const permits = await store.takeExpiredPermits(ctx.db, now)
    for (const supplierId of permits)
      if (!(await store.hasFoodPermit(ctx.db, supplierId, now)))
        await store.moveFood(ctx.db, supplierId, 'withdrawn', foodPermitExpired, now)
    for (const supplierId of new Set([...suspended, ...permits])) await tellShops(ctx, { supplierId })
    return suspended.length + permits.length
  })
