import type { Item } from '../../api.ts'

export type DayRow = Item<'GET /console/reconciliation/days'>
export type DifferenceRow = Item<'GET /console/reconciliation/differences'>

/** What the channel can be asked about; a fee or an account as a whole it answers only in its bills. */
export const isAskable = ({ subject, state }: DifferenceRow): boolean => state === 'open' && subject !== 'account' && subject !== 'top_up'

/** How far the two are apart; what one of them does not have counts as nothing. */
export const apartFen = ({ oursFen, theirsFen }: Pick<DifferenceRow, 'oursFen' | 'theirsFen'>): number => (theirsFen ?? 0) - (oursFen ?? 0)

/** Midnight in Beijing, for a calendar day to be formatted. */
export const momentOf = (day: string) => `${day}T00:00:00+08:00`
