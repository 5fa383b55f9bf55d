import { type ConsentPurpose, consentPurposes } from '@lianka/contract/consent'
import type { MemberId } from '@lianka/contract/ids'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { touch } from '#platform/touched'
import { consentWords } from './consent-rules.ts'
import * as store from './consent-store.ts'

type Switches = Awaited<ReturnType<typeof store.lockSwitches>>
const isGiven = (purpose: ConsentPurpose, { visitsShown, recommendationsOn }: Switches) =>
  purpose === 'share_visits' ? visitsShown : recommendationsOn

/** What one agreed to, in the words that hold now. What was agreed to in older words stands until it is taken back, and is asked for anew by clients. */
export async function readConsents(ctx: Ctx) {
  const me = memberOf(ctx)
  const [switches, history] = [await store.lockSwitches(ctx.db, me), await store.listConsents(ctx.db, me)]
  return {
    items: consentPurposes.map((purpose) => ({
      purpose,
      given: isGiven(purpose, switches),
      ...consentWords[purpose],
      at: history.find((row) => row.purpose === purpose)?.at.toISOString() ?? null,
    })),
    history: history.map((row) => ({ ...row, at: row.at.toISOString() })),
  }
}

export type Said = { given: boolean; channel: store.ConsentRow['channel'] }

/** Notes a consent or its withdrawal and sets what follows from it, in one transaction; saying the same again changes nothing but is noted once more when new. */
export const noteConsent = (ctx: Ctx, me: MemberId, purpose: ConsentPurpose, { given, channel }: Said) =>
  inTransaction(ctx, async (ctx) => {
    const at = ctx.clock.now()
    const isSame = isGiven(purpose, await store.lockSwitches(ctx.db, me)) === given
    const last = (await store.listConsents(ctx.db, me)).find((row) => row.purpose === purpose)
    const { version } = consentWords[purpose]
    if (isSame && last?.given === given && last.version === version) return last.at
    await store.insertConsent(ctx.db, me, { purpose, version, given, channel, at })
    if (isSame) return at
    if (purpose === 'share_visits') await store.setVisitsShown(ctx.db, me, given, at)
    else await store.setRecommendationsOn(ctx.db, me, given)
    return at
  })

export async function setConsent(ctx: Ctx, purpose: ConsentPurpose, said: Said & { version: number }) {
  if (said.version !== consentWords[purpose].version) throw new Refusal('account.consent_words_changed')
  const at = await noteConsent(ctx, memberOf(ctx), purpose, said)
  touch(ctx, memberOf(ctx))
  return { purpose, given: said.given, ...consentWords[purpose], at: at.toISOString() }
}
