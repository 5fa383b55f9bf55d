import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { openEvidence } from '../../evidence.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { pickFile } from '../../platform/pick-file.ts'
import { useWords } from '../../words/words.ts'
import type { CardInput } from './draft.ts'

type Honour = CardInput['honours'][number]
const most = 8

/** What one has done, line by line, each with its proof where there is one. */
export function HonoursField({ value, onChange }: { value: Honour[]; onChange: (value: Honour[]) => void }) {
  const words = useWords().cards.edit
  const change = (at: number, part: Partial<Honour>) => onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <Box className="card block flush">
      {value.map((honour, at) => (
        <OneHonour
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name while they are written
          key={at}
          honour={honour}
          at={at}
          onChange={(part) => change(at, part)}
          onDrop={() => onChange(value.filter((_, index) => index !== at))}
        />
      ))}
      <Box className="field">
        {value.length < most && (
          <Button kind="outline" small icon="plus" onPress={() => onChange([...value, { words: '', proof: null }])} testId="add-honour">
            {words.addHonour}
          </Button>
        )}
        <Text className="hint">{words.proofHint}</Text>
      </Box>
    </Box>
  )
}

type OneProps = { honour: Honour; at: number; onChange: (part: Partial<Honour>) => void; onDrop: () => void }

function OneHonour({ honour, at, onChange, onDrop }: OneProps) {
  const words = useWords()
  const { busy, act } = useAct()
  const addProof = () =>
    act(async () => {
      const picked = await pickFile()
      if (!picked) return
      const { path } = await call('POST /files', { query: { name: picked.name.slice(-120) || 'proof' }, file: picked.bytes })
      onChange({ proof: path })
    })
  return (
    <Box className="one-honour">
      <Field
        name={`${words.cards.edit.honour} ${at + 1}`}
        value={honour.words}
        onInput={(said) => onChange({ words: said })}
        maxLength={40}
        placeholder={words.cards.edit.honourHint}
        testId={`honour-${at}`}
        after={
          <Press className="iconbtn" onPress={onDrop} label={words.remove} testId={`drop-honour-${at}`}>
            <Icon name="x" size="m" />
          </Press>
        }
      />
      <Box className="row wrap">
        <Button kind="quiet" small icon="doc" busy={busy} onPress={addProof} testId={`proof-${at}`}>
          {honour.proof ? words.cards.edit.changeProof : words.cards.edit.addProof}
        </Button>
        {honour.proof && (
          <>
            <Press className="row tight link t12" onPress={() => openEvidence(honour.proof as string)}>
              <Icon name="check" size="s" />
              <Text>{words.cards.proof}</Text>
            </Press>
            <Press className="link t12" onPress={() => onChange({ proof: null })}>
              {words.cards.edit.dropProof}
            </Press>
          </>
        )}
      </Box>
    </Box>
  )
}
