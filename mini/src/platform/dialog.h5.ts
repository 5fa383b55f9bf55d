import { useEffect, useRef } from 'react'

const focusable = 'button:not(:disabled),a[href],input:not(:disabled),textarea:not(:disabled)'

/**
 * What lies above the page keeps the keyboard: it gets the focus when it opens, Tab stays inside, Escape closes it,
 * and the focus goes back to where it came from.
 */
export function useDialog(close: () => void): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    const before = document.activeElement
    const dialogs = document.querySelectorAll<HTMLElement>('[role=dialog]')
    const dialog = dialogs[dialogs.length - 1]
    dialog?.setAttribute('tabindex', '-1')
    dialog?.focus()
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current()
      if (event.key === 'Tab' && dialog) keepInside(dialog, event)
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
}

function keepInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const reachable = [...dialog.querySelectorAll<HTMLElement>(focusable)]
  const first = reachable[0]
  const last = reachable[reachable.length - 1]
  const at = document.activeElement
  const leaves = event.shiftKey ? at === first || at === dialog : at === last
  if (!leaves && dialog.contains(at)) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}
