import { articles } from './findings.ts'
import { type Payout, reachOf, type Trigger } from './scheme.ts'
import { listed, type Question } from './validate-question.ts'

const namesOf = (payouts: readonly Payout[]) => listed(payouts.map(({ name }) => name))

const furthest: Question = {
  id: 'levels',
  invariant: 'I1',
  article: articles.levels,
  ask: (scheme) => {
    const reaching = scheme.payouts.map((payout) => ({ payout, reach: reachOf(payout, scheme) }))
    const most = Math.max(0, ...reaching.map(({ reach }) => reach))
    if (most < 2) return null
    const names = namesOf(reaching.filter(({ reach }) => reach === most || reach > 2).map(({ payout }) => payout))
    if (most === 2) {
      return {
        level: 'warn',
        why: {
          zh: `${names.zh}付到第二层。两层有被罚先例，三层一律阻止。`,
          en: `Paid up to the second level: ${names.en}. Two levels have been fined; three are always blocked.`,
        },
        change: { zh: '签署时写明理由，或把第二层设为 0。', en: 'Sign with a reason, or set the second level to 0.' },
      }
    }
    const levels = Number.isFinite(most) ? { zh: `第 ${most} 层`, en: `level ${most}` } : { zh: '无限层', en: 'any depth' }
    return {
      why: { zh: `${names.zh}按推荐原图付到${levels.zh}。`, en: `Paid up to ${levels.en} on the original graph: ${names.en}.` },
      change: { zh: '最多付到原图上第二层。', en: 'Pay at most two hops up on the original graph.' },
    }
  },
}

const handedOver: Question = {
  id: 'hand-over',
  invariant: 'I1',
  article: articles.levels,
  ask: ({ handOver }) =>
    handOver && {
      why: {
        zh: '升级后把推荐的人交给上级（走人留人）。形式上脱离的人仍计入人数和层级。',
        en: 'Who advances hands the directs to the upline. People who formally left still count towards people and levels.',
      },
      change: { zh: '推荐关系一次绑定，永不移交。', en: 'Bind the referrer once and never move anybody.' },
    },
}

const forbidden: Record<Exclude<Trigger, 'retail-line'>, { zh: string; en: string }> = {
  joining: { zh: '有人加入', en: 'somebody joining' },
  'head-count': { zh: '发展的人数', en: 'the number of people' },
  'hand-over': { zh: '交出下线', en: 'handing people over' },
  advancing: { zh: '升级', en: 'advancing' },
  calendar: { zh: '到了日子（分红）', en: 'a day of the calendar (dividends)' },
}

const withoutSale = (trigger: keyof typeof forbidden): Question => ({
  id: `paid-for-${trigger}`,
  invariant: 'I2',
  article: articles.recruiting,
  ask: ({ payouts }) => {
    const paid = payouts.filter((payout) => payout.trigger === trigger)
    if (paid.length === 0) return null
    const names = namesOf(paid)
    return {
      why: {
        zh: `${names.zh}因${forbidden[trigger].zh}而付，后面没有一笔零售订单。`,
        en: `Paid for ${forbidden[trigger].en}, with no retail order behind it: ${names.en}.`,
      },
      change: { zh: '每笔奖励只从一行已成交的零售订单付出。', en: 'Let every payout point to a settled retail order line.' },
    }
  },
})

const headCount: Question = {
  id: 'advance-by-head-count',
  invariant: 'I2',
  article: articles.recruiting,
  ask: ({ advances }) =>
    advances.some(({ ways }) => ways.some(({ by }) => by === 'head-count'))
      ? {
          why: { zh: '按拉来的人数升级，比例随人头上涨。', en: 'Ranks, and with them rates, go by the number of people recruited.' },
          change: { zh: '只数真的买过且没退的人。', en: 'Count only people who bought at retail and kept it.' },
        }
      : null,
}

const peers: Question = {
  id: 'peer-levels',
  invariant: 'I7',
  article: articles.seven,
  ask: ({ payouts }) => {
    const paid = payouts.filter(({ to }) => to.reach === 'peers')
    if (paid.length === 0) return null
    const names = namesOf(paid)
    return {
      why: {
        zh: `${names.zh}按同级再付一次，等于多加层级。`,
        en: `Paid once more among equals, which is further levels by another name: ${names.en}.`,
      },
      change: { zh: '取消平级奖。', en: 'Drop peer rewards.' },
    }
  },
}

const pools: Question = {
  id: 'pool-payout',
  invariant: 'I7',
  article: articles.seven,
  ask: ({ payouts }) => {
    const paid = payouts.filter(({ to }) => to.reach === 'pool')
    if (paid.length === 0) return null
    const names = namesOf(paid)
    return {
      why: { zh: `${names.zh}从资金池分给参与的人。`, en: `Shared out of a pool among those who take part: ${names.en}.` },
      change: { zh: '取消资金池，只按订单行付。', en: 'Drop the pool; pay by order line.' },
    }
  },
}

/** Whom a payout reaches and what sets it off: I1, I2, and the pools and peers of I7. */
export const payoutQuestions: readonly Question[] = [
  furthest,
  handedOver,
  ...(Object.keys(forbidden) as (keyof typeof forbidden)[]).map(withoutSale),
  headCount,
  peers,
  pools,
]
