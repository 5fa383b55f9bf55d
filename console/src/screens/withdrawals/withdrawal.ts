import type { Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type WithdrawalRow = Item<'GET /console/withdrawals'>
export type MovementRow = Item<'GET /console/movements'>

export const toneOf: Record<WithdrawalRow['state'], Tone> = {
  requested: 'calm',
  reviewing: 'wait',
  issued: 'calm',
  awaiting_confirmation: 'calm',
  paid: 'good',
  failed: 'bad',
  cancelled: 'calm',
}

export const partTones: Record<WithdrawalRow['parts'][number]['state'], Tone> = {
  waiting: 'calm',
  to_send: 'calm',
  sent: 'calm',
  awaiting_confirmation: 'wait',
  paid: 'good',
  failed: 'bad',
  cancelled: 'calm',
}
