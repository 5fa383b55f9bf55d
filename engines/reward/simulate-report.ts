import type { Text } from './scheme.ts'
import type { Town } from './simulate-town.ts'

/** A week of money in fen; `heldFen` as it stood when the week ended. */
export type Week = { paidFen: number; refundedFen: number; releasedFen: number; clawedBackFen: number; heldFen: number }

/** What came of it. Shares are between 0 and 1; the founder is in no count of people. */
export type Report = {
  people: number
  orders: number
  paidFen: number
  refundedFen: number
  /** Released and kept, the founder's part included. */
  paidOutFen: number
  /** Paid out ÷ (paid − refunded). */
  payoutRatio: number
  /** The most that one order paid out ÷ its price. */
  heaviestOrder: number
  earnings: { decilesFen: number[]; meanFen: number; highestFen: number; gini: number }
  shareWithNothing: number
  /** Who earned at least what they spent on goods they kept. */
  shareRecouped: number
  topPercentShare: number
  /** At place h: the share of orders whose furthest payee stands h hops above on the original graph; at 0 those that paid nobody. */
  hops: number[]
  furthestHop: number
  shareBeyondTwo: number
  weeks: Week[]
  verdict: { sound: boolean; reasons: Text[] }
}

const sumOf = (amounts: ArrayLike<number>, from = 0, to = amounts.length) => {
  let sum = 0
  for (let at = from; at < to; at += 1) sum += amounts[at] as number
  return sum
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

function earningsOf(town: Town) {
  const sorted = town.earned.slice(1).sort()
  const count = sorted.length
  const total = sumOf(sorted)
  let weighted = 0
  let withNothing = 0
  for (let at = 0; at < count; at += 1) {
    const amount = sorted[at] as number
    weighted += (at + 1) * amount
    if (amount <= 0) withNothing += 1
  }
  const decilesFen = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => sorted[Math.min(count - 1, Math.floor((count * tenth) / 10))] as number)
  const top = sumOf(sorted, count - Math.max(1, Math.round(count / 100)))
  return {
    // Gini by the ranks of the sorted earnings: 2 Σ i·x ÷ (n Σ x) − (n + 1) ÷ n.
    earnings: {
      decilesFen,
      meanFen: total / count,
      highestFen: sorted[count - 1] as number,
      gini: total === 0 ? 0 : (2 * weighted) / (count * total) - (count + 1) / count,
    },
    shareWithNothing: withNothing / count,
    topPercentShare: total === 0 ? 0 : top / total,
  }
}

function recoupedOf({ earned, spent, people }: Town): number {
  let recouped = 0
  for (let person = 1; person <= people; person += 1) {
    const got = earned[person] as number
    if (got > 0 && got >= (spent[person] as number)) recouped += 1
  }
  return recouped / people
}

function weeksOf({ flow }: Town): Week[] {
  return Array.from({ length: Math.ceil(flow.paid.length / 7) }, (_, week) => {
    const [from, to] = [week * 7, Math.min(flow.paid.length, week * 7 + 7)]
    return {
      paidFen: sumOf(flow.paid, from, to),
      refundedFen: sumOf(flow.refunded, from, to),
      releasedFen: sumOf(flow.released, from, to),
      clawedBackFen: sumOf(flow.clawedBack, from, to),
      heldFen: flow.held[to - 1] as number,
    }
  })
}

function verdictOf(
  { furthestHop, shareBeyondTwo, payoutRatio, paidOutFen }: Omit<Report, 'verdict'>,
  marginFen: number,
): Report['verdict'] {
  const reasons: Text[] = []
  if (furthestHop > 2) {
    reasons.push({
      zh: `${percent(shareBeyondTwo)} 的订单付到第三层以上，最远第 ${furthestHop} 层`,
      en: `${percent(shareBeyondTwo)} of orders paid three or more hops away, at most ${furthestHop}`,
    })
  }
  if (payoutRatio > 0.3) {
    reasons.push({ zh: `付出 ${percent(payoutRatio)}，超过 30 %`, en: `${percent(payoutRatio)} was paid out, above 30 %` })
  }
  if (paidOutFen > marginFen) {
    reasons.push({
      zh: '付出的比留下的毛利多：要靠后来的人的钱',
      en: 'More was paid out than the margin left: later people’s money pays it',
    })
  }
  return { sound: reasons.length === 0, reasons }
}

/** `marginOfPrice`: what is left of a price after supply and fee, as a share of it. */
export function reportOf(town: Town, orders: number, priceFen: number, marginOfPrice: number): Report {
  const paidFen = sumOf(town.flow.paid)
  const refundedFen = sumOf(town.flow.refunded)
  const paidOutFen = sumOf(town.flow.released) - sumOf(town.flow.clawedBack)
  const counted = Math.max(1, sumOf(town.hops))
  const hops = town.hops.map((count) => count / counted)
  const report = {
    people: town.people,
    orders,
    paidFen,
    refundedFen,
    paidOutFen,
    payoutRatio: paidFen === refundedFen ? 0 : paidOutFen / (paidFen - refundedFen),
    heaviestOrder: town.heaviestFen / priceFen,
    ...earningsOf(town),
    shareRecouped: recoupedOf(town),
    hops,
    furthestHop: Math.max(
      0,
      hops.findLastIndex((share) => share > 0),
    ),
    shareBeyondTwo: sumOf(hops, 3),
    weeks: weeksOf(town),
  }
  return { ...report, verdict: verdictOf(report, (paidFen - refundedFen) * marginOfPrice) }
}
