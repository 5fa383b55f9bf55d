import { App } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'

type Question = { title: string; content: string; okText: string; cancelText: string }

/** Asks before unsaved words are lost, by a link as by closing the window. `release` lets the next leaving pass. */
export function useUnsaved(dirty: boolean, { title, content, okText, cancelText }: Question) {
  const { modal } = App.useApp()
  const released = useRef(false)
  const held = useRef(dirty)
  held.current = dirty
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => held.current && !released.current && currentLocation.pathname !== nextLocation.pathname,
  )

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const asked = modal.confirm({
      title,
      content,
      okText,
      cancelText,
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
    return asked.destroy
  }, [blocker, modal, title, content, okText, cancelText])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => held.current && event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  const release = useCallback(() => {
    released.current = true
  }, [])
  return { release }
}
