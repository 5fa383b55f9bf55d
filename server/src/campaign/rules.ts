import type { Campaign } from '@lianka/contract/campaign'
import type { RefusalCode } from '@lianka/contract/refusal'

/** Half a year: a harvest is shorter, and a forgotten campaign ends by itself. */
const longestDays = 183

type Span = { startsAt: Date; endsAt: Date }

/** Nothing bought before counts: a start in the past is now. */
export const beginning = (wanted: Date, now: Date): Date => (wanted < now ? now : wanted)

export const spanRefusal = ({ startsAt, endsAt }: Span, now: Date): RefusalCode | null =>
  endsAt > startsAt && endsAt > now && endsAt.getTime() - startsAt.getTime() <= longestDays * 86_400_000 ? null : 'campaign.times_wrong'

/** When it ends or ended. */
export const endOf = ({ endsAt, endedAt }: { endsAt: Date; endedAt: Date | null }): Date => (endedAt && endedAt < endsAt ? endedAt : endsAt)

export function stateOf(span: Span & { endedAt: Date | null }, now: Date): Campaign['state'] {
  if (endOf(span) <= now) return 'ended'
  return span.startsAt > now ? 'soon' : 'running'
}
