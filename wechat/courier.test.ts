import { describe, expect, it } from 'vitest'
import { PushRefused, parsePush, signPush } from './courier.ts'

const salt = 'orange-salt'
const push = (state: string) =>
  JSON.stringify({
    status: state === '3' ? 'shutdown' : 'polling',
    message: '',
    lastResult: {
      nu: '73100098765432',
      com: 'zhongtong',
      state,
      ischeck: state === '3' ? '1' : '0',
      data: [{ ftime: '2026-12-03 14:05:00', context: '【赣州市】已签收', areaName: '江西,赣州市,寻乌县', status: '签收' }],
    },
  })

describe('a courier push', () => {
  it('is read with Beijing times as instants', () => {
    const param = push('3')
    expect(parsePush({ sign: signPush(param, salt).toLowerCase(), param }, salt)).toEqual({
      status: 'shutdown',
      message: '',
      company: 'zhongtong',
      number: '73100098765432',
      state: 'delivered',
      delivered: true,
      lines: [{ time: new Date('2026-12-03T06:05:00Z'), text: '【赣州市】已签收', area: '江西,赣州市,寻乌县', status: '签收' }],
    })
  })

  it.each([
    ['0', 'in_transit'],
    ['1', 'picked_up'],
    ['102', 'created'],
    ['1001', 'in_transit'],
    ['5', 'out_for_delivery'],
    ['501', 'out_for_delivery'],
    ['3', 'delivered'],
    ['304', 'delivered'],
    ['2', 'exception'],
    ['14', 'rejected'],
    ['4', 'rejected'],
    ['6', 'returning'],
    ['10', 'customs'],
    ['13', 'customs'],
  ])('of state %s means %s', (state, meaning) => {
    const param = push(state)
    expect(parsePush({ sign: signPush(param, salt), param }, salt).state).toBe(meaning)
  })

  it('is refused with a wrong signature or a body that is no push', () => {
    const param = push('3')
    expect(() => parsePush({ sign: signPush(param, 'other'), param }, salt)).toThrow(PushRefused)
    expect(() => parsePush({ param }, salt)).toThrow('bad_body')
    expect(() => parsePush({ sign: signPush('{}', salt), param: '{}' }, salt)).toThrow('bad_body')
  })
})
