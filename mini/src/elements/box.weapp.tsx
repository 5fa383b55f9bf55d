import { View } from '@tarojs/components'
import type { BoxProps } from './props.ts'
import { spread } from './spread.ts'

export function Box({ as, className, style, testId, label, role, hidden, children }: BoxProps) {
  if (hidden) return null
  return <View {...spread({ className, style, id: testId, ariaLabel: label, ariaRole: role ?? as })}>{children}</View>
}
