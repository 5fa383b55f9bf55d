import { createElement } from 'react'
import type { TextProps } from './props.ts'

export function Text({ as = 'span', className, style, testId, label, hidden, children }: TextProps) {
  return createElement(as, { className, style, 'data-testid': testId, 'aria-label': label, hidden }, children)
}
