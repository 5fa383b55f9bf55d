import type { FamilyLinkId, MemberId, OrderId, PaymentRequestId } from '@lianka/contract/ids'
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { RequestState } from './rules.ts'

export type LinkRow = Selectable<Tables['familyLinks']>
export type RequestRow = Selectable<Tables['paymentRequests']>

export const insertLink = (db: Db, row: Insertable<Tables['familyLinks']>) => db.insertInto('familyLinks').values(row).execute()

export const findLink = (db: Db, id: FamilyLinkId) => db.selectFrom('familyLinks').selectAll().where('id', '=', id).executeTakeFirst()

/** Locked: what may be spent is counted while nobody else asks in this pair. */
export const lockLink = (db: Db, id: FamilyLinkId) =>
  db.selectFrom('familyLinks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findInvitation = (db: Db, code: string) =>
  db
    .selectFrom('familyLinks as l')
    .innerJoin('members as m', 'm.id', 'l.inviterId')
    .selectAll('l')
    .select(['m.nickname', 'm.portrait'])
    .where('l.code', '=', code)
    .executeTakeFirst()

export async function countLinks(db: Db, member: MemberId): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from family_links where state <> 'ended' and (payer_id = ${member} or asker_id = ${member})`.execute(db)
  return rows[0]?.n ?? 0
}

/** Compare-and-set; false when it was in another state. */
export const moveLink = async (
  db: Db,
  id: FamilyLinkId,
  from: LinkRow['state'],
  set: Updateable<Tables['familyLinks']>,
): Promise<boolean> =>
  (await db.updateTable('familyLinks').set(set).where('id', '=', id).where('state', '=', from).returning('id').executeTakeFirst()) !==
  undefined

export type ShownLink = Pick<LinkRow, 'id' | 'code' | 'payerId' | 'askerId' | 'monthlyLimit' | 'state' | 'expiresAt' | 'acceptedAt'> & {
  otherNickname: string | null
  otherPortrait: string | null
  spent: number
}

/** One's pairs with the other person and what this month has taken; unanswered invitations until they expire. */
export async function listLinks(db: Db, member: MemberId, month: Date, now: Date, id?: FamilyLinkId): Promise<ShownLink[]> {
  const { rows } = await sql<ShownLink>`
    select l.id, l.code, l.payer_id, l.asker_id, l.monthly_limit, l.state, l.expires_at, l.accepted_at, m.nickname as other_nickname, m.portrait as other_portrait,
      coalesce((select sum(r.amount) from payment_requests r where r.link_id = l.id and r.asked_at >= ${month} and r.state in ('asked', 'paid')), 0)::bigint as spent
    from family_links l left join members m on m.id = case when l.payer_id = ${member} then l.asker_id else l.payer_id end
    where (l.payer_id = ${member} or l.asker_id = ${member}) ${id ? sql`and l.id = ${id}` : sql`and (l.state = 'active' or (l.state = 'invited' and l.expires_at > ${now}))`}
    order by l.id desc`.execute(db)
  return rows
}

export const spentSince = async (db: Db, linkId: FamilyLinkId, month: Date): Promise<number> => {
  const { rows } = await sql<{ spent: number }>`
    select coalesce(sum(amount), 0)::bigint as spent from payment_requests where link_id = ${linkId} and asked_at >= ${month} and state in ('asked', 'paid')`.execute(
    db,
  )
  return rows[0]?.spent ?? 0
}

export const insertRequest = (db: Db, row: Insertable<Tables['paymentRequests']>) => db.insertInto('paymentRequests').values(row).execute()

export const findRequest = (db: Db, id: PaymentRequestId) =>
  db.selectFrom('paymentRequests').selectAll().where('id', '=', id).executeTakeFirst()

export const openRequestOf = (db: Db, orderId: OrderId) =>
  db.selectFrom('paymentRequests').selectAll().where('orderId', '=', orderId).where('state', '=', 'asked').executeTakeFirst()

export const hasRequest = async (db: Db, orderId: OrderId, payerId: MemberId) =>
  (await db
    .selectFrom('paymentRequests')
    .select('id')
    .where('orderId', '=', orderId)
    .where('payerId', '=', payerId)
    .where('state', 'in', ['asked', 'paid'])
    .executeTakeFirst()) !== undefined

export const moveRequest = async (db: Db, id: PaymentRequestId, to: RequestState, at: Date): Promise<boolean> =>
  (await db
    .updateTable('paymentRequests')
    .set({ state: to, endedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .returning('id')
    .executeTakeFirst()) !== undefined

export const closeRequestsOf = (db: Db, linkId: FamilyLinkId, at: Date) =>
  db
    .updateTable('paymentRequests')
    .set({ state: 'closed', endedAt: at })
    .where('linkId', '=', linkId)
    .where('state', '=', 'asked')
    .execute()

/** Whether it was paid by the one who was asked: who set out to pay, and whose account it was. */
export async function wasPaidBy(db: Db, orderId: OrderId, payerId: MemberId): Promise<boolean> {
  const { rows } = await sql<{ paid: boolean }>`
    select o.payer_id is not distinct from ${payerId} or exists (select from payment_attempts a where a.order_id = o.id and a.state = 'paid' and a.started_by = ${payerId}) as paid
    from orders o where o.id = ${orderId}`.execute(db)
  return rows[0]?.paid ?? false
}

export type ShownRequest = Pick<RequestRow, 'id' | 'orderId' | 'state' | 'askerId' | 'payerId' | 'words' | 'askedAt'> & {
  orderNumber: string
  shopName: string
  total: number
  postage: number
  refunded: number
  dueAt: Date | null
  askerNickname: string
  askerPortrait: string
  payerNickname: string
  payerPortrait: string
  lines: { title: string; skuName: string; picture: string; quantity: number; priceFen: number }[]
}

export async function listRequests(db: Db, member: MemberId, limit: number, id?: PaymentRequestId): Promise<ShownRequest[]> {
  const { rows } = await sql<ShownRequest>`
    select r.id, r.order_id, r.state, r.asker_id, r.payer_id, r.words, r.asked_at, o.number as order_number, s.name as shop_name, o.total, o.postage, o.refunded, o.due_at,
      a.nickname as asker_nickname, a.portrait as asker_portrait, p.nickname as payer_nickname, p.portrait as payer_portrait,
      (select json_agg(json_build_object('title', l.title, 'skuName', l.sku_name, 'picture', l.picture, 'quantity', l.quantity, 'priceFen', l.price) order by l.place) from order_lines l where l.order_id = o.id) as lines
    from payment_requests r join orders o on o.id = r.order_id join shops s on s.id = o.shop_id join members a on a.id = r.asker_id join members p on p.id = r.payer_id
    where (r.payer_id = ${member} or r.asker_id = ${member}) ${id ? sql`and r.id = ${id}` : sql``} order by r.id desc limit ${limit}`.execute(
    db,
  )
  return rows
}
