import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import { useWords } from '../../words/words.ts'
import type { OfLead } from './index.tsx'

const stages = ['looked', 'interested', 'in_touch', 'ordered', 'returning', 'lost'] as const

/** Another stage than what happened speaks for, and why; or back to what is reckoned. */
export function StageSheet({ lead, onChange, onClose }: OfLead & { onClose: () => void }) {
  const { lead: words, save } = useWords()
  const { busy, act } = useAct()
  const [stage, setStage] = useState<(typeof stages)[number]>(lead.stage)
  const [because, setBecause] = useState(lead.stageWords ?? '')
  const send = (to: (typeof stages)[number] | null) =>
    act(async () => {
      const body = { stage: to, words: to ? because : '' }
      onChange(await call('PUT /my/leads/:person/stage', { params: { person: lead.person }, body }))
      onClose()
    })
  return (
    <Sheet
      title={words.setStage}
      onClose={onClose}
      testId="stage-sheet"
      foot={
        <>
          {lead.stageWords !== null && (
            <Button kind="quiet" busy={busy} onPress={() => send(null)} testId="as-reckoned">
              {words.backToReckoned}
            </Button>
          )}
          <Button wide busy={busy} onPress={() => send(stage)} testId="save-stage">
            {save}
          </Button>
        </>
      }
    >
      <Chips
        name={words.setStage}
        choices={stages.map((value) => ({ value, name: words.stages[value] }))}
        value={stage}
        onChange={setStage}
      />
      <Field
        name={words.setStageWhy}
        value={because}
        onInput={setBecause}
        maxLength={100}
        placeholder={words.setStageHint}
        testId="stage-words"
      />
    </Sheet>
  )
}
