import { describe, expect, it } from 'vitest'
import { frameOf, squareOf } from './crop.ts'

const wide = { width: 900, height: 600 }

describe('a square over a picture', () => {
  it('is the whole shorter side at its largest', () =>
    expect(squareOf({ picture: wide, size: 100, across: 100, down: 0 })).toEqual({ left: 3333, top: 0, side: 10_000 }))
  it('never leaves the picture', () => {
    for (const at of [0, 50, 100]) {
      const { left, top, side } = squareOf({ picture: wide, size: 0, across: at, down: at })
      expect(side).toBe(3000)
      expect((left / 10_000) * 900 + 180).toBeLessThanOrEqual(900.1)
      expect((top / 10_000) * 600 + 180).toBeLessThanOrEqual(600.1)
    }
  })
  it('shows behind its window what will be cut', () =>
    expect(frameOf({ picture: wide, size: 100, across: 50, down: 0 })).toEqual({
      width: '150.00%',
      height: '100.00%',
      left: '-25.00%',
      top: '0.00%',
    }))
})
