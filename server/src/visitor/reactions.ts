import type { Sweep } from '#platform/jobs'
import { forgetOldLooks } from './service.ts'

export const visitorSweeps: readonly Sweep[] = [{ name: 'visitor.forget-old-looks', run: forgetOldLooks }]
