import { ownSafeguards, type Payout, type Scheme, type Text } from './scheme.ts'

/** Schemes that other systems run, as they describe themselves in public. They are here to be blocked, and to be simulated beside ours. */

const nothingKept = {
  claims: [],
  refunds: { reverses: 'never', ranksAgain: false },
  alarms: null,
  withdrawal: ownSafeguards.withdrawal,
  changes: ownSafeguards.changes,
} as const

const paid = (name: Text, to: Payout['to'], fen: number, when: string | null, trigger: Payout['trigger'] = 'retail-line'): Payout => ({
  name,
  trigger,
  to,
  amount: { fen },
  case: when,
})

/**
 * 链动2+1 with 走人留人: who becomes boss hands the directs to the upline and leaves; a boss is paid for a team of any depth. At ¥499 an agent
 * gets 100 and the boss above 200, or the boss 300: always 300.
 */
export const handedOver: Scheme = {
  name: { zh: '野生 2+1（走人留人）', en: 'wild 2+1 (walk away, leave the people)' },
  priceFen: 49_900,
  enrolment: { free: false, byPurchase: true, feeFen: 0 },
  advances: [{ rank: 'boss', ways: [{ by: 'referred-buyers', people: 2 }] }],
  payouts: [
    paid({ zh: '代理直推', en: 'agent direct pay' }, { reach: 'hops', from: 1, to: 1, graph: 'current' }, 10_000, 'agent'),
    paid({ zh: '老板见点', en: 'boss pay for the team' }, { reach: 'team', graph: 'current' }, 20_000, 'agent'),
    paid({ zh: '老板直推', en: 'boss direct pay' }, { reach: 'hops', from: 1, to: 1, graph: 'current' }, 30_000, 'boss'),
    paid({ zh: '平级奖', en: 'peer reward' }, { reach: 'peers', levels: 1 }, 1000, null),
  ],
  handOver: { when: 'advancing', which: 'all-directs', leavesTeam: true },
  locks: [{ name: { zh: '帮扶基金', en: 'help fund' }, kind: 'pool', unlockedBy: 'recruiting' }],
  repurchase: null,
  cap: null,
  release: { daysAfterReceipt: 0, waitsForOpenRefunds: false },
  ...nothingKept,
}

/** A crypto "mall": 30U to enter, 8U on the spot for whom one brings, 3U to five peers above, dividends by weekday, forced re-purchase. */
export const cryptoEntry: Scheme = {
  name: { zh: '30U 入场（币圈版）', en: '30U entry (crypto)' },
  priceFen: 3000,
  enrolment: { free: false, byPurchase: false, feeFen: 3000 },
  advances: [],
  payouts: [
    paid({ zh: '直推秒到 8U', en: '8U on the spot' }, { reach: 'hops', from: 1, to: 1, graph: 'original' }, 800, null, 'joining'),
    paid({ zh: '平级奖 3U × 5 层', en: '3U to peers on 5 levels' }, { reach: 'peers', levels: 5 }, 300, null, 'joining'),
    paid({ zh: '按星期几分红', en: 'dividends by weekday' }, { reach: 'pool' }, 100, null, 'calendar'),
  ],
  handOver: null,
  locks: [],
  repurchase: { afterEarningFen: 9000, amountFen: 3000 },
  cap: null,
  release: { daysAfterReceipt: 0, waitsForOpenRefunds: false },
  ...nothingKept,
  withdrawal: { realName: false, withholdsTax: false, monthlyStatement: false },
}
