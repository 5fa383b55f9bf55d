import { createElement } from 'react'
import type { BoxProps } from './props.ts'

export function Box({ as = 'div', className, style, testId, label, role, hidden, children }: BoxProps) {
  return createElement(as, { className, style, 'data-testid': testId, 'aria-label': label, role, hidden }, children)
}
