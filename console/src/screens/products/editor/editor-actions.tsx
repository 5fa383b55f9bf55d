import { Button } from 'antd'
import { useWords } from '../../../language.tsx'

export function EditorActions({ busy, onSave }: { busy: boolean; onSave: (submit: boolean) => Promise<void> }) {
  const { editor } = useWords()
  return (
    <>
      <Button loading={busy} onClick={() => void onSave(false)} data-testid="save-draft">
        {editor.save}
      </Button>
      <Button type="primary" loading={busy} onClick={() => void onSave(true)} data-testid="save-and-submit">
        {editor.saveAndSubmit}
      </Button>
    </>
  )
}
