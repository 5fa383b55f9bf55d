import type { ContactRequest } from '@lianka/contract/card'
import type { ContactRequestId, MemberId } from '@lianka/contract/ids'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import * as store from './contact-store.ts'
import { type ContactAccess, contactAccessOf, hidesContacts, stateAfter } from './rules.ts'
import { findCard } from './store.ts'

const dayMs = 86_400_000
const askedPerDay = 20

/** Asks the owner of a card for what it keeps private. */
export const askForContacts = (ctx: Ctx, ownerId: MemberId, words: string): Promise<{ contactAccess: ContactAccess }> =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    const now = ctx.clock.now()
    const card = await findCard(ctx.db, ownerId, me)
    if (!card) throw new Refusal('card.not_found')
    if (ownerId === me) throw new Refusal('card.own')
    if (!hidesContacts(card)) throw new Refusal('card.nothing_private')
    const contactAccess = contactAccessOf(card, me, now)
    if (contactAccess === 'requested' || contactAccess === 'approved') return { contactAccess }
    if (contactAccess === 'wait') throw new Refusal('card.ask_later')
    if ((await store.countAsked(ctx.db, me, new Date(now.getTime() - dayMs))) >= askedPerDay) throw new Refusal('card.asked_too_often')
    await store.insertRequest(ctx.db, { id: newId<ContactRequestId>('crq', now), ownerId, askerId: me, words, askedAt: now })
    return { contactAccess: 'requested' }
  })

const toRequest = ({ askedAt, decidedAt, ...row }: store.RequestRow): ContactRequest => ({
  ...row,
  askedAt: askedAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
})

export async function listContactRequests(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const me = memberOf(ctx)
  const [rows, waiting] = await Promise.all([store.listRequests(ctx.db, me, page), store.countWaiting(ctx.db, me)])
  return { items: rows.map(toRequest), next: rows.length === page.limit ? (rows.at(-1)?.id ?? null) : null, waiting }
}

/** The owner's word on a request; said again it changes nothing, and another word after it is refused. */
export const decideContactRequest = (ctx: Ctx, id: ContactRequestId, decision: 'approve' | 'decline' | 'revoke'): Promise<ContactRequest> =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    const request = await store.lockRequest(ctx.db, me, id)
    if (!request) throw new Refusal('card.request_not_found')
    const state = stateAfter(request.state, decision)
    if (!state) throw new Refusal('card.request_decided')
    if (state !== request.state) await store.moveRequest(ctx.db, { id, state, by: me, at: ctx.clock.now() })
    const [row] = await store.listRequests(ctx.db, me, { id, limit: 1 })
    return toRequest(row as store.RequestRow)
  })
