import type { Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type Run = Item<'GET /console/audit/runs'>

export const isGoing = ({ state }: Pick<Run, 'state'>): boolean => state === 'waiting' || state === 'running'

export const toneOf: Record<Run['state'], Tone> = { waiting: 'calm', running: 'calm', same: 'good', different: 'bad', broken_off: 'wait' }

export const evidenceDays = 31

/** How many days a range spans, both ends counted; below 1 when it runs backwards. */
export const daysOf = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
