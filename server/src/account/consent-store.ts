import type { ConsentPurpose } from '@lianka/contract/consent'
import type { MemberId } from '@lianka/contract/ids'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type ConsentRow = { purpose: ConsentPurpose; given: boolean; version: number; at: Date; channel: Tables['consents']['channel'] }

export const listConsents = (db: Db, memberId: MemberId): Promise<ConsentRow[]> =>
  db
    .selectFrom('consents')
    .select(['purpose', 'given', 'version', 'at', 'channel'])
    .where('memberId', '=', memberId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute() as Promise<ConsentRow[]>

export const insertConsent = (db: Db, memberId: MemberId, row: ConsentRow) =>
  db
    .insertInto('consents')
    .values({ memberId, ...row })
    .execute()

/** The switches as they stand, with the member's row locked, so that two changes at once are told one after the other. */
export const lockSwitches = (db: Db, memberId: MemberId) =>
  db
    .selectFrom('members')
    .select(['visitsShown', 'recommendationsOn'])
    .where('id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()

/** Sets what other queries read; names stand beside visits from now on, or no longer at all. */
export const setVisitsShown = (db: Db, memberId: MemberId, shown: boolean, at: Date) =>
  db
    .updateTable('members')
    .set({ visitsShown: shown, visitsShownSince: shown ? at : null })
    .where('id', '=', memberId)
    .execute()

export const setRecommendationsOn = (db: Db, memberId: MemberId, on: boolean) =>
  db.updateTable('members').set({ recommendationsOn: on }).where('id', '=', memberId).execute()
