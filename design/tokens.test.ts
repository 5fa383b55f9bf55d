import { describe, expect, it } from 'vitest'
import { colours, contrast, markPairs, textPairs } from './tokens.ts'

describe('contrast of the token pairs in use', () => {
  it.each(textPairs)('%s can be read on %s', (text, ground) => {
    expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(markPairs)('%s can be seen on %s', (mark, ground) => {
    expect(contrast(colours[mark], colours[ground])).toBeGreaterThanOrEqual(3)
  })

  it('measures black on white as 21', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21)
  })
})
