import { useAct } from '../act.ts'
import { call } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { openDocument } from '../platform/document.ts'
import { pickFile } from '../platform/pick-file.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

type FileFieldProps = { name: string; fileId: string; onChange: (id: string) => void; wrong?: string | undefined; testId: string }

/** A picture or PDF that belongs to a form: chosen, sent at once, and shown to whoever wants to see it again. */
export function FileField({ name, fileId, onChange, wrong, testId }: FileFieldProps) {
  const words = useWords().supply
  const { busy, act } = useAct()
  const choose = () =>
    act(async () => {
      const picked = await pickFile()
      if (!picked) return
      const kept = await call('POST /files', { query: { name: picked.name.slice(-120) || 'file' }, file: picked.bytes })
      onChange(kept.id)
    })
  return (
    <Box className="field">
      <Text className="name">{name}</Text>
      <Box className="row wrap between">
        <Button kind="outline" small busy={busy} onPress={choose} testId={testId}>
          {fileId ? words.changeFile : words.chooseFile}
        </Button>
        {fileId && (
          <Press className="row tight link t12" onPress={() => void openDocument(`/files/${fileId}`)} testId={`${testId}-seen`}>
            <Icon name="check" size="s" />
            <Text>{words.seeFile}</Text>
          </Press>
        )}
      </Box>
      <Text className={wrong ? 'wrong' : 'hint'}>{wrong ?? words.fileHint}</Text>
    </Box>
  )
}
