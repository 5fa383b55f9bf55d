import { add, countPayout, type Payouts, type Town } from './simulate-town.ts'

/** What the walk-away variant pays on one order: the nearest boss above gets the rest of `bossFen` when an agent stands between. */
export type HandedOver = { agentFen: number; bossFen: number; recruitsForBoss: number }

/**
 * Pays on the spot and takes nothing back. Payment precedes the hand-over: the second recruit's order still pays the old upline. On becoming
 * boss a person hands all current directs, the newest and any handed over before, to the upline and stands alone with no upline.
 */
export function handedOverPayouts({ agentFen, bossFen, recruitsForBoss }: HandedOver, town: Town): Payouts {
  const seats = town.people + 1
  const uplines = new Int32Array(seats).fill(-1)
  const isBoss = new Uint8Array(seats)
  const recruits = new Int32Array(seats)
  /** Current directs as linked lists: the first of each person, and the next beside each. */
  const firstDirect = new Int32Array(seats).fill(-1)
  const nextDirect = new Int32Array(seats).fill(-1)
  isBoss[0] = 1

  const place = (person: number, under: number) => {
    uplines[person] = under
    // A boss never hands anybody over again, so nobody asks for a boss's list.
    if (isBoss[under]) return
    nextDirect[person] = firstDirect[under] as number
    firstDirect[under] = person
  }
  const advance = (person: number) => {
    isBoss[person] = 1
    const upline = uplines[person] as number
    for (let direct = firstDirect[person] as number; direct >= 0; ) {
      const next = nextDirect[direct] as number
      // Who became boss before has left, though still on the list.
      if (uplines[direct] === person) place(direct, upline)
      direct = next
    }
    uplines[person] = -1
  }
  const payAbove = (buyer: number, day: number) => {
    const hopsTo = (payee: number) => (town.depths[buyer] as number) - (town.depths[payee] as number)
    const upline = uplines[buyer] as number
    if (upline < 0) return countPayout(town, 0, 0)
    let head = upline
    while (!isBoss[head]) head = uplines[head] as number
    if (head === upline) add(town.earned, head, bossFen)
    else {
      add(town.earned, upline, agentFen)
      add(town.earned, head, bossFen - agentFen)
    }
    add(town.flow.released, day, bossFen)
    countPayout(town, hopsTo(head), bossFen)
  }
  return {
    paid: (_order, buyer, first, day) => {
      if (!first) return payAbove(buyer, day)
      const referrer = town.referrers[buyer] as number
      place(buyer, referrer)
      payAbove(buyer, day)
      add(recruits, referrer, 1)
      if (!isBoss[referrer] && (recruits[referrer] as number) >= recruitsForBoss) advance(referrer)
    },
    windowEnded: () => {},
    refunded: () => {},
    held: () => 0,
  }
}

/** Pays fixed amounts so many hops up on the original graph, on the spot, and takes nothing back. */
export function levelledPayouts(perHopFen: readonly number[], town: Town): Payouts {
  return {
    paid: (_order, buyer, _first, day) => {
      let [at, hops, total] = [town.referrers[buyer] as number, 0, 0]
      while (at >= 0 && hops < perHopFen.length) {
        const amount = perHopFen[hops] as number
        add(town.earned, at, amount)
        total += amount
        hops += 1
        at = town.referrers[at] as number
      }
      add(town.flow.released, day, total)
      countPayout(town, hops, total)
    },
    windowEnded: () => {},
    refunded: () => {},
    held: () => 0,
  }
}
