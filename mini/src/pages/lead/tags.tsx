import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Head } from '../../parts/list.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { OfLead } from './index.tsx'

/** The owner's tags and the learnt ones, each with what it was learnt from; any can be taken off. */
export function Tags({ lead, onChange }: OfLead) {
  const { lead: words, save } = useWords()
  const { language } = usePreferences()
  const { busy, act } = useAct()
  const [adding, setAdding] = useState(false)
  const [typed, setTyped] = useState('')
  const put = (tag: string, on: boolean) =>
    act(async () => {
      onChange(await call('PUT /my/leads/:person/tags', { params: { person: lead.person }, body: { tag, on } }))
      setAdding(false)
      setTyped('')
    })
  return (
    <>
      <Head title={words.tags}>
        <Button kind="outline" small icon="plus" onPress={() => setAdding(true)} testId="add-tag">
          {words.addTag}
        </Button>
      </Head>
      {lead.tags.length > 0 && (
        <Box className="card block no-top flush" testId="tags">
          {lead.tags.map(({ tag, learntFrom }) => (
            <Box key={tag} className="row tag-row">
              {learntFrom && <Icon name="spark" size="m" />}
              <Box className="col grow">
                <Text className="b">{tag}</Text>
                {learntFrom && <Text className="t12 sec">{`${words.learnt} · ${learntFrom[language]}`}</Text>}
              </Box>
              <Press className="iconbtn" disabled={busy} onPress={() => put(tag, false)} label={words.dropTag(tag)} testId={`drop-${tag}`}>
                <Icon name="x" size="m" />
              </Press>
            </Box>
          ))}
        </Box>
      )}
      {adding && (
        <Sheet
          title={words.addTag}
          onClose={() => setAdding(false)}
          foot={
            <Button wide busy={busy} disabled={typed.trim() === ''} onPress={() => put(typed.trim(), true)} testId="save-tag">
              {save}
            </Button>
          }
        >
          <Field name={words.addTag} value={typed} onInput={setTyped} maxLength={12} hint={words.tagHint} testId="tag-words" />
        </Sheet>
      )}
    </>
  )
}
