import type { Sweep } from '#platform/jobs'
import { expireGroups } from './service.ts'

export const groupBuySweeps: readonly Sweep[] = [{ name: 'group-buy.expire', run: expireGroups }]
