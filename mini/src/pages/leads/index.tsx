import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call, keepFile, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LeadTags, leadName, stageTones } from '../../parts/lead.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import '../../styles/lead.css'

type Leads = Reply<'GET /my/leads'>
type Lead = Leads['items'][number]
const stages = ['looked', 'interested', 'in_touch', 'ordered', 'returning', 'lost'] as const
type Choice = (typeof stages)[number] | 'all'

/** People who may buy: whom to follow up today, then everybody by stage. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function LeadsPage() {
  const { lead: words, visitors } = useWords()
  const [stage, setStage] = useState<Choice>('all')
  const [typed, setTyped] = useState('')
  const [sought, setSought] = useState('')
  const { busy, act } = useAct()
  const ask = (after: string | undefined) =>
    call('GET /my/leads', {
      query: { ...(stage !== 'all' && { stage }), ...(sought && { words: sought }), ...(after && { after }) },
    })
  const summary = useLoad<Leads>('leads-summary', () => call('GET /my/leads', { query: { limit: 1 } }))
  const list = useLoadList(`leads:${stage}:${sought}`, ask)
  const { counts, due = [] } = summary.data ?? {}
  const total = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : 0
  const choices = [
    { value: 'all' as const, name: words.counted(words.all, total) },
    ...stages.map((value) => ({ value, name: words.counted(words.stages[value], counts?.[value] ?? 0) })),
  ]
  return (
    <Screen title={words.title} testId="leads">
      {due.length > 0 && <Due due={due} />}
      {counts && (
        <Box className="mt12">
          <Chips name={words.title} choices={choices} value={stage as Choice} onChange={setStage} scroll />
        </Box>
      )}
      <Box className="pad mt8">
        <Field
          name={words.search}
          value={typed}
          onInput={setTyped}
          kind="search"
          maxLength={40}
          onConfirm={() => setSought(typed.trim())}
          testId="lead-search"
        />
      </Box>
      <AwaitList
        from={list}
        empty={
          <Empty
            picture="visitors"
            title={words.empty}
            words={words.emptyWords}
            action={<Button to={paths.share}>{visitors.shareCard}</Button>}
          />
        }
      >
        {(items) => (
          <>
            {items.map((lead) => (
              <LeadCard key={lead.person} lead={lead} />
            ))}
            <Box className="pad mt16">
              <Button
                kind="outline"
                small
                icon="doc"
                busy={busy}
                onPress={() => act(() => keepFile('/my/leads/export.xlsx', 'leads.xlsx'))}
                testId="export-leads"
              >
                {words.export}
              </Button>
            </Box>
            <Text as="p" className="smallprint">
              {words.privacy}
            </Text>
          </>
        )}
      </AwaitList>
    </Screen>
  )
}

function Due({ due }: { due: Leads['due'] }) {
  const { lead: words, visitors } = useWords()
  const { language } = usePreferences()
  const today = now().toISOString()
  return (
    <>
      <Head title={words.due} />
      <Box className="card block no-top flush cells" testId="due">
        {due.map((reminder) => (
          <Press key={reminder.id} className="cell item" to={paths.lead(reminder.person)}>
            <Icon name="clock" />
            <Box className="col grow">
              <Text className="t16">{reminder.words}</Text>
              <Text className="t12 sec">{`${leadName(reminder, visitors)} · ${formatTime(reminder.dueAt, language, today)}`}</Text>
              {reminder.dueAt < today && (
                <Box className="mt4">
                  <Tag tone="amber">{words.overdue}</Tag>
                </Box>
              )}
            </Box>
            <Icon name="right" size="m" />
          </Press>
        ))}
      </Box>
    </>
  )
}

function LeadCard({ lead }: { lead: Lead }) {
  const { lead: words, visitors } = useWords()
  const { language } = usePreferences()
  const today = now().toISOString()
  const because =
    lead.stageWords === null
      ? lead.reasons.map((reason) => reason[language]).join(language === 'zh' ? '，' : ', ')
      : words.byHand(lead.stageWords)
  return (
    <Press className="card block lead-card" to={paths.lead(lead.person)} testId={`lead-${lead.stage}`}>
      <Box className="row top">
        <Avatar src={lead.portrait} />
        <Box className="col grow">
          <Box className="row between wrap tight">
            <Text className="b t16">{leadName(lead, visitors)}</Text>
            <Tag tone={stageTones[lead.stage]}>{words.stages[lead.stage]}</Tag>
          </Box>
          <Text as="p">{because}</Text>
          <Text className="t12 sec num">
            {[
              formatTime(lead.lastAt, language, today),
              ...(lead.noteCount > 0 ? [words.notes(lead.noteCount)] : []),
              ...(lead.nextReminderAt ? [words.remindAt(formatTime(lead.nextReminderAt, language, today))] : []),
            ].join(' · ')}
          </Text>
        </Box>
      </Box>
      <LeadTags tags={lead.tags} />
    </Press>
  )
}
