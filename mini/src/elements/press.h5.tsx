import type { MouseEvent } from 'react'
import { go } from '../navigation.ts'
import type { PressProps } from './props.ts'

/** Anything that can be pressed: a link when it opens a page, otherwise a button; both work with the keyboard. */
export function Press({ className = '', style, testId, label, onPress, to, disabled, role, on, expanded, children }: PressProps) {
  const shared = { className: `press ${className}`, style, 'data-testid': testId, 'aria-label': label }
  if (to !== undefined && !disabled) {
    const follow = (event: MouseEvent) => {
      // Ctrl, ⌘ and the middle button keep their meaning: open in another tab.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      onPress?.()
      go(to)
    }
    return (
      <a {...shared} href={to} onClick={follow} aria-current={on ? 'page' : undefined}>
        {children}
      </a>
    )
  }
  const state = role === 'tab' ? { 'aria-selected': on } : role ? { 'aria-checked': on } : { 'aria-pressed': on }
  return (
    <button {...shared} {...state} type="button" role={role} disabled={disabled} aria-expanded={expanded} onClick={onPress}>
      {children}
    </button>
  )
}
