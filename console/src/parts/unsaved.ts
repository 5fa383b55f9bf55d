import { App } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'

type Question = { title: string; content: string; okText: string; cancelText: string }

/**
 * Asks before unsaved words are lost, by a link as by closing the window. `isDirty` and `question` are read when somebody leaves;
 * `release` lets the next leaving pass.
 */
export function useUnsaved(isDirty: () => boolean, question: () => Question) {
  const { modal } = App.useApp()
  const released = useRef(false)
  const latest = useRef({ isDirty, question })
  latest.current = { isDirty, question }
  const holds = useCallback(() => latest.current.isDirty() && !released.current, [])
  const blocker = useBlocker(({ currentLocation, nextLocation }) => holds() && currentLocation.pathname !== nextLocation.pathname)

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    let answered = false
    const asked = modal.confirm({
      ...latest.current.question(),
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => {
        answered = true
        blocker.proceed()
      },
      onCancel: () => {
        answered = true
        blocker.reset()
      },
    })
    // An answered question closes by itself; closing it a second time while it fades could leave its veil over the page.
    return () => {
      if (!answered) asked.destroy()
    }
  }, [blocker, modal])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => holds() && event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [holds])

  const release = useCallback(() => {
    released.current = true
  }, [])
  return { release }
}
