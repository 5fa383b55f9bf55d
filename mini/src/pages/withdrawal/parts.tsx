import { formatTime } from '../../../../design/dates.ts'
import { formatAmount } from '../../../../design/money.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { dayWords, isToday } from '../../money-day.ts'
import { Head } from '../../parts/list.tsx'
import { Tag, type Tone } from '../../parts/marks.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { retriedWords, type Withdrawal } from './stages.ts'

type Part = Withdrawal['parts'][number]

const tones: Record<Part['state'], Tone> = {
  waiting: '',
  to_send: 'amber',
  sent: 'amber',
  awaiting_confirmation: 'accent',
  paid: 'jade',
  failed: 'crimson',
  cancelled: '',
}

/** Each part with where it is, and why when it did not arrive. */
export function Parts({ withdrawal }: { withdrawal: Withdrawal }) {
  const words = useWords()
  return (
    <>
      <Head title={words.withdrawal.parts} />
      <Box as="ol" className="card block no-top flush" testId="parts">
        {withdrawal.parts.map((part, at) => (
          <Box as="li" key={part.number} className="one-part">
            <Box className="row between wrap">
              <Box className="row tight">
                <Text className="b">{words.withdraw.part(at + 1)}</Text>
                <Tag tone={tones[part.state]}>{words.withdrawal.partStates[part.state]}</Tag>
              </Box>
              <Text className="b num">{formatAmount(part.netFen)}</Text>
            </Box>
            <When part={part} reviewing={withdrawal.state === 'reviewing'} />
          </Box>
        ))}
      </Box>
    </>
  )
}

/** One line below a part: when it goes or arrived, its tax, or why it failed. */
function When({ part, reviewing }: { part: Part; reviewing: boolean }) {
  const words = useWords()
  const { language } = usePreferences()
  const { withdrawal } = words
  const isOver = part.state === 'failed' || part.state === 'cancelled'
  if (isOver && part.failReason)
    return (
      <Text as="p" className={`t12 ${part.state === 'failed' ? 'crimson' : 'sec'}`}>
        {withdrawal.reasons[part.failReason] ?? withdrawal.otherReason(part.failReason)}
      </Text>
    )
  const day = isToday(part.issueOn) ? words.withdraw.today : dayWords(part.issueOn, language)
  const retried = retriedWords(part, withdrawal)
  const when =
    part.state === 'paid' && part.finishedAt
      ? withdrawal.paidAt(formatTime(part.finishedAt, language, now().toISOString()))
      : part.state === 'waiting' && reviewing
        ? withdrawal.partWaitsOfficer
        : withdrawal.partOn(day)
  return (
    <Text as="p" className="t12 sec">
      {[retried ?? when, ...(part.taxFen > 0 ? [withdrawal.taxOf(formatAmount(part.taxFen))] : [])].join(' · ')}
    </Text>
  )
}
