import type { Sweep } from '#platform/jobs'
import { sealTransfers } from './chain.ts'

export const ledgerSweeps: readonly Sweep[] = [{ name: 'ledger.seal-transfers', run: sealTransfers }]
