import type { Reply } from '../../api.ts'
import type { Dictionary } from '../../words/words.ts'

export type Withdrawal = Reply<'GET /my/withdrawals/:id'>

const ended: readonly Withdrawal['state'][] = ['paid', 'failed', 'cancelled']
export const isEnded = ({ state }: Pick<Withdrawal, 'state'>) => ended.includes(state)

/** The part that waits for the person's word in WeChat. */
export const partToConfirm = ({ parts }: Withdrawal) => parts.find(({ state }) => state === 'awaiting_confirmation')

type Part = Withdrawal['parts'][number]

/** Refused by the channel for now; it goes again by itself. */
export const isRetried = ({ state, failReason }: Part) => state === 'to_send' && failReason !== null

export function retriedWords(part: Part, words: Dictionary['withdrawal']): string | undefined {
  if (!part.failReason || !isRetried(part)) return undefined
  return words.retried[part.failReason] ?? words.otherRetried
}

export type Step = { words: string; note?: string; at: string | null; is: 'done' | 'next' | 'over' }

/** What happened so far and the one thing that comes next. */
export function stepsOf(withdrawal: Withdrawal, words: Dictionary['withdrawal']): Step[] {
  const { parts, state, reviewReason } = withdrawal
  const issued = parts.flatMap(({ issuedAt }) => issuedAt ?? []).sort()[0]
  const paid = parts.filter((part) => part.state === 'paid')
  const last = paid
    .flatMap(({ finishedAt }) => finishedAt ?? [])
    .sort()
    .at(-1)
  const steps: Step[] = [{ words: words.asked, at: withdrawal.requestedAt, is: 'done' }]
  if (reviewReason) {
    const refused = state === 'cancelled' && !issued && withdrawal.decisionWords !== null
    const is = state === 'reviewing' ? 'next' : refused ? 'over' : 'done'
    steps.push({ words: refused ? words.refused : words.reviewed, note: words.officer[reviewReason], at: null, is })
  }
  if (issued) steps.push({ words: words.sent, at: issued, is: 'done' })
  else if (!isEnded(withdrawal) && state !== 'reviewing') steps.push({ words: words.sent, at: null, is: 'next' })
  if (issued) {
    const all = paid.length === parts.length
    steps.push({
      words: words.confirmed(paid.length, parts.length),
      at: last ?? null,
      is: all ? 'done' : isEnded(withdrawal) ? 'over' : 'next',
    })
  }
  if (state === 'paid' || state === 'failed' || state === 'cancelled')
    steps.push({ words: words.ended[state], at: withdrawal.finishedAt, is: state === 'paid' ? 'done' : 'over' })
  return steps
}
