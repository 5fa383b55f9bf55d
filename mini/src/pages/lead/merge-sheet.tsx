import { formatTime } from '../../../../design/dates.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { Text } from '../../elements/text.tsx'
import { useLoadList } from '../../load.ts'
import { Sheet } from '../../parts/above.tsx'
import { leadName } from '../../parts/lead.tsx'
import { Cell } from '../../parts/list.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { OfLead } from './index.tsx'

/** The other one that this is; by the owner's judgement, since guessing would name who did not agree. */
export function MergeSheet({ lead, onChange, onClose }: OfLead & { onClose: () => void }) {
  const { lead: words, visitors } = useWords()
  const { language } = usePreferences()
  const { act } = useAct()
  const list = useLoadList('leads-to-merge', (after) => call('GET /my/leads', { query: after ? { after } : {} }))
  const merge = (into: string) =>
    act(async () => {
      onChange(await call('PUT /my/leads/:person/merge', { params: { person: lead.person }, body: { into } }))
      onClose()
    })
  return (
    <Sheet title={words.mergeTitle} onClose={onClose} testId="merge-sheet">
      <Text as="p" className="sec">
        {words.mergeNote}
      </Text>
      <AwaitList from={list} empty={<Empty picture="visitors" title={words.empty} />}>
        {(items) =>
          items
            .filter(({ person }) => person !== lead.person)
            .map((other) => (
              <Cell
                key={other.person}
                title={leadName(other, visitors)}
                note={`${words.stages[other.stage]} · ${formatTime(other.lastAt, language, now().toISOString())}`}
                onPress={() => merge(other.person)}
                testId="merge-into"
              />
            ))
        }
      </AwaitList>
    </Sheet>
  )
}
