import { describe, expect, it } from 'vitest'
import { Intention } from './intention.ts'

const oranges = { shopId: 'shp_1', quantity: 2 }

describe('one thing a person means to do once', () => {
  it('keeps its key when it is sent again after a timeout', () => {
    const intention = new Intention()
    expect(intention.keyFor(oranges)).toBe(intention.keyFor({ ...oranges }))
  })

  it('is another intention when something about it is changed', () => {
    const intention = new Intention()
    const two = intention.keyFor(oranges)
    expect(intention.keyFor({ ...oranges, quantity: 3 })).not.toBe(two)
  })

  it('is meant anew once it is done', () => {
    const intention = new Intention()
    const first = intention.keyFor(oranges)
    intention.fulfilled()
    expect(intention.keyFor(oranges)).not.toBe(first)
  })

  it('makes keys that the server takes', () => expect(new Intention().keyFor(oranges)).toMatch(/^[0-9a-z]{8,64}$/))
})
