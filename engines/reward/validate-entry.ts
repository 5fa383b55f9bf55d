import { articles } from './findings.ts'
import type { AdvanceWay } from './scheme.ts'
import type { Question } from './validate-question.ts'

const costs = (way: AdvanceWay) => way.by === 'own-purchase' || way.by === 'fee'

const entryFee: Question = {
  id: 'entry-fee',
  invariant: 'I3',
  article: articles.entry,
  ask: ({ enrolment }) =>
    enrolment.feeFen > 0
      ? {
          why: { zh: '加入要交费，就是入门费。', en: 'Joining costs a fee.' },
          change: { zh: '取消加入费用。', en: 'Drop the fee.' },
        }
      : null,
}

const entryPurchase: Question = {
  id: 'entry-purchase',
  invariant: 'I3',
  article: articles.entry,
  ask: ({ enrolment }) =>
    enrolment.byPurchase && !enrolment.free
      ? {
          why: { zh: '以购买商品换取加入资格，等于变相收入门费。', en: 'Having to buy in order to join is an entry fee in disguise.' },
          change: { zh: '改回免费申请。', en: 'Open the free application again.' },
        }
      : null,
}

const paidAdvance: Question = {
  id: 'paid-advance',
  invariant: 'I3',
  article: articles.entry,
  ask: ({ advances }) => {
    const rank = advances.find(({ ways }) => ways.length > 0 && ways.every(costs))
    return rank
      ? {
          why: { zh: `升“${rank.rank}”必须花钱。`, en: `Advancing to “${rank.rank}” costs money.` },
          change: { zh: '给一条不用自己花钱的路。', en: 'Offer a way that takes no money of one’s own.' },
        }
      : null
  },
}

const ownPurchase: Question = {
  id: 'own-purchase-pays',
  invariant: 'I3',
  article: articles.entry,
  ask: ({ payouts }) =>
    payouts.some(({ to }) => to.reach === 'buyer')
      ? {
          why: { zh: '自己买也给自己付奖励，是在鼓励囤货。', en: 'One’s own purchases pay oneself, which invites stocking up.' },
          change: { zh: '自购不计奖励，直接降价。', en: 'Pay nothing on own purchases; lower the price instead.' },
        }
      : null,
}

const fairPrice: Question = {
  id: 'fair-price',
  invariant: 'I3',
  article: articles.entry,
  ask: (_, goods) => {
    const dear = goods.find(({ priceFen, outsidePriceFen }) => outsidePriceFen === null || priceFen > outsidePriceFen)
    return dear
      ? {
          why: {
            zh: `指定商品“${dear.name}”不以同样价格卖给不参与的人，差价就是入门费。`,
            en: `“${dear.name}” is not sold at this price to people who take no part; the difference is an entry fee.`,
          },
          change: { zh: '人人同价，人人可买。', en: 'Sell it to everybody at one price.' },
        }
      : null
  },
}

const returnable: Question = {
  id: 'returnable',
  invariant: 'I3',
  article: articles.entry,
  ask: (_, goods) => {
    const kept = goods.find((each) => !each.returnable)
    return kept
      ? {
          why: { zh: `指定商品“${kept.name}”不能退。`, en: `“${kept.name}” cannot be returned.` },
          change: { zh: '只指定可退的商品。', en: 'Designate only goods that can be returned.' },
        }
      : null
  },
}

const repurchase: Question = {
  id: 'repurchase',
  invariant: 'I7',
  article: articles.seven,
  ask: ({ repurchase }) =>
    repurchase && {
      why: { zh: '不复购就不能继续得奖励。', en: 'Who doesn’t buy again stops earning.' },
      change: { zh: '取消复购义务。', en: 'Drop the duty to buy again.' },
    },
}

const recruitingLock: Question = {
  id: 'recruiting-lock',
  invariant: 'I7',
  article: articles.seven,
  ask: ({ locks }) => {
    const lock = locks.find(({ unlockedBy }) => unlockedBy === 'recruiting')
    return lock
      ? {
          why: { zh: `“${lock.name.zh}”要继续拉人才解锁。`, en: `“${lock.name.en}” is unlocked by recruiting.` },
          change: { zh: '只因退货期结束而解冻。', en: 'Let nothing but the end of the return window release money.' },
        }
      : null
  },
}

/** What taking part costs, and keeps costing: I3, and the duties of I7. */
export const entryQuestions: readonly Question[] = [
  entryFee,
  entryPurchase,
  paidAdvance,
  ownPurchase,
  fairPrice,
  returnable,
  repurchase,
  recruitingLock,
]
