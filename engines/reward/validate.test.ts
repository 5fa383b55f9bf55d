import type { Plan } from '@lianka/contract/plan'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type InvariantId, invariants } from './findings.ts'
import { type DesignatedGoods, type Scheme, schemeOfPlan } from './scheme.ts'
import { cryptoEntry, handedOver } from './scheme-variants.ts'
import { validate } from './validate.ts'

const plan = {
  version: 1,
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000, withinMargin: true },
  feeBps: 100,
  holdDays: 7,
  designated: [],
} as unknown as Plan

const ours = schemeOfPlan(plan)
const oneLevel = schemeOfPlan({ ...plan, rates: { ...plan.rates, bossTeam: 0 } } as Plan)
const giftBox: DesignatedGoods = { name: '明前龙井礼盒', priceFen: 49_900, outsidePriceFen: 49_900, returnable: true }

const blocksOf = (scheme: Scheme, goods: DesignatedGoods[] = [giftBox]) => validate(scheme, goods).filter(({ level }) => level === 'block')

/** One thing wrong at a time, each done to whatever scheme is given. */
type Spoiler = {
  invariant: InvariantId
  what: string
  scheme?: (scheme: Scheme) => Scheme
  goods?: (goods: DesignatedGoods[]) => DesignatedGoods[]
}

const text = { zh: '某奖励', en: 'some reward' }
const pay = (payout: Partial<Scheme['payouts'][number]>) => (scheme: Scheme) => ({
  ...scheme,
  payouts: [
    ...scheme.payouts,
    {
      name: text,
      trigger: 'retail-line',
      to: { reach: 'hops', from: 1, to: 1, graph: 'original' },
      amount: { fen: 1 },
      case: null,
      ...payout,
    } as const,
  ],
})
// Added to what is there: a wrong that took another's place would take its block away with it.
const advance = (another: Scheme['advances'][number]) => (scheme: Scheme) => ({ ...scheme, advances: [...scheme.advances, another] })
const put = (part: Partial<Scheme>) => (scheme: Scheme) => ({ ...scheme, ...part })
const sell = (part: Partial<DesignatedGoods>) => (goods: DesignatedGoods[]) => [...goods, { ...giftBox, name: '体验装', ...part }]

const spoilers: Spoiler[] = [
  { invariant: 'I1', what: 'a payout three hops up', scheme: pay({ to: { reach: 'hops', from: 3, to: 3, graph: 'original' } }) },
  { invariant: 'I1', what: 'a team of any depth', scheme: pay({ to: { reach: 'team', graph: 'current' } }) },
  {
    invariant: 'I1',
    what: 'a hand-over of directs',
    scheme: put({ handOver: { when: 'advancing', which: 'newest-two', leavesTeam: true } }),
  },
  { invariant: 'I2', what: 'money for joining', scheme: pay({ trigger: 'joining' }) },
  { invariant: 'I2', what: 'money for head count', scheme: pay({ trigger: 'head-count' }) },
  { invariant: 'I2', what: 'money for handing people over', scheme: pay({ trigger: 'hand-over' }) },
  { invariant: 'I2', what: 'money for advancing', scheme: pay({ trigger: 'advancing' }) },
  { invariant: 'I2', what: 'dividends by weekday', scheme: pay({ trigger: 'calendar' }) },
  { invariant: 'I2', what: 'a rank by head count', scheme: advance({ rank: 'boss', ways: [{ by: 'head-count', people: 2 }] }) },
  { invariant: 'I3', what: 'an entry fee', scheme: (scheme) => ({ ...scheme, enrolment: { ...scheme.enrolment, feeFen: 3000 } }) },
  {
    invariant: 'I3',
    what: 'a compulsory purchase',
    scheme: (scheme) => ({ ...scheme, enrolment: { ...scheme.enrolment, free: false, byPurchase: true } }),
  },
  {
    invariant: 'I3',
    what: 'a rank that costs',
    scheme: advance({ rank: 'partner', ways: [{ by: 'fee', feeFen: 9900 }] }),
  },
  { invariant: 'I3', what: 'pay for one’s own purchase', scheme: pay({ to: { reach: 'buyer' } }) },
  { invariant: 'I3', what: 'goods dearer than outside', goods: sell({ priceFen: 49_900, outsidePriceFen: 19_900 }) },
  { invariant: 'I3', what: 'goods not sold outside', goods: sell({ outsidePriceFen: null }) },
  { invariant: 'I3', what: 'goods that cannot be returned', goods: sell({ returnable: false }) },
  { invariant: 'I4', what: 'a cap above 30 %', scheme: put({ cap: { ofBase: 3001, withinMargin: true } }) },
  { invariant: 'I4', what: 'a cap above the margin', scheme: put({ cap: { ofBase: 3000, withinMargin: false } }) },
  { invariant: 'I5', what: 'six days of hold', scheme: put({ release: { daysAfterReceipt: 6, waitsForOpenRefunds: true } }) },
  { invariant: 'I5', what: 'release during a refund', scheme: put({ release: { daysAfterReceipt: 7, waitsForOpenRefunds: false } }) },
  { invariant: 'I6', what: 'no reversal', scheme: put({ refunds: { reverses: 'never', ranksAgain: true } }) },
  { invariant: 'I6', what: 'reversal up to the balance', scheme: put({ refunds: { reverses: 'up-to-balance', ranksAgain: true } }) },
  {
    invariant: 'I6',
    what: 'ranks that outlive their purchases',
    scheme: put({ refunds: { reverses: 'in-proportion', ranksAgain: false } }),
  },
  { invariant: 'I7', what: 'one level of peers', scheme: pay({ to: { reach: 'peers', levels: 1 } }) },
  { invariant: 'I7', what: 'a pool', scheme: pay({ to: { reach: 'pool' } }) },
  {
    invariant: 'I7',
    what: 'a freeze that recruiting lifts',
    scheme: put({ locks: [{ name: text, kind: 'freeze', unlockedBy: 'recruiting' }] }),
  },
  { invariant: 'I7', what: 'a duty to buy again', scheme: put({ repurchase: { afterEarningFen: 10_000, amountFen: 3000 } }) },
  {
    invariant: 'I8',
    what: 'a promise of income',
    scheme: put({ claims: [{ text: { zh: '月入过万', en: '10 000 a month' }, promisesIncome: true, besideTypicalEarnings: true }] }),
  },
  {
    invariant: 'I8',
    what: 'a claim without typical earnings',
    scheme: put({ claims: [{ text, promisesIncome: false, besideTypicalEarnings: false }] }),
  },
  { invariant: 'I9', what: 'no alarm', scheme: put({ alarms: null }) },
  { invariant: 'I9', what: 'an alarm at 30 people', scheme: put({ alarms: { people: 30, levels: 2, outsideSalesFloorBps: 3333 } }) },
  { invariant: 'I10', what: 'no real name', scheme: put({ withdrawal: { realName: false, withholdsTax: true, monthlyStatement: true } }) },
  { invariant: 'I10', what: 'no tax', scheme: put({ withdrawal: { realName: true, withholdsTax: false, monthlyStatement: true } }) },
  {
    invariant: 'I11',
    what: 'changes that reach back',
    scheme: put({ changes: { prospective: false, announcedDays: 7, shownAsDifference: true, keptYears: 3 } }),
  },
  {
    invariant: 'I11',
    what: 'changes nobody was told of',
    scheme: put({ changes: { prospective: true, announcedDays: 0, shownAsDifference: true, keptYears: 3 } }),
  },
]

test('the default plan has one finding: the warning of two levels', () => {
  expect(validate(ours, [giftBox]).map(({ level, invariant }) => [level, invariant])).toEqual([['warn', 'I1']])
})

test('a plan of one level has none', () => {
  expect(validate(oneLevel, [giftBox])).toEqual([])
})

test('an edited plan is judged by its own terms', () => {
  expect(blocksOf(schemeOfPlan({ ...plan, freeApplication: false })).map(({ question }) => question)).toEqual(['entry-purchase'])
  expect(blocksOf(schemeOfPlan({ ...plan, holdDays: 3 })).map(({ question }) => question)).toEqual(['hold-days'])
})

test('a team share that one level of hops makes two is not hidden by an agent’s rate of zero', () => {
  const teamOnly = schemeOfPlan({ ...plan, rates: { ...plan.rates, agentDirect: 0 } } as Plan)
  expect(validate(teamOnly).map(({ question }) => question)).toEqual(['levels'])
})

test('walk away, leave the people is blocked for levels, hand-over, entry, 60 % an order and pools', () => {
  const blocks = blocksOf(handedOver)
  expect(blocks.length).toBeGreaterThanOrEqual(4)
  expect(blocks.map(({ question }) => question)).toEqual(
    expect.arrayContaining(['levels', 'hand-over', 'entry-purchase', 'cap-of-base', 'peer-levels', 'recruiting-lock']),
  )
  expect(blocks.find(({ question }) => question === 'levels')?.why.zh).toContain('无限层')
})

test('the crypto entry is blocked on at least six counts, of at least six invariants', () => {
  const blocks = blocksOf(cryptoEntry)
  expect(blocks.length).toBeGreaterThanOrEqual(6)
  expect(new Set(blocks.map(({ invariant }) => invariant)).size).toBeGreaterThanOrEqual(6)
})

test.each(spoilers)('$invariant alone is broken by $what', ({ invariant, scheme, goods }) => {
  const findings = validate(scheme?.(oneLevel) ?? oneLevel, goods?.([giftBox]) ?? [giftBox])
  // One level of peers stands two hops above the buyer, of which I1 only warns.
  const notable = findings.filter(({ level }) => level === 'block' || invariant === 'I9')
  expect(notable.map((finding) => finding.invariant)).toEqual([invariant])
  for (const { article, why, change } of findings) {
    for (const { zh, en } of [article, why, change]) expect([zh, en]).not.toContain('')
  }
})

test('every invariant has something that breaks it', () => {
  expect(new Set(spoilers.map(({ invariant }) => invariant))).toEqual(new Set(invariants))
})

test('whatever else is wrong, one more wrong never takes a block away', () => {
  const some = fc.shuffledSubarray(spoilers)
  const start = fc.constantFrom(ours, oneLevel, handedOver, cryptoEntry)
  fc.assert(
    fc.property(start, some, fc.constantFrom(...spoilers), (scheme, wrongs, more) => {
      const spoilt = wrongs.reduce((so, { scheme: spoil }) => spoil?.(so) ?? so, scheme)
      const goods = wrongs.reduce((so, { goods: spoil }) => spoil?.(so) ?? so, [giftBox])
      const before = blocksOf(spoilt, goods).map(({ invariant }) => invariant)
      const after = blocksOf(more.scheme?.(spoilt) ?? spoilt, more.goods?.(goods) ?? goods).map(({ invariant }) => invariant)
      expect(after).toEqual(expect.arrayContaining(before))
    }),
    { numRuns: 500 },
  )
})
