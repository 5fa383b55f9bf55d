import { Text as Inline, View } from '@tarojs/components'
import type { TextProps } from './props.ts'
import { spread } from './spread.ts'

export function Text({ as = 'span', className, style, testId, label, hidden, children }: TextProps) {
  if (hidden) return null
  const props = spread({
    className: as === 'strong' || /^h\d$/.test(as) ? `b ${className ?? ''}` : className,
    style,
    id: testId,
    ariaLabel: label,
  })
  // Paragraphs and headings are blocks and may hold other elements; the native text element may only hold text.
  return as === 'span' || as === 'strong' || as === 'small' ? <Inline {...props}>{children}</Inline> : <View {...props}>{children}</View>
}
