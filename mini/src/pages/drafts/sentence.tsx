import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Sheet } from '../../parts/above.tsx'
import { type Draft, Sources } from '../../parts/approved.tsx'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Tag, type Tone } from '../../parts/marks.tsx'
import { usePreferences } from '../../preferences.ts'
import { Refused } from '../../refused.ts'
import { useWords } from '../../words/words.ts'

type One = Draft['sentences'][number]
type Decision = { state: One['state']; words?: string }
type Props = { draft: Draft; sentence: One; onChange: (draft: Draft) => void }

const tones: Record<One['state'], Tone> = { proposed: 'accent', approved: 'jade', dropped: '' }

/** One sentence with what it rests on, and the owner's word on it. */
export function Sentence({ draft, sentence, onChange }: Props) {
  const words = useWords().draft
  const { busy, act } = useAct()
  const [editing, setEditing] = useState(false)
  const { state, stale } = sentence
  const send = async (decision: Decision) =>
    onChange(
      await call('PUT /my/shop/drafts/:id/sentences/:place', { params: { id: draft.id, place: sentence.place as never }, body: decision }),
    )
  const decide = (to: One['state']) => act(() => send({ state: to }))
  return (
    <Box className={`card block${state === 'dropped' ? ' faded' : ''}`} testId={`sentence-${state}`}>
      <Box className="row wrap tight">
        <Tag tone={tones[state]}>{words.states[state]}</Tag>
        {sentence.edited && <Tag>{words.edited}</Tag>}
      </Box>
      <Text as="p" className="t16 mt8">
        {sentence.words}
      </Text>
      <Sources sources={sentence.sources} />
      {stale && (
        <Text as="p" className="t12 amber mt4">
          {words.stale}
        </Text>
      )}
      {draft.state === 'ready' && (
        <Box className="pair wrap mt12">
          {state === 'proposed' && (
            <>
              <Button kind="quiet" small busy={busy} onPress={() => decide('dropped')} testId="drop">
                {words.drop}
              </Button>
              <Button kind="outline" small icon="pen" onPress={() => setEditing(true)} testId="edit">
                {words.edit}
              </Button>
              <Button small busy={busy} disabled={stale} onPress={() => decide('approved')} testId="approve">
                {words.approve}
              </Button>
            </>
          )}
          {state !== 'proposed' && (
            <Button kind="quiet" small busy={busy} onPress={() => decide('proposed')} testId="take-back">
              {state === 'approved' ? words.takeDown : words.takeBack}
            </Button>
          )}
        </Box>
      )}
      {editing && <EditSheet sentence={sentence} onClose={() => setEditing(false)} send={send} />}
    </Box>
  )
}

/** What is wrong with a sentence, kind by kind, what the law says first. */
function reasonsOf(error: Refused, names: Record<string, string>): string[] {
  const found = new Map<string, string[]>()
  for (const { message } of error.reply.issues ?? []) {
    const [kind = '', ...text] = message.split(': ')
    found.set(kind, [...(found.get(kind) ?? []), text.join(': ')])
  }
  const claims = found.get('claim') ?? []
  const others = [...found].filter(([kind]) => kind !== 'claim' && kind in names)
  return [...claims.map((claim) => `${names.claim}：${claim}`), ...others.map(([kind, texts]) => `${names[kind]}：${texts.join('、')}`)]
}

/** Puts a sentence otherwise; what is not known or may not be said is told under the field. */
function EditSheet({ sentence, onClose, send }: { sentence: One; onClose: () => void; send: (decision: Decision) => Promise<void> }) {
  const words = useWords()
  const { language } = usePreferences()
  const { busy, act } = useAct()
  const [said, setSaid] = useState(sentence.words)
  const [wrong, setWrong] = useState<string>()
  const [reasons, setReasons] = useState<string[]>([])
  const save = () =>
    act(async () => {
      try {
        await send({ state: 'approved', words: said })
        onClose()
      } catch (error) {
        if (!(error instanceof Refused) || !error.is('draft.unfounded', 'draft.claim', 'draft.stale')) throw error
        setWrong(error.reply[language])
        setReasons(reasonsOf(error, words.draft.because))
      }
    })
  return (
    <Sheet
      title={words.draft.editTitle}
      onClose={onClose}
      testId="edit-sentence"
      foot={
        <Button wide busy={busy} disabled={said.trim() === ''} onPress={save} testId="save-sentence">
          {words.draft.approve}
        </Button>
      }
    >
      <Field
        name={words.draft.editTitle}
        long
        value={said}
        onInput={(text) => {
          setSaid(text)
          setWrong(undefined)
          setReasons([])
        }}
        maxLength={120}
        hint={words.draft.editHint}
        wrong={wrong}
        testId="sentence-words"
      />
      {reasons.map((reason) => (
        <Text key={reason} as="p" className="t14 amber mt4">
          {reason}
        </Text>
      ))}
      <Sources sources={sentence.sources} />
    </Sheet>
  )
}
