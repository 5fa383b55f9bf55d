import { Button, View } from '@tarojs/components'
import { go } from '../navigation.ts'
import type { PressProps } from './props.ts'
import { spread } from './spread.ts'

/** Anything that can be pressed. A view, because the native button brings its own look; sharing needs the native one. */
export function Press({ className = '', style, testId, label, onPress, to, disabled, role, on, expanded, openType, children }: PressProps) {
  const press = () => {
    if (disabled) return
    onPress?.()
    if (to !== undefined) go(to)
  }
  const props = spread({ className: `press ${className}${disabled ? ' disabled' : ''}`, style, id: testId, ariaLabel: label })
  if (openType) {
    return (
      <Button {...props} openType={openType} disabled={disabled ?? false} onClick={press}>
        {children}
      </Button>
    )
  }
  const aria = spread({
    ariaRole: role ?? (to === undefined ? 'button' : 'link'),
    ariaChecked: on,
    ariaExpanded: expanded,
    ariaDisabled: disabled,
  })
  return (
    <View {...props} {...aria} hoverClass="pressed" onClick={press}>
      {children}
    </View>
  )
}
