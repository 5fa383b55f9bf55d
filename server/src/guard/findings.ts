import type { CaseFact, MarkKind } from '@lianka/contract/guard'
import { formatMoney } from '@lianka/design/money'
import type { Alike, Joiner, QualifyingRow, RingRow, TeamRow } from './detect-store.ts'
import {
  burstScore,
  concentrationScore,
  type Finding,
  isNearFloor,
  type Measured,
  outsideScore,
  refundRingScore,
  selfReferralScore,
  shareBps,
  teamScore,
  thresholdScore,
} from './rules.ts'

/** What the detectors' rows mean: a score and sentences. Nobody is named in them; who it is about is linked. */

const markWords: Record<MarkKind, readonly [zh: string, en: string]> = {
  device: ['设备', 'device'],
  payer: ['付款账户', 'payment account'],
  phone: ['收货电话', 'delivery phone'],
  place: ['收货地址', 'delivery address'],
}
const spoken = (kinds: readonly MarkKind[]) => ({
  zh: kinds.map((kind) => markWords[kind][0]).join('、'),
  en: kinds.map((kind) => markWords[kind][1]).join(', '),
})
export const marksInWords = (kinds: readonly MarkKind[]) => ({
  is: 'words' as const,
  ...(kinds.length > 0 ? spoken(kinds) : { zh: '—', en: '—' }),
})

const fact = (zh: string, en: string, link: CaseFact['link'] = null): CaseFact => ({ zh, en, link })
const person = (id: string) => ({ to: 'person' as const, id })
const percent = (bps: number) => `${Math.floor(bps / 100)}.${String(Math.floor(bps / 10) % 10)}%`
const dayMs = 86_400_000

export const selfReferral = (payee: string, buyers: readonly Alike[]): Finding => ({
  kind: 'self_referral',
  subjectId: payee,
  score: selfReferralScore(buyers),
  weight: buyers.reduce((sum, { orders }) => sum + orders, 0),
  people: [payee, ...buyers.map(({ buyerId }) => buyerId)],
  facts: buyers.flatMap(({ buyerId, kinds, orders, lastOrderId }) => [
    fact(`买家与得奖人共用${spoken(kinds).zh}`, `Buyer and payee share: ${spoken(kinds).en}`, person(buyerId)),
    fact(`90 天内有 ${orders} 笔订单给得奖人计了奖`, `Orders in 90 days that earn for the payee: ${orders}`, {
      to: 'order',
      id: lastOrderId,
    }),
  ]),
})

export function refundRing(boss: string, ring: RingRow): Finding {
  const days = ring.lastReturnAt ? Math.max(0, Math.floor((ring.lastReturnAt.getTime() - ring.bossAt.getTime()) / dayMs)) : 0
  const score = refundRingScore({
    advancedBy: ring.advancedBy.length,
    returned: ring.returned.length,
    withinDays: days,
    earnedAsBoss: ring.earnedAsBoss,
  })
  return {
    kind: 'refund_ring',
    subjectId: boss,
    score,
    weight: ring.returned.length,
    people: [boss, ...ring.returned],
    facts: [
      fact(
        `使其升为老板的 ${ring.advancedBy.length} 人中，${ring.returned.length} 人把购买退掉了`,
        `${ring.returned.length} of the ${ring.advancedBy.length} whose purchases made the boss returned them`,
        person(boss),
      ),
      fact(`最后一笔退款在升级后第 ${days} 天`, `The last return came ${days} days after the advance`),
      ...(ring.earnedAsBoss ? [fact('升级后按老板比例计过奖', 'Orders earned at the boss rate meanwhile')] : []),
      ...ring.returned.map((id) => fact('退掉了合格购买', 'Returned a qualifying purchase', person(id))),
    ],
  }
}

export function signUpBurst(referrer: string, joiners: readonly Joiner[]): Finding {
  const idle = joiners.filter(({ orders }) => orders === 0).length
  const alike = joiners.filter(({ kinds }) => kinds.length > 0)
  return {
    kind: 'sign_up_burst',
    subjectId: referrer,
    score: burstScore({ joined: joiners.length, idle, alike: alike.length }),
    weight: joiners.length,
    people: [referrer, ...alike.map(({ id }) => id)],
    facts: [
      fact(
        `24 小时内有 ${joiners.length} 人经其链接注册`,
        `${joiners.length} people signed up through the link within 24 hours`,
        person(referrer),
      ),
      fact(`其中 ${idle} 人没有买过东西`, `${idle} of them have bought nothing`),
      fact(`其中 ${alike.length} 人与别人共用设备、电话或地址`, `${alike.length} of them share a device, phone or address with another`),
    ],
  }
}

export function thresholdGaming(referrer: string, rows: readonly QualifyingRow[]): Finding {
  const near = rows.filter(({ left, floor }) => isNearFloor(left, floor))
  return {
    kind: 'threshold_gaming',
    subjectId: referrer,
    score: thresholdScore({ near: near.length, lines: rows.length }),
    weight: near.length,
    people: [referrer, ...new Set(near.map(({ buyerId }) => buyerId))],
    facts: [
      fact(
        `其直接推荐的 ${rows.length} 笔合格购买中，${near.length} 笔刚好压在合格线上`,
        `${near.length} of ${rows.length} qualifying purchases below this person lie just above the floor`,
        person(referrer),
      ),
      ...near.slice(0, 10).map(({ orderId, left, floor }) =>
        fact(
          `实付剩 ${formatMoney(left)}，合格线 ${formatMoney(floor)}`,
          `${formatMoney(left)} is left, the floor is ${formatMoney(floor)}`,
          {
            to: 'order',
            id: orderId,
          },
        ),
      ),
    ],
  }
}

export const teamGrowth = ({ memberId, people, levels }: TeamRow): Finding => ({
  kind: 'team_growth',
  subjectId: memberId,
  score: teamScore({ people, levels }),
  weight: people * levels,
  people: [memberId],
  facts: [
    fact(
      `原始关系图上其下共 ${people} 人、${levels} 层`,
      `${people} people in ${levels} levels below on the original graph`,
      person(memberId),
    ),
    fact(
      '30 人且 3 层以上是刑事追诉的起点（公通字〔2013〕37号）；本方案只付两层',
      'Prosecution begins at 30 people and 3 levels (公通字〔2013〕37号); our plan pays two',
    ),
  ],
})

const salesFacts = ({ orders, sales, outside, first }: Pick<TeamRow, 'orders' | 'sales' | 'outside' | 'first'>): CaseFact[] => [
  fact(`90 天 ${orders} 笔订单，净销售 ${formatMoney(sales)}`, `${orders} orders in 90 days, net sales ${formatMoney(sales)}`),
  fact(
    `卖给非参与者 ${percent(shareBps(outside, sales))}，下限 33.3%`,
    `${percent(shareBps(outside, sales))} was sold to people who take no part; the floor is 33.3%`,
  ),
  fact(`回头购买占 ${percent(shareBps(sales - first, sales))}`, `Repeat purchases make ${percent(shareBps(sales - first, sales))}`),
]

/** Of a team, or with no subject of the platform. */
export const fewOutsideSales = (
  subjectId: string | null,
  sums: Pick<TeamRow, 'orders' | 'sales' | 'outside' | 'first'>,
  least: number,
): Finding => ({
  kind: 'few_outside_sales',
  subjectId,
  score: outsideScore(sums, least),
  weight: sums.orders,
  people: subjectId ? [subjectId] : [],
  facts: salesFacts(sums),
})

export const concentration = (measured: Pick<Measured, 'participants' | 'rewards' | 'topRewards' | 'gini'>): Finding => ({
  kind: 'concentration',
  subjectId: null,
  score: concentrationScore(measured),
  weight: shareBps(measured.topRewards, measured.rewards),
  people: [],
  facts: [
    fact(
      `${measured.participants} 位参与者中，前 1% 拿走 ${percent(shareBps(measured.topRewards, measured.rewards))}`,
      `Of ${measured.participants} people who take part, the top hundredth takes ${percent(shareBps(measured.topRewards, measured.rewards))}`,
    ),
    fact(`基尼系数 ${(measured.gini / 10_000).toFixed(2)}`, `The Gini coefficient is ${(measured.gini / 10_000).toFixed(2)}`),
  ],
})
