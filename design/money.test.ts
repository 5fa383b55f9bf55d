import { describe, expect, it } from 'vitest'
import { formatAmount, formatMoney, formatRate, parseMoney } from './money.ts'

describe('money for people', () => {
  it('shows a price with two decimals', () => expect(formatMoney(1230)).toBe('¥12.30'))
  it('groups thousands', () => expect(formatMoney(123_456_789)).toBe('¥1,234,567.89'))
  it('shows a debt with a minus before the sign', () => expect(formatMoney(-5)).toBe('−¥0.05'))
  it('leaves the sign out in a column', () => expect(formatAmount(4990)).toBe('49.90'))
  it('refuses part of a fen', () => expect(() => formatMoney(0.5)).toThrow('not an amount in fen'))
  it('shows a rate as a percentage', () => expect([formatRate(1000), formatRate(1250)]).toEqual(['10%', '12.5%']))
  it.each([
    ['29.9', 2990],
    ['¥29.90', 2990],
    ['1,299', 129_900],
    [' 0.05 ', 5],
    ['', undefined],
    ['12.345', undefined],
    ['-3', undefined],
    ['free', undefined],
  ])('reads %j as %j fen', (text, fen) => expect(parseMoney(text)).toBe(fen))
})
