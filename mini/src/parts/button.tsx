import type { ReactNode } from 'react'
import { Press } from '../elements/press.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

type ButtonProps = {
  children: ReactNode
  kind?: 'fill' | 'outline' | 'quiet' | 'danger'
  small?: boolean
  wide?: boolean
  icon?: IconName
  busy?: boolean
  disabled?: boolean
  onPress?: () => void
  to?: string
  testId?: string
  openType?: 'share' | undefined
}

export function Button({ children, kind = 'fill', small, wide, icon, busy, disabled, onPress, to, testId, openType }: ButtonProps) {
  const className = `btn ${kind}${small ? ' small' : ''}${wide ? ' wide' : ''}${busy ? ' busy' : ''}`
  return (
    <Press className={className} onPress={onPress} to={to} disabled={disabled || busy} testId={testId} openType={openType}>
      {icon && <Icon name={icon} size="m" />}
      {children}
    </Press>
  )
}
