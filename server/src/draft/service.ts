import type { ApprovedSentence, Draft, DraftKind } from '@lianka/contract/draft'
import type { DraftId, ListingId, ProductId, ReviewId, ShopId } from '@lianka/contract/ids'
import { digestReviews } from '@lianka/extract/digest'
import { type Ctx, inTransaction, memberOf, shopOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { publish } from '#platform/jobs'
import { evidenceFor, extracted, judge, mayBeSaid, type Source } from './rules.ts'
import * as store from './store.ts'

export { writeDraft } from './write.ts'

const reviewsRead = 300
/** Longer than any model is given; after that a draft that was never ended stands in nobody's way. */
const writingMost = 10 * 60_000

const shownSource = ({ kind, label, text }: Source) => ({ kind, label, words: text })

const toDraft = ({ askedAt, sentences, ...row }: store.DraftRow): Draft => ({
  ...row,
  sentences: sentences.map(({ sources, ...sentence }) => ({ ...sentence, sources: sources.map(shownSource) })),
  askedAt: askedAt.toISOString(),
})

/**
 * Begins a draft. Without a model it is there at once, taken word for word; with one a job writes it, so that neither a connection nor the
 * request waits for a machine elsewhere.
 */
export const askDraft = (ctx: Ctx, { kind, listingId }: { kind: DraftKind; listingId: ListingId | null }): Promise<Draft> =>
  inTransaction(ctx, async (ctx) => {
    if ((kind === 'story') !== (listingId === null)) throw new Refusal('draft.subject')
    const shopId = shopOf(ctx)
    const subject = await store.readSubject(ctx.db, shopId, listingId)
    if (!subject) throw new Refusal('shop.listing_not_found')
    const sentences = extracted(kind, subject.known)
    if (sentences.length === 0) throw new Refusal('draft.nothing_known')
    const now = ctx.clock.now()
    const id = newId<DraftId>('drf', now)
    const byModel = ctx.outside.language !== null
    const since = new Date(now.getTime() - writingMost)
    if (byModel && (await store.isBeingWritten(ctx.db, { shopId, listingId, kind, since }))) throw new Refusal('draft.writing')
    const asked = { id, shopId, listingId, kind, askedBy: memberOf(ctx), askedAt: now, fellBack: null }
    await store.insertDraft(ctx.db, {
      ...asked,
      state: byModel ? 'writing' : 'ready',
      writer: byModel ? 'model' : 'extract',
      model: ctx.outside.language?.model ?? null,
      readyAt: byModel ? null : now,
    })
    if (byModel) await publish(ctx, 'draft.asked', { draftId: id })
    else
      await store.insertSentences(
        ctx.db,
        id,
        sentences.map((sentence, place) => ({ place, ...sentence })),
      )
    return readDraft(ctx, id)
  })

export async function readDraft(ctx: Ctx, id: DraftId): Promise<Draft> {
  const row = await store.findDraft(ctx.db, shopOf(ctx), id)
  if (!row) throw new Refusal('draft.not_found')
  return toDraft(row)
}

export async function listDrafts(ctx: Ctx, listingId: ListingId | undefined) {
  return { items: (await store.newestDrafts(ctx.db, shopOf(ctx), listingId ?? null)).map(toDraft) }
}

export type Decision = { state: 'proposed' | 'approved' | 'dropped'; words?: string | undefined }

/** The owner's word on a sentence. What is approved or changed is judged by what is known at this moment. */
export const decideSentence = (ctx: Ctx, id: DraftId, place: number, { state, words }: Decision): Promise<Draft> =>
  inTransaction(ctx, async (ctx) => {
    const shopId = shopOf(ctx)
    const sentence = await store.lockSentence(ctx.db, shopId, id, place)
    if (!sentence) throw new Refusal('draft.not_found')
    if (sentence.draftState === 'writing') throw new Refusal('draft.writing')
    if (sentence.words === null || sentence.state === null) throw new Refusal('draft.sentence_not_found')
    const changed = words !== undefined && words !== sentence.words
    if (!changed && state === sentence.state) return readDraft(ctx, id)
    const sources = changed || state === 'approved' ? await judged(ctx, sentence, words ?? sentence.words, changed) : null
    await store.decideSentence(ctx.db, {
      id,
      place,
      state,
      words: words ?? sentence.words,
      sources,
      edited: sentence.edited === true || changed,
      by: memberOf(ctx),
      at: ctx.clock.now(),
    })
    return readDraft(ctx, id)
  })

/** What a sentence rests on today, or a refusal that says what is wrong with it. */
async function judged(ctx: Ctx, { kind, listingId }: { kind: DraftKind; listingId: ListingId | null }, words: string, changed: boolean) {
  const subject = await store.readSubject(ctx.db, shopOf(ctx), listingId)
  const { sources, unfounded } = judge(words, evidenceFor(kind, subject?.known ?? []), subject?.name ?? '')
  if (unfounded.length === 0) return sources
  const issues = unfounded.map(({ kind, text }) => ({ path: 'body.words', message: `${kind}: ${text}` }))
  if (unfounded.some((each) => each.kind === 'claim')) throw new Refusal('draft.claim', '', issues)
  throw new Refusal(changed ? 'draft.unfounded' : 'draft.stale', '', issues)
}

const toApproved = ({ words, sources, writer, edited, decidedAt }: store.ApprovedRow): ApprovedSentence => ({
  words,
  sources: sources.map(shownSource),
  writer,
  edited,
  approvedAt: decidedAt.toISOString(),
})

/** What a shop says of goods on sale. */
export async function readSentences(ctx: Ctx, id: ListingId) {
  const rows = (await store.approvedOfListing(ctx.db, id)).filter(({ words }) => mayBeSaid(words))
  if (rows.length === 0 && !(await store.listingExists(ctx.db, id))) throw new Refusal('shop.listing_not_found')
  const of = (kind: DraftKind) => rows.filter((row) => row.kind === kind).map(toApproved)
  return { points: of('points'), explanation: of('explanation') }
}

const pointsOnCard = 6

/** The story of a shop and the points of its goods, the best sold first, one of each before a second of any. */
export async function sentencesOfShop(ctx: Ctx, id: ShopId) {
  const rows = (await store.approvedOfShop(ctx.db, id)).filter(({ words }) => mayBeSaid(words))
  const points = rows.filter(({ kind }) => kind === 'points')
  const rank = (row: store.ApprovedRow) => points.filter((other) => other.listingId === row.listingId).indexOf(row)
  return {
    story: rows.filter(({ kind }) => kind === 'story').map(toApproved),
    points: points
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, pointsOnCard)
      .map((row) => ({ ...toApproved(row), listingId: row.listingId as ListingId, title: row.title ?? '' })),
  }
}

/** What the newest reviews say of each aspect. */
export async function readReviewDigest(ctx: Ctx, id: ProductId) {
  const row = await store.readReviewTexts(ctx.db, id, reviewsRead)
  if (!row) throw new Refusal('catalog.product_not_found')
  return {
    reviewCount: row.reviews.length,
    aspects: digestReviews(row.reviews).map(({ quotes, ...aspect }) => ({
      ...aspect,
      quotes: quotes.map(({ passageId, tone, text }) => ({ reviewId: passageId as ReviewId, tone, words: text })),
    })),
  }
}
