import { formatMoney, formatRate } from '../../../../design/money.ts'
import type { Reply } from '../../api.ts'
import type { Dictionary } from '../../words/words.ts'

export type Plan = Reply<'GET /plans/current'>['plan']
export type Change = { name: string; words: string }

type Words = Pick<Dictionary, 'plan' | 'planMore'>

/** What a later version changes, in words: a change to a figure shows both, anything else is one sentence. */
export function changesOf(before: Plan, after: Plan, names: Record<string, string>, words: Words): Change[] {
  const { plan, planMore } = words
  const figures: [string, string, string][] = [
    [plan.agentDirect, formatRate(before.rates.agentDirect), formatRate(after.rates.agentDirect)],
    [plan.bossDirect, formatRate(before.rates.bossDirect), formatRate(after.rates.bossDirect)],
    [plan.bossTeam, formatRate(before.rates.bossTeam), formatRate(after.rates.bossTeam)],
    [planMore.names.buyers, planMore.people(before.buyersForBoss), planMore.people(after.buyersForBoss)],
    [planMore.names.hold, planMore.days(before.holdDays), planMore.days(after.holdDays)],
    [planMore.names.capOfBase, formatRate(before.cap.ofBase), formatRate(after.cap.ofBase)],
    [planMore.names.fee, formatRate(before.feeBps), formatRate(after.feeBps)],
  ]
  return [
    ...figures.filter(([, was, is]) => was !== is).map(([name, was, is]) => ({ name, words: planMore.change(was, is) })),
    ...sentences(before, after, names, words).map((sentence) => ({ name: '', words: sentence })),
  ]
}

function sentences(before: Plan, after: Plan, names: Record<string, string>, { planMore }: Words): string[] {
  const nameOf = (id: string) => names[id] ?? planMore.unknownProduct
  const floors = (plan: Plan) => new Map(plan.designated.map(({ productId, qualifyingFloorFen }) => [productId, qualifyingFloorFen]))
  const [was, is] = [floors(before), floors(after)]
  return [
    ...(before.cap.withinMargin === after.cap.withinMargin ? [] : [planMore.margin(after.cap.withinMargin)]),
    ...(before.freeApplication === after.freeApplication ? [] : [planMore.application(after.freeApplication)]),
    ...[...is.keys()].filter((id) => !was.has(id)).map((id) => planMore.added(nameOf(id))),
    ...[...was.keys()].filter((id) => !is.has(id)).map((id) => planMore.removed(nameOf(id))),
    ...[...is].flatMap(([id, floor]) => {
      const old = was.get(id)
      return old === undefined || old === floor ? [] : [planMore.floor(nameOf(id), formatMoney(old), formatMoney(floor))]
    }),
  ]
}
