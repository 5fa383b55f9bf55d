import type { Sweep } from '#platform/jobs'
import { reckonTrends } from './trends.ts'

export const recommendationSweeps: readonly Sweep[] = [{ name: 'recommendation.reckon-trends', run: reckonTrends }]
