import { App, type FormInstance } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'
import { useWords } from '../../../language.tsx'
import type { Draft } from './draft.ts'

/** Asks before unsaved words are lost, by a link as by closing the window. */
export function useLeaveGuard(form: FormInstance<Draft>) {
  const { editor } = useWords()
  const { modal } = App.useApp()
  const touched = useRef(false)
  const blocker = useBlocker(() => touched.current)

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const asked = modal.confirm({
      title: editor.leave,
      content: editor.leaveWords(form.getFieldValue('title') as string),
      okText: editor.leaveGo,
      cancelText: editor.stay,
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
    return asked.destroy
  }, [blocker, modal, editor, form])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => touched.current && event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  const touch = useCallback(() => {
    touched.current = true
  }, [])
  const release = useCallback(() => {
    touched.current = false
  }, [])
  return { touch, release }
}
