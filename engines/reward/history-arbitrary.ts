import * as fc from 'fast-check'

/**
 * Random histories as lists of what people do. Numbers are picked modulo what there is, so every list means something, and shrunk lists do
 * too. Nothing here knows the engine: `interpretEvents` turns events into facts, and whoever drives a live system turns them into requests.
 */
export type Event =
  | { does: 'join'; through: number | null; applies: boolean }
  | { does: 'apply'; who: number }
  /** Somebody turns out to own the account of somebody else, or of a stranger. */
  | { does: 'link'; who: number; account: Payer }
  | { does: 'buy'; who: number; items: Item[]; pays: Payer }
  | { does: 'refund'; line: number; permille: number; bearer: Bearer }
  | { does: 'receive'; line: number }
  | { does: 'release'; line: number }
  /** The windows of all lines end, and everything that may be released is. */
  | { does: 'week' }
  | { does: 'publish'; plan: number }
  | { does: 'withdraw'; who: number; permille: number }
  /** Something told before is told again: a notification, a job that ran twice. */
  | { does: 'repeat'; back: number }

export type Item = { goods: number; couponPermille: number; shopPermille: number }
export type Bearer = 'supplier' | 'shop' | 'platform'
/** Whose payment account pays: one's own, another member's, or one that no member is known to hold. */
export type Payer = { account: 'own' } | { account: 'member'; who: number } | { account: 'stranger'; which: number }

/** Amounts in fen. A floor of −1 says that the product is not designated; margins are tight so that caps bite. */
export const goods = [
  { name: '礼盒', price: 49_900, supply: 20_000, floor: 24_950 },
  { name: '薄利礼盒', price: 49_900, supply: 42_401, floor: 24_950 },
  { name: '茶', price: 9_999, supply: 4_000, floor: -1 },
  { name: '薄利茶', price: 1_999, supply: 1_799, floor: -1 },
  { name: '小样', price: 97, supply: 30, floor: 48 },
] as const

/** What plans differ in. */
export const planVariants = [
  {
    rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
    buyersForBoss: 2,
    freeApplication: true,
    ofBase: 3000,
    withinMargin: true,
  },
  {
    rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
    buyersForBoss: 3,
    freeApplication: true,
    ofBase: 3000,
    withinMargin: true,
  },
  {
    rates: { agentDirect: 800, bossDirect: 1500, bossTeam: 700 },
    buyersForBoss: 1,
    freeApplication: true,
    ofBase: 2500,
    withinMargin: true,
  },
  {
    rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 0 },
    buyersForBoss: 2,
    freeApplication: false,
    ofBase: 1200,
    withinMargin: true,
  },
  {
    rates: { agentDirect: 1500, bossDirect: 2500, bossTeam: 1000 },
    buyersForBoss: 2,
    freeApplication: true,
    ofBase: 1800,
    withinMargin: false,
  },
] as const

export const strangers = 2

const number = fc.nat(30)
const own: Payer = { account: 'own' }
const payer: fc.Arbitrary<Payer> = fc.oneof(
  { weight: 16, arbitrary: fc.constant(own) },
  { weight: 2, arbitrary: number.map((who): Payer => ({ account: 'member', who })) },
  { weight: 2, arbitrary: fc.nat(strangers - 1).map((which): Payer => ({ account: 'stranger', which })) },
)
const item: fc.Arbitrary<Item> = fc.record({
  goods: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3, 4),
  couponPermille: fc.constantFrom(0, 0, 0, 0, 100, 333, 500, 505, 1000),
  shopPermille: fc.constantFrom(0, 0, 0, 0, 50, 250),
})
const permille = fc.oneof(fc.constant(1000), fc.constant(500), fc.integer({ min: 1, max: 999 }))
const bearer = fc.constantFrom<Bearer>('supplier', 'shop', 'platform')

const join: fc.Arbitrary<Event> = fc.record({
  does: fc.constant('join'),
  through: fc.oneof({ weight: 9, arbitrary: number }, { weight: 1, arbitrary: fc.constant(null) }),
  applies: fc.boolean(),
})
const buy: fc.Arbitrary<Event> = fc.record({
  does: fc.constant('buy'),
  who: number,
  items: fc.array(item, { minLength: 1, maxLength: 3, size: '-1' }),
  pays: payer,
})
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 40, arbitrary: buy },
  { weight: 5, arbitrary: join },
  { weight: 7, arbitrary: fc.record({ does: fc.constant('apply'), who: number }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('link'), who: number, account: payer }) },
  { weight: 14, arbitrary: fc.record({ does: fc.constant('refund'), line: number, permille, bearer }) },
  { weight: 7, arbitrary: fc.record({ does: fc.constant('receive'), line: number }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('release'), line: number }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('week') }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('publish'), plan: fc.nat(planVariants.length - 1) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('withdraw'), who: number, permille }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('repeat'), back: number }) },
)

/** A few people come first, then from 20 to 60 things happen. */
export const histories: fc.Arbitrary<Event[]> = fc
  .tuple(fc.array(join, { minLength: 4, maxLength: 8 }), fc.array(event, { minLength: 20, maxLength: 52, size: 'max' }))
  .map(([first, then]) => [...first, ...then])
