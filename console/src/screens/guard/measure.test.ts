import { describe, expect, it } from 'vitest'
import type { Measure } from './case.ts'
import { barOf, standingOf } from './measure.ts'

const outside = (value: number | null, enough = true): Measure => ({
  name: 'outside_sales',
  value,
  unit: 'bps',
  threshold: 3333,
  worse: 'below',
  enough,
})
const largest = (value: number): Measure => ({
  name: 'largest_team',
  value,
  unit: 'people',
  threshold: 20,
  worse: 'above',
  enough: true,
})

describe('a measure', () => {
  it('is beyond its threshold below a floor, or from an alarm on', () => {
    expect([outside(3333), outside(3332), largest(19), largest(20)].map(standingOf)).toEqual(['fine', 'beyond', 'fine', 'beyond'])
  })
  it('says nothing while too little has happened', () => {
    expect([outside(null), outside(100, false)].map(standingOf)).toEqual(['unknown', 'few'])
  })
  it('stands on a bar that always holds its threshold and never runs over', () => {
    expect(barOf(outside(5465))).toEqual({ value: 54.7, threshold: 33.3 })
    expect(barOf(largest(15))).toEqual({ value: 50, threshold: 66.7 })
    expect(barOf(largest(400))).toEqual({ value: 100, threshold: 5 })
  })
})
