import type { Sweep } from '#platform/jobs'
import { expireBargains } from './service.ts'

export const bargainSweeps: readonly Sweep[] = [{ name: 'bargain.expire', run: expireBargains }]
