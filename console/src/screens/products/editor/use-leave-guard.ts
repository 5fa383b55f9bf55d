import type { FormInstance } from 'antd'
import { useCallback, useRef } from 'react'
import { useWords } from '../../../language.tsx'
import { useUnsaved } from '../../../parts/unsaved.ts'
import type { Draft } from './draft.ts'

/** Asks before what was typed into the form is lost. */
export function useLeaveGuard(form: FormInstance<Draft>) {
  const { editor } = useWords()
  const touched = useRef(false)
  const { release } = useUnsaved(
    () => touched.current,
    () => ({
      title: editor.leave,
      content: editor.leaveWords(form.getFieldValue('title') as string),
      okText: editor.leaveGo,
      cancelText: editor.stay,
    }),
  )
  const touch = useCallback(() => {
    touched.current = true
  }, [])
  return { touch, release }
}
