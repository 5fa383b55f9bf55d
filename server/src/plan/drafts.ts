import type { PlanDraftId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { Plan, type PlanDraft, type PlanTerms, type SignedWarning } from '@lianka/contract/plan'
import { type Ctx, inTransaction, staffOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { earliestEffect, judge, publicationRefusal, sameTerms, termsOf } from './rules.ts'
import { planInForce, toPublished } from './service.ts'
import * as store from './store.ts'

const offeredOf = (ctx: Ctx, terms: PlanTerms) =>
  store.listOffered(ctx.db, { ids: terms.designated.map(({ productId }) => productId), limit: terms.designated.length })

async function toDraft(ctx: Ctx, row: store.DraftRow): Promise<PlanDraft> {
  const newest = await store.findNewest(ctx.db)
  const { terms, changedAt, writers: _, ...rest } = row
  const names = new Map<string, string>((await store.namesOf(ctx.db, [row.madeBy, row.changedBy])).map(({ id, name }) => [id, name]))
  return {
    ...rest,
    madeBy: names.get(row.madeBy) ?? row.madeBy,
    changedBy: names.get(row.changedBy) ?? row.changedBy,
    terms,
    changedAt: changedAt.toISOString(),
    findings: judge(terms, (newest?.version ?? 0) + 1, await offeredOf(ctx, terms)),
    earliest: earliestEffect(ctx.clock.now(), newest).toISOString(),
  }
}

async function require(ctx: Ctx, id: PlanDraftId, lock = false) {
  const row = await store.findDraft(ctx.db, id, lock)
  if (!row) throw new Refusal('plan.draft_not_found')
  return row
}

export async function listDrafts(ctx: Ctx) {
  const items: PlanDraft[] = []
  for (const row of await store.listDrafts(ctx.db)) items.push(await toDraft(ctx, row))
  return { items }
}

export const readDraft = async (ctx: Ctx, id: PlanDraftId) => toDraft(ctx, await require(ctx, id))

/** Begins a draft from the version in force. */
export async function beginDraft(ctx: Ctx): Promise<PlanDraft> {
  const { staffId } = staffOf(ctx)
  const now = ctx.clock.now()
  const id = newId<PlanDraftId>('pld', now)
  await store.insertDraft(ctx.db, { id, terms: termsOf(await planInForce(ctx)), by: staffId, at: now })
  return readDraft(ctx, id)
}

export type Writing = { revision: number; terms: PlanTerms; announcement: string }

/** Writes a draft that nobody changed since it was read. */
export async function writeDraft(ctx: Ctx, id: PlanDraftId, writing: Writing): Promise<PlanDraft> {
  const row = await require(ctx, id)
  const same = sameTerms(row.terms, writing.terms) && row.announcement === writing.announcement
  // A repeat of what was written already finds it as it wants it.
  if (same && row.revision >= writing.revision) return toDraft(ctx, row)
  const written = await store.writeDraft(ctx.db, id, { ...writing, by: staffOf(ctx).staffId, at: ctx.clock.now() })
  if (!written) throw new Refusal('plan.draft_changed')
  return readDraft(ctx, id)
}

export async function dropDraft(ctx: Ctx, id: PlanDraftId) {
  if (!(await store.deleteDraft(ctx.db, id))) throw new Refusal('plan.draft_not_found')
  return { done: true } as const
}

export type Signing = { revision: number; effectiveAt: string; signedWarnings: SignedWarning[] }

/** Publishes a draft as the next version, signed by an officer who did not write it. The draft is gone with it. */
export const publishDraft = (ctx: Ctx, id: PlanDraftId, signing: Signing) =>
  inTransaction(ctx, async (ctx) => {
    const row = await require(ctx, id, true)
    if (row.revision !== signing.revision) throw new Refusal('plan.draft_changed')
    const newest = await store.findNewest(ctx.db)
    const version = (newest?.version ?? 0) + 1
    const now = ctx.clock.now()
    const effectiveAt = new Date(signing.effectiveAt)
    const { staffId } = staffOf(ctx)
    const refusal = publicationRefusal({
      findings: judge(row.terms, version, await offeredOf(ctx, row.terms)),
      signed: signing.signedWarnings,
      writers: row.writers,
      publisher: staffId,
      effectiveAt,
      earliest: earliestEffect(now, newest),
      changed: !newest || !sameTerms(row.terms, termsOf(newest.data as Plan)),
    })
    if (refusal) throw new Refusal(refusal)
    await store.insertPlan(ctx.db, {
      plan: Plan.parse({ ...row.terms, version }),
      by: staffId,
      publishedAt: now,
      effectiveAt,
      announcement: row.announcement,
      signedWarnings: signing.signedWarnings,
    })
    await store.deleteDraft(ctx.db, id)
    const published = await store.findNewest(ctx.db)
    if (!published) throw new Error(`Version ${version} was written and is not there`)
    return toPublished(published)
  })

export async function listDesignable(ctx: Ctx, query: { words?: string | undefined }) {
  const rows = await store.listOffered(ctx.db, { words: query.words, limit: 50 })
  return {
    items: rows.map(({ onSale, usualPriceFen, ...row }) => ({
      ...row,
      usualPriceFen: usualPriceFen as Fen,
      outsidePriceFen: onSale ? (usualPriceFen as Fen) : null,
    })),
  }
}
