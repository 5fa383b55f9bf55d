import { beginDraft, writeDraft } from '#plan/drafts'
import { noteMovement } from '#wallet/movements'
import { availableOf, issuePart, recordOutcome } from '#wallet/parts'
import { giveRealName } from '#wallet/real-name'
import { withdraw } from '#wallet/withdraw'
import type { World } from './entities.ts'
import { type Act, asCaller, asMember, hoursBefore, later, named, type Stage, staffIdOf } from './stage.ts'

/** The bank's number of what the finance office moved to the payout account; the simulated channel is told of it too. */
export const topUpReference = 'CZDEMO20261'
export const topUpFen = 3_000_000

/** A number that no identity card has, for there is no such district, with the sign that fits. */
function identityNumber(serial: number): string {
  const body = `99999919900307${String(serial).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0)
  return body + ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum % 11]
}

/** Takes some of what is available out of the wallet, as far as it was confirmed and arrived. */
async function takeOut(stage: Stage, at: Date, person: World['people'][number], serial: number): Promise<void> {
  const { id } = named(stage.people, person.key)
  const ctx = asMember(stage, at, id)
  // Whole ten yuan of a little more than half, at most what goes in one day.
  const amount = Math.min(200_000, Math.floor(((await availableOf(ctx, id)) * 0.6) / 1000) * 1000)
  if (amount < 1000) return
  await giveRealName(ctx, { name: person.name, idNumber: identityNumber(serial) })
  const { parts } = await withdraw(ctx, amount)
  for (const { number } of parts) {
    await issuePart(ctx, number)
    const confirmedAt = later(at, { minutes: 3 })
    await recordOutcome(asMember(stage, confirmedAt, id), number, { is: 'paid', at: confirmedAt })
  }
}

/** The finance office fills the payout account, and two who earn take some of it home. */
export function moneyActs(stage: Stage, world: World): Act[] {
  const filledAt = hoursBefore(stage, 30 * 24)
  const fill = async () => {
    const finance = asCaller(stage, filledAt, {
      kind: 'staff',
      staffId: (await staffIdOf(stage, 'finance')) as never,
      sessionId: 'seed',
      role: 'operator-finance',
      supplierId: null,
    })
    await noteMovement(finance, { kind: 'payout_topped_up', amountFen: topUpFen, reference: topUpReference })
  }
  const takers = ['wang-fang', 'zhou-lan'].flatMap((key) => world.people.filter((person) => person.key === key))
  return [
    { at: filledAt, run: fill },
    ...takers.map((person, index): Act => {
      const at = hoursBefore(stage, 50 + index * 5)
      return { at, run: () => takeOut(stage, at, person, index + 1) }
    }),
  ]
}

/** What the administrator is writing: a longer window and a smaller team share, for compliance to look at. */
export async function loadPlanDraft(stage: Stage): Promise<void> {
  const adminId = await staffIdOf(stage, 'admin')
  const admin = asCaller(stage, hoursBefore(stage, 5), {
    kind: 'staff',
    staffId: adminId as never,
    sessionId: 'seed',
    role: 'operator-admin',
    supplierId: null,
  })
  const { id, revision, terms } = await beginDraft(admin)
  await writeDraft(admin, id, {
    revision,
    announcement: '生鲜退货多在第八、九天才提出，等候期从 7 天延长到 10 天；团队奖从 10% 调到 8%。已付款的订单不受影响。',
    terms: { ...terms, holdDays: 10, rates: { ...terms.rates, bossTeam: 800 as typeof terms.rates.bossTeam } },
  })
}
