import { describe, expect, it } from 'vitest'
import { zh } from '../../words/zh.ts'
import { partToConfirm, retriedWords, stepsOf, type Withdrawal } from './stages.ts'

const asked = '2026-12-01T02:00:00.000Z'
const sent = '2026-12-01T02:00:05.000Z'
const arrived = '2026-12-01T02:10:00.000Z'

type Part = Withdrawal['parts'][number]
const part = (state: Part['state'], more: Partial<Part> = {}) => ({ state, issuedAt: null, finishedAt: null, ...more }) as Part
const withdrawal = (state: Withdrawal['state'], parts: Part[], more: Partial<Withdrawal> = {}) =>
  ({ state, parts, requestedAt: asked, finishedAt: null, reviewReason: null, decisionWords: null, ...more }) as Withdrawal

const told = (each: Withdrawal) => stepsOf(each, zh.withdrawal).map(({ words, is }) => `${words} ${is}`)

describe('the steps of a withdrawal', () => {
  it('begin with asking, and the transfer comes next', () =>
    expect(told(withdrawal('requested', [part('waiting')]))).toEqual(['申请提现 done', '开始转账 next']))

  it('count what has arrived while another part waits to be confirmed', () => {
    const half = withdrawal('awaiting_confirmation', [
      part('paid', { issuedAt: sent, finishedAt: arrived }),
      part('awaiting_confirmation', { issuedAt: sent, number: 'W2' }),
    ])
    expect(told(half)).toEqual(['申请提现 done', '开始转账 done', '已到账 1 / 2 笔 next'])
    expect(partToConfirm(half)?.number).toBe('W2')
  })

  it('end when everything has arrived', () => {
    const done = withdrawal('paid', [part('paid', { issuedAt: sent, finishedAt: arrived })], { finishedAt: arrived })
    expect(told(done)).toEqual(['申请提现 done', '开始转账 done', '已到账 1 / 1 笔 done', '完成 done'])
    expect(stepsOf(done, zh.withdrawal).map(({ at }) => at)).toEqual([asked, sent, arrived, arrived])
  })

  it('wait for an officer, and stop where one refuses', () => {
    const reason = { reviewReason: 'month_total' } as const
    expect(told(withdrawal('reviewing', [part('waiting')], reason))).toEqual(['申请提现 done', '平台核对 next'])
    const refused = withdrawal('cancelled', [part('cancelled')], { ...reason, decisionWords: '请先补交材料', finishedAt: arrived })
    expect(told(refused)).toEqual(['申请提现 done', '审核没有通过 over', '已取消 over'])
  })

  it('say so when it failed', () =>
    expect(told(withdrawal('failed', [part('failed', { issuedAt: sent, finishedAt: arrived })], { finishedAt: arrived }))).toEqual([
      '申请提现 done',
      '开始转账 done',
      '已到账 0 / 1 笔 over',
      '没有转成 over',
    ]))
})

describe('a part that the channel refuses for now', () => {
  const told = (each: Part) => retriedWords(each, zh.withdrawal)

  it('tells that the platform lacks the money, or only that it is tried again', () => {
    expect(told(part('to_send', { failReason: 'NOT_ENOUGH' }))).toContain('平台正在准备')
    expect(told(part('to_send', { failReason: 'FREQUENCY_LIMITED' }))).toContain('自动再试')
  })

  it('says nothing of the sort once it has failed for good', () =>
    expect(told(part('failed', { failReason: 'NOT_ENOUGH' }))).toBeUndefined())
})
