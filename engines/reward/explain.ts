import type { Rank } from '@lianka/contract/account'
import type { Fen } from '@lianka/contract/money'
import type { Plan } from '@lianka/contract/plan'
import type { ShareKind } from '@lianka/contract/reward'
import { portion } from './fen.ts'
import { capOf, type LineFacts } from './settlement.ts'

/** A sentence in both languages; `at` is when the fact happened, ISO. */
export type Step = { fact: 'referral' | 'purchase' | 'rank' | 'amount' | 'refund' | 'hold'; zh: string; en: string; at: string | null }
export type Sum = { zh: string; en: string; amountFen: Fen }

export type ExplanationFacts = {
  plan: Plan
  line: LineFacts
  share: { kind: ShareKind; bps: number; amount: Fen; state: 'held' | 'released' | 'reversed' }
  buyer: string
  /** The one whose link brought the buyer: oneself for a direct share, the agent of one's team otherwise. */
  referrer: string
  title: string
  quantity: number
  payeeRank: Rank
  boundAt: string | null
  paidAt: string
  windowEndsAt: string | null
  releasedAt: string | null
  /** The window has ended, but a boss rate still waits to be settled. */
  waitsForSettledBoss: boolean
}

const yuan = (fen: number) => `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
const percent = (bps: number) => `${bps / 100}%`
const rankZh: Record<Rank, string> = { member: '会员', agent: '代理', boss: '老板' }

/** Why a share is what it is: who brought whom, what was bought, the rank then, the sum, and what it still waits for. */
export function explain(facts: ExplanationFacts): { steps: Step[]; sums: Sum[] } {
  const { plan, line, share, buyer, referrer, payeeRank } = facts
  const direct = share.kind === 'direct'
  const rank = share.bps === plan.rates.agentDirect && direct ? 'agent' : payeeRank
  const steps: Step[] = [
    direct
      ? {
          fact: 'referral',
          zh: `${buyer} 第一次来，走的是您的链接，绑定后不可更改`,
          en: `${buyer} first came through your link; the bond never changes`,
          at: facts.boundAt,
        }
      : {
          fact: 'referral',
          zh: `${buyer} 由您直接推荐的 ${referrer} 带来`,
          en: `${buyer} was brought by ${referrer}, whom you referred`,
          at: facts.boundAt,
        },
    {
      fact: 'purchase',
      zh: `买了${facts.title} ${facts.quantity} 件，商品款 ¥${yuan(line.base)}，运费不计`,
      en: `bought ${facts.quantity} × ${facts.title}; goods ¥${yuan(line.base)}, postage not counted`,
      at: facts.paidAt,
    },
    {
      fact: 'rank',
      zh: `付款那一刻您是${rankZh[rank]}，方案第 ${plan.version} 版：${direct ? '直接推荐' : '团队奖'} ${percent(share.bps)}`,
      en: `you were ${rank} when it was paid; plan ${plan.version}: ${direct ? 'direct' : 'team'} ${percent(share.bps)}`,
      at: facts.paidAt,
    },
    { fact: 'amount', zh: `所以是 ¥${yuan(share.amount)}`, en: `so it is ¥${yuan(share.amount)}`, at: null },
  ]
  if (line.refunded > 0) {
    steps.push({
      fact: 'refund',
      zh: `其中退款 ¥${yuan(line.refunded)}，按比例减少`,
      en: `¥${yuan(line.refunded)} was refunded, so it shrank in proportion`,
      at: null,
    })
  }
  steps.push(holdStep(facts))
  return { steps, sums: sumsOf(facts) }
}

function holdStep({ share, releasedAt, windowEndsAt, waitsForSettledBoss, plan }: ExplanationFacts): Step {
  if (share.state === 'reversed')
    return { fact: 'hold', zh: '商品已全部退款，这笔收益已冲回', en: 'everything was refunded and the share reversed', at: null }
  if (share.state === 'released') return { fact: 'hold', zh: '已到账，可以提现', en: 'it is yours to withdraw', at: releasedAt }
  if (waitsForSettledBoss) {
    return {
      fact: 'hold',
      zh: '退货期已过；老板比例要等两位被推荐人的退货期也过了才到账',
      en: 'the return window is over; a boss rate waits until two referred buyers’ windows are over too',
      at: null,
    }
  }
  return windowEndsAt
    ? {
        fact: 'hold',
        zh: `签收后 ${plan.holdDays} 天内可以退货，之后到账`,
        en: `it may be returned within ${plan.holdDays} days of receipt, then it is released`,
        at: windowEndsAt,
      }
    : {
        fact: 'hold',
        zh: `还没签收；签收 ${plan.holdDays} 天后到账`,
        en: `not received yet; released ${plan.holdDays} days after receipt`,
        at: null,
      }
}

function sumsOf({ plan, line, share }: ExplanationFacts): Sum[] {
  const left = line.base - line.refunded
  const full = portion(left, share.bps)
  const cut = full - share.amount
  return [
    {
      zh: `${yuan(left)} × ${percent(share.bps)}，舍去不足一分`,
      en: `${yuan(left)} × ${percent(share.bps)}, fractions dropped`,
      amountFen: full,
    },
    cut > 0
      ? { zh: `超过封顶 ${yuan(capOf(plan, line))}，减去`, en: `above the cap of ${yuan(capOf(plan, line))}, less`, amountFen: -cut as Fen }
      : { zh: `没超过封顶 ${yuan(capOf(plan, line))}`, en: `within the cap of ${yuan(capOf(plan, line))}`, amountFen: 0 as Fen },
    { zh: '您得', en: 'yours', amountFen: share.amount },
  ]
}
