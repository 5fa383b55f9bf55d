import type { CaseId, MemberId, OrderId } from '@lianka/contract/ids'
import { markOlderAddresses, noteAddressMarks, unsealAddress } from '#account/service'
import { type Ctx, inTransaction } from '#platform/context'
import { newId } from '#platform/ids'
import * as counts from './count-store.ts'
import * as detect from './detect-store.ts'
import * as findings from './findings.ts'
import { alarms, caseScore, enough, type Finding, holdsPayouts, reopens, windowDays } from './rules.ts'
import * as store from './store.ts'

export const windowStart = (ctx: Ctx) => new Date(ctx.clock.now().getTime() - windowDays * 86_400_000)
const hoursBefore = (at: Date, hours: number) => new Date(at.getTime() - hours * 3_600_000)

/**
 * Keeps what was found: an open case of the same kind and subject is brought up to date, otherwise one is opened. What was decided once
 * comes back only when it has grown.
 */
export const keepFinding = (ctx: Ctx, finding: Finding): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await store.lockSubject(ctx.db, finding.kind, finding.subjectId)
    const latest = await store.findLatest(ctx.db, finding.kind, finding.subjectId as MemberId | null)
    if (latest && latest.state !== 'closed') return updateCase(ctx, latest, finding)
    if (finding.score < caseScore || (latest && !reopens(latest.weight, finding.weight))) return
    await openCase(ctx, finding)
  })

async function openCase(ctx: Ctx, finding: Finding) {
  const now = ctx.clock.now()
  const id = newId<CaseId>('cas', now)
  const holds = holdsPayouts(finding)
  await store.insertCase(ctx.db, {
    id,
    kind: finding.kind,
    subjectId: finding.subjectId as MemberId | null,
    state: 'open',
    score: finding.score,
    weight: finding.weight,
    facts: JSON.stringify(finding.facts),
    ownerId: null,
    holdsPayouts: holds,
    outcome: null,
    openedAt: now,
    detectedAt: now,
    closedAt: null,
  })
  await store.addPeople(ctx.db, id, finding.people as MemberId[])
  await note(ctx, id, 'detected', '')
  if (holds) await note(ctx, id, 'held', '')
}

const note = (ctx: Ctx, caseId: CaseId, what: store.NoteKind, words: string) =>
  store.insertNote(ctx.db, { caseId, what, by: 'system', words, at: ctx.clock.now() })

/** A lower score is written too; a hold, once there, is an officer's to lift. */
async function updateCase(ctx: Ctx, before: store.CaseRow, finding: Finding) {
  const holds = before.holdsPayouts || (!before.holdDecided && holdsPayouts(finding))
  const grew = finding.score > before.score || finding.weight > before.weight
  await store.updateCase(ctx.db, before.id, {
    score: finding.score,
    weight: finding.weight,
    facts: JSON.stringify(finding.facts),
    holdsPayouts: holds,
    detectedAt: grew ? ctx.clock.now() : before.detectedAt,
  })
  await store.addPeople(ctx.db, before.id, finding.people as MemberId[])
  if (grew) await note(ctx, before.id, 'grew', `${before.score} → ${finding.score}`)
  if (holds && !before.holdsPayouts) await note(ctx, before.id, 'held', '')
}

/** Somebody joined: counted into the teams above; many at once under one person are looked at. */
export async function lookAtJoin(ctx: Ctx, memberId: MemberId): Promise<void> {
  await counts.countJoin(ctx.db, memberId)
  const referral = await detect.findReferral(ctx.db, memberId)
  if (!referral?.referrerId) return
  const joiners = await detect.listJoiners(ctx.db, referral.referrerId, hoursBefore(referral.boundAt, alarms.burstHours), referral.boundAt)
  const finding = findings.signUpBurst(referral.referrerId, joiners)
  if (finding.score > 0) await keepFinding(ctx, finding)
}

const countOrder = (ctx: Ctx, orderId: OrderId) =>
  inTransaction(ctx, async (ctx) => {
    if (await counts.lockCounted(ctx.db, orderId)) await counts.countDifference(ctx.db, orderId)
  })

/** An order was paid: counted into the teams above its buyer; its marks are noted, and who earns from it is looked at. */
export async function lookAtOrder(ctx: Ctx, orderId: OrderId): Promise<void> {
  const parties = await detect.findParties(ctx.db, orderId)
  if (!parties) return
  await countOrder(ctx, orderId)
  await counts.markChanged(ctx.db, parties.buyerId)
  await detect.markPayers(ctx.db, orderId, ctx.clock.now())
  // Of a course nothing is carried: an address everybody would share is none.
  if (parties.regionCode)
    await noteAddressMarks(ctx, parties.buyerId, { ...unsealAddress(ctx, parties.addressCipher), regionCode: parties.regionCode })
  for (const payee of [parties.r1Id, parties.r2Id]) if (payee) await lookAtPayee(ctx, payee)
  if (!parties.r1Id) return
  await lookAtThresholds(ctx, parties.r1Id)
  // Counted late, it may have been returned before anybody looked.
  if (parties.refunded > 0) await lookAtRing(ctx, parties.r1Id)
}

/** Money went back: the difference is counted; whom the purchase had made a boss, and what is left of it, is looked at. */
export async function lookAtRefund(ctx: Ctx, outRefundNo: string): Promise<void> {
  const orderId = await detect.findRefundedOrder(ctx.db, outRefundNo)
  const parties = orderId && (await detect.findParties(ctx.db, orderId))
  if (!orderId || !parties) return
  await countOrder(ctx, orderId)
  await counts.markChanged(ctx.db, parties.buyerId)
  if (!parties.r1Id) return
  await lookAtRing(ctx, parties.r1Id)
  await lookAtThresholds(ctx, parties.r1Id)
}

async function lookAtPayee(ctx: Ctx, payee: MemberId) {
  const buyers = await detect.listAlikeBuyers(ctx.db, payee, windowStart(ctx))
  if (buyers.length > 0) await keepFinding(ctx, findings.selfReferral(payee, buyers))
}

async function lookAtThresholds(ctx: Ctx, referrer: MemberId) {
  const finding = findings.thresholdGaming(referrer, await detect.listQualifying(ctx.db, referrer, windowStart(ctx)))
  if (finding.score > 0) await keepFinding(ctx, finding)
}

async function lookAtRing(ctx: Ctx, boss: MemberId) {
  const ring = await detect.findRing(ctx.db, boss)
  const finding = ring && findings.refundRing(boss, ring)
  if (finding && finding.score > 0) await keepFinding(ctx, finding)
}

/** Judges teams that have changed; answers how many. A team in order is the common case and asks nothing more. */
export const judgeTeams = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const teams = await detect.takeChangedTeams(ctx.db, windowStart(ctx), 100)
    for (const team of teams) {
      for (const finding of [findings.teamGrowth(team), findings.fewOutsideSales(team.memberId, team, enough.teamOrders)])
        if (finding.score > 0 || team.watched) await keepFinding(ctx, finding)
    }
    return teams.length
  })

const catchUpAtOnce = 100

/** Once an hour: what no job has counted, addresses from before there were marks, and people who have become alike since. Answers how much. */
export const catchUp = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const lastAt = await detect.takeLook(ctx.db, 'catch-up', now)
    if (!lastAt) return 0
    const { members, orders } = await counts.listUncounted(ctx.db, catchUpAtOnce)
    for (const memberId of members) await lookAtJoin(ctx, memberId)
    for (const orderId of orders) await lookAtOrder(ctx, orderId)
    const done = members.length + orders.length + (await markOlderAddresses(ctx, catchUpAtOnce))
    if (done > 0) return done
    // An hour of overlap, for rows that were under way when we looked last.
    for (const payee of await detect.listFreshlyAlike(ctx.db, hoursBefore(lastAt, 1))) await lookAtPayee(ctx, payee)
    await detect.endLook(ctx.db, 'catch-up', now, hoursBefore(now, -1))
    return 0
  })

/** Once an hour: the platform as a whole, and teams one of whose days left the window. */
export const measurePlatform = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    if (!(await detect.takeLook(ctx.db, 'measure', now))) return 0
    await detect.measure(ctx.db, windowStart(ctx), now)
    await counts.markLeftWindow(ctx.db, windowStart(ctx))
    const measured = await store.readMeasures(ctx.db)
    if (measured) {
      await keepFinding(ctx, findings.fewOutsideSales(null, measured, enough.platformOrders))
      await keepFinding(ctx, findings.concentration(measured))
    }
    await detect.endLook(ctx.db, 'measure', now, hoursBefore(now, -1))
    return 0
  })
