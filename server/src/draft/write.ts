import type { DraftId } from '@lianka/contract/ids'
import { beijingDate } from '@lianka/design/dates'
import { type Ctx, inTransaction } from '#platform/context'
import { type Language, LanguageFailure } from '#platform/language'
import { evidenceFor, extracted, instructionsFor, judge, promptOf } from './rules.ts'
import * as store from './store.ts'

const outputTokensMost = 1200
/** A model that does not stop is stopped. */
const linesMost = 20
const shownMost = 400

type Asked = { id: DraftId; kind: 'points' | 'explanation' | 'story'; subject: store.SubjectRow }
type FellBack = 'budget' | 'timeout' | 'failed' | 'unfounded'

/** Has a model write, judges each line as it comes, and keeps what rests on something; answers why nothing came of it, if so. */
async function letWrite(ctx: Ctx, language: Language, { id, kind, subject }: Asked): Promise<FellBack | null> {
  const evidence = evidenceFor(kind, subject.known)
  const asked = { instructions: instructionsFor(kind), evidence: promptOf(subject.name, evidence), outputTokensMost }
  let [place, kept] = [0, 0]
  try {
    for await (const line of language.write(ctx.db, beijingDate(ctx.clock.now().toISOString()), asked)) {
      const { sources, unfounded } = judge(line, evidence, subject.name)
      if (unfounded.length > 0) await store.insertRefused(ctx.db, id, place, line.slice(0, shownMost), unfounded)
      else {
        await store.insertSentences(ctx.db, id, [{ place, words: line, sources }])
        kept += 1
      }
      place += 1
      if (place >= linesMost) break
    }
  } catch (error) {
    if (!(error instanceof LanguageFailure)) throw error
    ctx.log.warn({ err: error.cause ?? error, because: error.because, draft: id }, 'a draft was taken word for word instead')
    // Sentences that came before it broke off are good ones.
    return kept > 0 ? null : error.because
  }
  return kept > 0 ? null : 'unfounded'
}

/** Writes a draft that was asked for. It may run twice, so it begins anew; a draft that is ready stays as it is. */
export async function writeDraft(ctx: Ctx, id: DraftId): Promise<void> {
  const draft = await store.findAsked(ctx.db, id)
  if (!draft || draft.state === 'ready') return
  const subject = await store.readSubject(ctx.db, draft.shopId, draft.listingId)
  if (!subject) return
  await store.forgetWritten(ctx.db, id)
  const { language } = ctx.outside
  const fellBack = language ? await letWrite(ctx, language, { id, kind: draft.kind, subject }) : 'failed'
  await inTransaction(ctx, async (ctx) => {
    const writer = fellBack ? ('extract' as const) : ('model' as const)
    const model = fellBack || !language ? null : language.model
    if (!(await store.endWriting(ctx.db, id, { writer, model, fellBack, readyAt: ctx.clock.now() }))) return
    if (!fellBack) return
    const sentences = extracted(draft.kind, subject.known)
    // Places of what was held back are taken.
    await store.insertSentences(
      ctx.db,
      id,
      sentences.map((sentence, at) => ({ place: linesMost + at, ...sentence })),
    )
  })
}
