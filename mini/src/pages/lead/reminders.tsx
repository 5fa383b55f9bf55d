import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useIntention } from '../../intention.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import type { LeadPage } from '../../parts/lead.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { OfLead } from './index.tsx'

type Reminder = LeadPage['reminders'][number]
const whens = ['evening', 'tomorrow', 'three', 'week'] as const
type When = (typeof whens)[number]

const dayMs = 86_400_000
const hourMs = 3_600_000
const beijingMs = 8 * hourMs

/** This many days from today at an hour in Beijing. */
function atHour(from: Date, days: number, hour: number): Date {
  const midnight = Math.floor((from.getTime() + beijingMs) / dayMs) * dayMs - beijingMs
  return new Date(midnight + days * dayMs + hour * hourMs)
}

const momentOf = (when: When, from: Date): Date => {
  if (when === 'evening') return atHour(from, 0, 20)
  return atHour(from, when === 'tomorrow' ? 1 : when === 'three' ? 3 : 7, 10)
}

export function Reminders({ lead, onChange }: OfLead) {
  const { lead: words } = useWords()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <Head title={words.reminders}>
        <Button kind="outline" small icon="clock" onPress={() => setAdding(true)} testId="add-reminder">
          {words.addReminder}
        </Button>
      </Head>
      <Box className="card block no-top flush" testId="reminders">
        {lead.reminders.length === 0 && (
          <Text as="p" className="sec tag-row">
            {words.noReminders}
          </Text>
        )}
        {lead.reminders.map((reminder) => (
          <OneReminder key={reminder.id} lead={lead} onChange={onChange} reminder={reminder} />
        ))}
      </Box>
      {adding && <ReminderSheet lead={lead} onChange={onChange} onClose={() => setAdding(false)} />}
    </>
  )
}

function OneReminder({ lead, onChange, reminder }: OfLead & { reminder: Reminder }) {
  const { lead: words } = useWords()
  const { language } = usePreferences()
  const { busy, act } = useAct()
  const today = now()
  const isDone = reminder.doneAt !== null
  const put = (body: { done: boolean; dueAt?: string }) =>
    act(async () => {
      const params = { person: lead.person, id: reminder.id }
      onChange(await call('PUT /my/leads/:person/reminders/:id', { params, body }))
    })
  const putOff = (days: number) => {
    const from = Math.max(today.getTime(), Date.parse(reminder.dueAt))
    put({ done: false, dueAt: new Date(from + days * dayMs).toISOString() })
  }
  return (
    <Box className={`tag-row${isDone ? ' faded' : ''}`} testId={isDone ? 'reminder-done' : 'reminder-open'}>
      <Box className="row between wrap tight">
        <Text className={isDone ? 'struck' : 'b'}>{reminder.words}</Text>
        {!isDone && reminder.dueAt < today.toISOString() && <Tag tone="amber">{words.overdue}</Tag>}
      </Box>
      <Text as="p" className="t12 sec num">
        {formatTime(reminder.dueAt, language, today.toISOString())}
      </Text>
      <Box className="pair wrap mt8">
        {isDone ? (
          <Button kind="quiet" small busy={busy} onPress={() => put({ done: false })} testId="undo">
            {words.undo}
          </Button>
        ) : (
          <>
            <Button kind="quiet" small busy={busy} onPress={() => putOff(1)} testId="put-off-day">
              {words.later}
            </Button>
            <Button kind="quiet" small busy={busy} onPress={() => putOff(7)} testId="put-off-week">
              {words.nextWeek}
            </Button>
            <Button small busy={busy} onPress={() => put({ done: true })} testId="done">
              {words.done}
            </Button>
          </>
        )}
      </Box>
    </Box>
  )
}

function ReminderSheet({ lead, onChange, onClose }: OfLead & { onClose: () => void }) {
  const { lead: words, save } = useWords()
  const { busy, act } = useAct()
  const intention = useIntention()
  const [said, setSaid] = useState('')
  // In the late evening "tonight" is over.
  const choices = whens.filter((when) => momentOf(when, now()) > now())
  const [when, setWhen] = useState<When>(choices[0] ?? 'tomorrow')
  const send = () =>
    act(async () => {
      const body = { words: said, dueAt: momentOf(when, now()).toISOString() }
      onChange(await call('POST /my/leads/:person/reminders', { params: { person: lead.person }, body, intention }))
      intention.fulfilled()
      onClose()
    })
  return (
    <Sheet
      title={words.addReminder}
      onClose={onClose}
      testId="reminder-sheet"
      foot={
        <Button wide busy={busy} disabled={said.trim() === ''} onPress={send} testId="save-reminder">
          {save}
        </Button>
      }
    >
      <Field
        name={words.reminders}
        value={said}
        onInput={setSaid}
        maxLength={100}
        placeholder={words.reminderHint}
        testId="reminder-words"
      />
      <Text as="h3" className="b mt16">
        {words.when}
      </Text>
      <Box className="mt8">
        <Chips name={words.when} choices={choices.map((value) => ({ value, name: words.whens[value] }))} value={when} onChange={setWhen} />
      </Box>
    </Sheet>
  )
}
