import { describe, expect, it } from 'vitest'
import { Intention } from './intention.ts'

const oranges = { title: '赣南脐橙 5 斤', stock: 20 }

describe('an intention', () => {
  it('keeps its key when the same product is sent again after a timeout', () => {
    const intention = new Intention()
    expect(intention.keyFor(oranges)).toBe(intention.keyFor({ ...oranges }))
  })

  it('takes a new key when something about the product has changed', () => {
    const intention = new Intention()
    expect(intention.keyFor(oranges)).not.toBe(intention.keyFor({ ...oranges, stock: 30 }))
  })

  it('means the same content anew once it was done', () => {
    const intention = new Intention()
    const first = intention.keyFor(oranges)
    intention.fulfilled()
    expect(intention.keyFor(oranges)).not.toBe(first)
  })
})
