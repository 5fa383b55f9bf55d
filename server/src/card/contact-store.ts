import type { ContactRequestId, MemberId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { ContactState } from './rules.ts'

/** Writes a request with the first line of its history. Of two at once one is kept. */
export const insertRequest = (db: Db, row: { id: ContactRequestId; ownerId: MemberId; askerId: MemberId; words: string; askedAt: Date }) =>
  sql`
    with made as (
      insert into contact_requests (id, owner_id, asker_id, words, state, asked_at) values (${row.id}, ${row.ownerId}, ${row.askerId}, ${row.words}, 'requested', ${row.askedAt})
      on conflict (owner_id, asker_id) where state in ('requested', 'approved') do nothing returning id
    )
    insert into contact_request_changes (request_id, state, by, at) select id, 'requested', ${row.askerId}, ${row.askedAt} from made`.execute(
    db,
  )

export const countAsked = async (db: Db, askerId: MemberId, since: Date): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from contact_requests where asker_id = ${askerId} and asked_at > ${since}`.execute(db)
  return rows[0]?.n ?? 0
}

export const countWaiting = async (db: Db, ownerId: MemberId): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from contact_requests where owner_id = ${ownerId} and state = 'requested'`.execute(db)
  return rows[0]?.n ?? 0
}

export type RequestRow = {
  id: ContactRequestId
  nickname: string
  portrait: string
  words: string
  state: ContactState
  askedAt: Date
  decidedAt: Date | null
}

export const listRequests = (
  db: Db,
  ownerId: MemberId,
  { id, after, limit }: { id?: ContactRequestId; after?: string | undefined; limit: number },
): Promise<RequestRow[]> =>
  db
    .selectFrom('contactRequests as r')
    .innerJoin('members as m', 'm.id', 'r.askerId')
    .select(['r.id', 'm.nickname', 'm.portrait', 'r.words', 'r.state', 'r.askedAt', 'r.decidedAt'])
    .where('r.ownerId', '=', ownerId)
    .$if(id !== undefined, (q) => q.where('r.id', '=', id as ContactRequestId))
    .$if(after !== undefined, (q) => q.where('r.id', '<', after as ContactRequestId))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute()

export const lockRequest = (db: Db, ownerId: MemberId, id: ContactRequestId) =>
  db.selectFrom('contactRequests').select(['state']).where('id', '=', id).where('ownerId', '=', ownerId).forUpdate().executeTakeFirst()

export const moveRequest = (db: Db, { id, state, by, at }: { id: ContactRequestId; state: ContactState; by: MemberId; at: Date }) =>
  sql`
    with moved as (update contact_requests set state = ${state}, decided_at = ${at} where id = ${id} returning id)
    insert into contact_request_changes (request_id, state, by, at) select id, ${state}, ${by}, ${at} from moved`.execute(db)
