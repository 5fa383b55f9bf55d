import type { Text } from './scheme.ts'

/** The invariants of reward plans, by the numbers of the compliance rules. */
export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11'] as const
export type InvariantId = (typeof invariants)[number]

/** Something about a scheme that the law, or the promise to stay well within it, speaks against. */
export type Finding = {
  /** `block` cannot be overridden; `warn` needs a compliance officer's signed reason. */
  level: 'block' | 'warn'
  invariant: InvariantId
  /** Names the question that was asked: one scheme has at most one finding per question. */
  question: string
  /** Citation only; the text of the law is read where it is published. */
  article: Text
  why: Text
  change: Text
}

/** Where each invariant comes from. */
export const articles = {
  levels: {
    zh: '《禁止传销条例》第七条（三）；公通字〔2013〕37号',
    en: 'Regulation on Prohibiting Pyramid Selling, art 7(3); opinion 公通字〔2013〕37号',
  },
  recruiting: { zh: '《禁止传销条例》第七条（一）', en: 'Regulation on Prohibiting Pyramid Selling, art 7(1)' },
  entry: { zh: '《禁止传销条例》第七条（二）', en: 'Regulation on Prohibiting Pyramid Selling, art 7(2)' },
  seven: { zh: '《禁止传销条例》第七条', en: 'Regulation on Prohibiting Pyramid Selling, art 7' },
  cap: { zh: '微信支付分账比例上限；偿付能力', en: 'WeChat Pay profit-sharing ratio; solvency' },
  returns: { zh: '《消费者权益保护法》第二十五条', en: 'Consumer Protection Law art 25' },
  reversal: { zh: '平台规则：退款按比例收回', en: 'platform rule: refunds reverse in proportion' },
  claims: {
    zh: '《反不正当竞争法》（2025）第九条；《直销管理条例》',
    en: 'Anti-Unfair Competition Law (2025) art 9; Direct Selling Regulations',
  },
  alarms: { zh: '公通字〔2013〕37号', en: 'opinion 公通字〔2013〕37号' },
  tax: { zh: '《个人所得税法》第九条；国家税务总局公告2025年第16号', en: 'Individual Income Tax Law art 9; SAT announcement 16 of 2025' },
  changes: {
    zh: '《网络交易平台收费行为合规指南》（2025）',
    en: 'Compliance Guide for Charges by Online Trading Platforms (2025)',
  },
} as const satisfies Record<string, Text>
