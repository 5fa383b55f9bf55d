/** People of a simulation. Person 0 is the founder, who is left out of every count of earnings; the others come in the order of their numbers. */
export type Town = {
  people: number
  /** Who brought each person: the original graph. The founder has −1. */
  referrers: Int32Array
  /** Links from the founder, on the original graph. */
  depths: Uint16Array
  /** What each has earned and kept, and spent on goods not returned, in fen. */
  earned: Float64Array
  spent: Float64Array
  /** How many orders paid their furthest payee so many hops above the buyer; at 0 those that paid nobody. Grows as needed. */
  hops: number[]
  /** The most that any one order paid out, in fen. */
  heaviestFen: number
  flow: Flow
}

/** Fen by day. `held` is what stood held at the end of the day, the others what moved. */
export type Flow = { paid: Float64Array; refunded: Float64Array; released: Float64Array; clawedBack: Float64Array; held: Float64Array }

/** One order, as a policy sees it: numbered in the order of payment. */
export type Payouts = {
  /** An order was paid; `first` on the day its buyer came. */
  paid: (order: number, buyer: number, first: boolean, day: number) => void
  /** Its return window has ended, and it wasn't refunded before. */
  windowEnded: (order: number, buyer: number, day: number) => void
  /** It was refunded, before or after its window. */
  refunded: (order: number, buyer: number, day: number, afterWindow: boolean) => void
  /** What is held at the moment, in fen. */
  held: () => number
}

export function townOf(people: number, days: number): Town {
  const flowOf = () => new Float64Array(days)
  return {
    people,
    referrers: new Int32Array(people + 1).fill(-1),
    depths: new Uint16Array(people + 1),
    earned: new Float64Array(people + 1),
    spent: new Float64Array(people + 1),
    hops: [0],
    heaviestFen: 0,
    flow: { paid: flowOf(), refunded: flowOf(), released: flowOf(), clawedBack: flowOf(), held: flowOf() },
  }
}

/** Notes how far an order paid, and how much. */
export function countPayout(town: Town, hops: number, fen: number): void {
  if (fen > town.heaviestFen) town.heaviestFen = fen
  while (town.hops.length <= hops) town.hops.push(0)
  town.hops[hops] = (town.hops[hops] as number) + 1
}

/** Adds to the place of a day, person or account. */
export function add(to: Float64Array | Int32Array, at: number, amount: number): void {
  to[at] = (to[at] as number) + amount
}
