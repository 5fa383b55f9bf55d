import type { Sweep } from '#platform/jobs'
import { expireLots } from './service.ts'

export const traceSweeps: readonly Sweep[] = [{ name: 'trace.expire-lots', run: expireLots }]
