import { articles } from './findings.ts'
import { heaviestOrderBps } from './scheme.ts'
import type { Question } from './validate-question.ts'

/** The most of a line that may be shared out, in basis points. */
const mostOfBase = 3000
const returnDays = 7
const announcedDays = 7
const keptYears = 3
/** Thirty people and three levels under one root are a crime; an alarm at those figures comes too late. */
const alarmPeople = 24
const alarmLevels = 2

const percent = (bps: number) => `${Math.round(bps / 10) / 10} %`

const ofBase: Question = {
  id: 'cap-of-base',
  invariant: 'I4',
  article: articles.cap,
  ask: (scheme) => {
    const most = scheme.cap ? scheme.cap.ofBase : heaviestOrderBps(scheme)
    if (most <= mostOfBase) return null
    return {
      why: { zh: `一笔订单可付出 ${percent(most)}，超过 30 %。`, en: `One order may pay out ${percent(most)}, above 30 %.` },
      change: { zh: '每行封顶不超过货款的 30 %。', en: 'Cap each line at 30 % of what was paid for it.' },
    }
  },
}

const ofMargin: Question = {
  id: 'cap-of-margin',
  invariant: 'I4',
  article: articles.cap,
  ask: ({ cap }) =>
    cap?.withinMargin
      ? null
      : {
          why: {
            zh: '奖励可以超过商品的毛利，要靠后来的人的钱来付。',
            en: 'Payouts may exceed the margin, so that later people’s money pays them.',
          },
          change: { zh: '封顶与毛利取小。', en: 'Cap each line at its margin too.' },
        },
}

const heldLongEnough: Question = {
  id: 'hold-days',
  invariant: 'I5',
  article: articles.returns,
  ask: ({ release }) =>
    release.daysAfterReceipt < returnDays
      ? {
          why: {
            zh: `签收后 ${release.daysAfterReceipt} 天就付出，七天无理由退货期还没过。`,
            en: `Money leaves ${release.daysAfterReceipt} days after receipt, within the seven days of free return.`,
          },
          change: { zh: '签收满 7 天后才解冻。', en: 'Release 7 days after receipt at the earliest.' },
        }
      : null,
}

const openRefunds: Question = {
  id: 'open-refunds',
  invariant: 'I5',
  article: articles.returns,
  ask: ({ release }) =>
    release.waitsForOpenRefunds
      ? null
      : {
          why: { zh: '退款还没有结果就付出。', en: 'Money leaves while a refund is undecided.' },
          change: { zh: '有未决退款时继续冻结。', en: 'Hold while a refund is open.' },
        },
}

const reversal: Question = {
  id: 'reversal',
  invariant: 'I6',
  article: articles.reversal,
  ask: ({ refunds }) =>
    refunds.reverses === 'in-proportion'
      ? null
      : {
          why:
            refunds.reverses === 'never'
              ? { zh: '退款后奖励不收回。', en: 'A refund reverses nothing.' }
              : { zh: '退款只收回到余额为零，差额没人承担。', en: 'A refund takes back at most the balance; nobody bears the rest.' },
          change: { zh: '按退款比例收回，不够记欠。', en: 'Reverse in proportion, as debt if need be.' },
        },
}

const ranksAgain: Question = {
  id: 'ranks-again',
  invariant: 'I6',
  article: articles.reversal,
  ask: ({ refunds }) =>
    refunds.ranksAgain
      ? null
      : {
          why: { zh: '退光了的购买仍然撑着级别。', en: 'A purchase wholly returned still carries a rank.' },
          change: { zh: '退款时重新评定级别。', en: 'Evaluate ranks again at each refund.' },
        },
}

const incomePromise: Question = {
  id: 'income-promise',
  invariant: 'I8',
  article: articles.claims,
  ask: ({ claims }) => {
    const claim = claims.find(({ promisesIncome }) => promisesIncome)
    return claim
      ? {
          why: { zh: `“${claim.text.zh}”许诺收入。`, en: `“${claim.text.en}” promises income.` },
          change: { zh: '删去许诺。', en: 'Take the promise out.' },
        }
      : null
  },
}

const bareClaim: Question = {
  id: 'bare-claim',
  invariant: 'I8',
  article: articles.claims,
  ask: ({ claims }) => {
    const claim = claims.find(({ besideTypicalEarnings }) => !besideTypicalEarnings)
    return claim
      ? {
          why: {
            zh: `“${claim.text.zh}”旁边没有收入中位数和无收入比例。`,
            en: `“${claim.text.en}” stands without the median and the share who earn nothing.`,
          },
          change: { zh: '在同一处公布典型收入。', en: 'Publish typical earnings beside it.' },
        }
      : null
  },
}

const alarms: Question = {
  id: 'alarms',
  invariant: 'I9',
  article: articles.alarms,
  ask: ({ alarms }) =>
    alarms && alarms.people <= alarmPeople && alarms.levels <= alarmLevels && alarms.outsideSalesFloorBps > 0
      ? null
      : {
          // Watching is asked of whoever runs the scheme, not of the scheme: an officer may watch by hand and say so.
          level: 'warn',
          why: {
            zh: '没有远早于 30 人 3 层的报警，或对非参与者的销售没有下限。',
            en: 'No alarm well before 30 people and 3 levels, or no floor for sales to people who take no part.',
          },
          change: { zh: '24 人以内、2 层以内报警，并设销售下限。', en: 'Alarm within 24 people and 2 levels, and set the floor.' },
        },
}

const withdrawal: Question = {
  id: 'withdrawal',
  invariant: 'I10',
  article: articles.tax,
  ask: ({ withdrawal }) =>
    withdrawal.realName && withdrawal.withholdsTax && withdrawal.monthlyStatement
      ? null
      : {
          why: { zh: '付款前没有实名、代扣税或每月对账单。', en: 'Payouts lack a real name, withheld tax or a monthly statement.' },
          change: { zh: '三样齐备才付款。', en: 'Pay out only with all three.' },
        },
}

const changes: Question = {
  id: 'changes',
  invariant: 'I11',
  article: articles.changes,
  ask: ({ changes }) =>
    changes.prospective && changes.announcedDays >= announcedDays && changes.shownAsDifference && changes.keptYears >= keptYears
      ? null
      : {
          why: { zh: '方案改动会溯及以前，或没有公示、对比、留存。', en: 'Changes reach back, or are not announced, compared and kept.' },
          change: {
            zh: '只对之后付款的订单生效，先公示 7 天，逐条对比，保留 3 年。',
            en: 'Apply to later orders only, announce for 7 days, show the difference, keep for 3 years.',
          },
        },
}

/** What becomes of the money, and what is said about it: I4 to I6 and I8 to I11. */
export const moneyQuestions: readonly Question[] = [
  ofBase,
  ofMargin,
  heldLongEnough,
  openRefunds,
  reversal,
  ranksAgain,
  incomePromise,
  bareClaim,
  alarms,
  withdrawal,
  changes,
]
