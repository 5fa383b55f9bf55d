import type { Item, Reply } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type CaseRow = Item<'GET /console/guard/cases'>
export type GuardCase = Reply<'GET /console/guard/cases/:id'>
export type Evidence = Reply<'GET /console/guard/cases/:id/evidence'>
export type Measure = Reply<'GET /console/guard/overview'>['measures'][number]
export type Root = Item<'GET /console/guard/roots'>
export type Team = Reply<'GET /console/guard/roots/:id/graph'>

export const toneOf: Record<CaseRow['state'], Tone> = { open: 'wait', investigating: 'calm', closed: 'good' }
export const outcomeTones: Record<NonNullable<CaseRow['outcome']>, Tone> = { confirmed: 'bad', cleared: 'good', warned: 'wait' }

/** How pressing a score is: from 80 payouts may wait by themselves. */
export const weightOf = (score: number): 'high' | 'some' | 'low' => (score >= 80 ? 'high' : score >= 60 ? 'some' : 'low')
