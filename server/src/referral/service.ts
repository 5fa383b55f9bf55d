import { randomBytes } from 'node:crypto'
import type { Rank } from '@lianka/contract/account'
import type { LineId, MemberId, OrderId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Plan } from '@lianka/contract/plan'
import type { ShareChannel } from '@lianka/contract/reward'
import type { ShareLink } from '@lianka/contract/shop'
import { buyersWithOwnPayer } from '@lianka/reward/rank'
import { planInForce } from '#plan/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { publish } from '#platform/jobs'
import { arrivalDays, buyersFor, mondaysBefore, type RankChange, rankChanges, type ShareTarget, sharedPath, sharedScene } from './rules.ts'
import * as store from './store.ts'

export type Arrival = { visitorId?: string | undefined; shareCode?: string | undefined; declineReferrer: boolean }

/** Binds a new member to who brought them, once and for good: the newest share code of the last 30 days, unless declined. */
export async function bindReferrer(ctx: Ctx, memberId: MemberId, arrival: Arrival): Promise<void> {
  const now = ctx.clock.now()
  const since = new Date(now.getTime() - arrivalDays * 86_400_000)
  const seen = arrival.visitorId && !arrival.declineReferrer ? await store.newestArrival(ctx.db, arrival.visitorId, since) : undefined
  const told = !seen && arrival.shareCode && !arrival.declineReferrer ? await store.findShareCode(ctx.db, arrival.shareCode) : undefined
  const found = seen ?? told
  await store.insertReferral(ctx.db, { memberId, referrerId: found?.sharerId ?? null, shareCode: found?.code ?? null, boundAt: now })
  await store.insertRank(ctx.db, memberId, now)
  await publish(ctx, 'member.joined', { memberId })
}

export async function readShareCode(ctx: Ctx, code: string) {
  const row = await store.findShareCode(ctx.db, code)
  if (!row) throw new Refusal('referral.share_code_unknown')
  return {
    code: row.code,
    kind: row.kind,
    targetId: row.targetId,
    path: sharedPath(row, row.code),
    sharer: { nickname: row.nickname, portrait: row.portrait },
  }
}

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz'
const randomCode = () => [...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length]).join('')

const missing = {
  card: 'card.not_found',
  shop: 'shop.not_found',
  product: 'shop.listing_not_found',
  group: 'group.not_found',
  bargain: 'bargain.not_found',
  campaign: 'campaign.not_found',
} as const

type Passing = { channel?: ShareChannel; campaign?: string; via?: string | undefined }

/** One's own link to a target; asking again gives the same code. Whose link the sharer came through is noted once, when the code is made. */
export async function shareLink(ctx: Ctx, target: ShareTarget & Passing): Promise<ShareLink> {
  if (!(await store.targetExists(ctx.db, target))) throw new Refusal(missing[target.kind])
  const { code } = await store.keepShareCode(ctx.db, {
    code: randomCode(),
    kind: target.kind,
    targetId: target.targetId,
    sharerId: memberOf(ctx),
    channel: target.channel ?? 'link',
    campaign: target.campaign ?? '',
    via: target.via ?? null,
    madeAt: ctx.clock.now(),
  })
  return { code, url: `${ctx.settings.publicUrl}${sharedPath(target, code)}`, ...sharedScene(target, code) }
}

export { listOwnShareCodes, readChain } from './share-chain.ts'

export type Upline = { r1Id: MemberId | null; r2Id: MemberId | null }

export async function uplineOf(ctx: Ctx, memberId: MemberId): Promise<Upline> {
  const row = await store.findUpline(ctx.db, memberId)
  return { r1Id: row?.r1Id ?? null, r2Id: row?.r2Id ?? null }
}

/** Locks everything about these people's ranks and shares until the transaction ends, in id order; answers their ranks. */
export async function lockPeople(ctx: Ctx, ids: readonly (MemberId | null)[]): Promise<Map<MemberId, Rank>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))].sort()
  const rows = await store.lockPeople(ctx.db, wanted)
  return new Map(rows.map((row) => [row.memberId, row.rank]))
}

export type QualifyingLine = { lineId: LineId; buyerId: MemberId; payerHash: Buffer; floorFen: Fen; base: number }

/** Notes lines of designated products that qualify at payment. Call with the people locked. */
export async function recordQualifying(ctx: Ctx, lines: readonly QualifyingLine[]): Promise<void> {
  const rows = lines
    .filter(({ base, floorFen }) => base >= floorFen)
    .map(({ base: _, ...line }) => ({ ...line, qualifies: true, windowEnded: false }))
  if (rows.length > 0) await store.insertQualifying(ctx.db, rows)
}

/** Ends the qualifying of a line when too little of it is left; answers whether something changed. */
export const dropQualifying = async (ctx: Ctx, lineId: LineId, left: number) =>
  (await store.endQualifying(ctx.db, lineId, left)) !== undefined

/** Notes that the windows of these lines ended; answers their buyers, whose referrers may now be settled. */
export const endQualifyingWindow = async (ctx: Ctx, lineIds: readonly LineId[]) =>
  (await store.endQualifyingWindow(ctx.db, lineIds)).map(({ buyerId }) => buyerId)

/** Asks again which rank the facts give these people and writes what changed. Call with the people locked. */
export async function evaluateRanks(
  ctx: Ctx,
  plan: Plan,
  ids: readonly (MemberId | null)[],
  because: { reason: string; orderId: OrderId | null; at: Date },
): Promise<RankChange[]> {
  const people = [...new Set(ids.filter((id) => id !== null))]
  const changes = rankChanges(plan, await store.readPersonFacts(ctx.db, people, because.at))
  if (changes.length > 0) await store.writeRanks(ctx.db, changes, because.reason, because.orderId, because.at)
  return changes
}

/** Which of these bosses are settled: enough people they referred hold a qualifying purchase whose own window has ended (rule 7). */
export async function settledBosses(ctx: Ctx, plan: Plan, ids: readonly MemberId[]): Promise<Set<MemberId>> {
  const facts = ids.length === 0 ? [] : await store.readPersonFacts(ctx.db, ids, ctx.clock.now(), true)
  return new Set(
    facts
      .filter((person) => {
        const needed = buyersFor(plan, person)
        return buyersWithOwnPayer(person.purchases, person.ownPayers, needed) >= needed
      })
      .map(({ memberId }) => memberId),
  )
}

/** Where a person stands: rank, what it rests on, and how many qualifying buyers there are, counted up to what makes a boss. */
export async function standingOf(ctx: Ctx, plan: Plan, id: MemberId) {
  const [person] = await store.readPersonFacts(ctx.db, [id], ctx.clock.now())
  if (!person) return { rank: 'member' as Rank, applied: false, ownQualifying: false, buyers: 0, buyersForBoss: plan.buyersForBoss }
  const buyersForBoss = buyersFor(plan, person)
  const { rank, applied, ownQualifying } = person
  return { rank, applied, ownQualifying, buyers: buyersWithOwnPayer(person.purchases, person.ownPayers, buyersForBoss), buyersForBoss }
}

/** Free application to be an agent; nobody has to pay to join. */
export const applyAsAgent = (ctx: Ctx) =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    await lockPeople(ctx, [me])
    const now = ctx.clock.now()
    const plan = await planInForce(ctx, now)
    if (!plan.freeApplication) throw new Refusal('referral.application_closed')
    if (!(await store.markApplied(ctx.db, me, now))) throw new Refusal('referral.already_agent')
    await evaluateRanks(ctx, plan, [me], { reason: 'free application', orderId: null, at: now })
    const [person] = await store.readPersonFacts(ctx.db, [me], now)
    return { rank: person?.rank ?? ('agent' as const) }
  })

export async function readTeam(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const me = memberOf(ctx)
  const [rows, { direct, second }] = await Promise.all([store.listTeam(ctx.db, me, page.after, page.limit), store.countTeam(ctx.db, me)])
  return {
    items: rows.map((row) => ({
      nickname: row.nickname,
      portrait: row.portrait,
      rank: row.rank,
      level: row.level,
      joinedAt: row.boundAt.toISOString(),
      referredBy: row.referredBy,
      qualifying: row.qualifying,
      broughtFen: row.brought as Fen,
    })),
    next: rows.length === page.limit ? (rows.at(-1)?.memberId ?? null) : null,
    directCount: direct,
    secondCount: second,
  }
}

const growthWeeks = 12

export async function readTeamGrowth(ctx: Ctx) {
  const mondays = mondaysBefore(ctx.clock.now(), growthWeeks)
  const rows = await store.readGrowth(ctx.db, memberOf(ctx), new Date(`${mondays[0]}T00:00:00+08:00`))
  const found = new Map(rows.map((row) => [row.week, row]))
  return { weeks: mondays.map((from) => ({ from, directs: found.get(from)?.directs ?? 0, seconds: found.get(from)?.seconds ?? 0 })) }
}

const toPerson = ({ referrerId: _, joinedAt, ...row }: store.PersonRow) => ({ ...row, joinedAt: joinedAt.toISOString() })

export async function listPeople(ctx: Ctx, filter: { words?: string | undefined; after?: string | undefined; limit: number }) {
  const rows = await store.listPeople(ctx.db, filter)
  return { items: rows.map(toPerson), next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}

/** One person on the original graph: two levels up, two levels down, no further. */
export async function readGraph(ctx: Ctx, id: MemberId) {
  const [person] = await store.readPeople(ctx.db, [id])
  if (!person) throw new Refusal('account.member_not_found')
  const { r1Id, r2Id } = await uplineOf(ctx, id)
  const upline = await store.readPeople(
    ctx.db,
    [r1Id, r2Id].filter((each) => each !== null),
  )
  const directs = await store.readDirects(ctx.db, [id])
  const seconds =
    directs.length === 0
      ? []
      : await store.readDirects(
          ctx.db,
          directs.map((each) => each.id),
        )
  return {
    person: toPerson(person),
    upline: [r1Id, r2Id].flatMap((each) => upline.filter((row) => row.id === each)).map(toPerson),
    directs: directs.map(toPerson),
    seconds: seconds.map((row) => ({ ...toPerson(row), referrerId: row.referrerId as MemberId })),
    rankHistory: (await store.listRankChanges(ctx.db, id)).map((row) => ({
      at: row.at.toISOString(),
      from: row.fromRank,
      to: row.toRank,
      reason: row.reason,
    })),
  }
}
