import type { ReactNode } from 'react'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type Tone = '' | 'jade' | 'accent' | 'amber' | 'crimson'

export function Tag({ tone = '', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <Box className={`tag ${tone}`}>
      {icon && <Icon name={icon} size="s" />}
      <Text>{children}</Text>
    </Box>
  )
}

/** A remark that must be seen: amber warns, calm reassures, plain explains. */
export function Note({
  tone = '',
  icon = 'info',
  children,
  testId,
}: {
  tone?: '' | 'calm' | 'plain'
  icon?: IconName
  children: ReactNode
  testId?: string
}) {
  return (
    <Box className={`note ${tone}`} testId={testId}>
      <Icon name={icon} size="m" />
      <Box className="grow">{children}</Box>
    </Box>
  )
}

export function Stars({ count, label }: { count: number; label: string }) {
  return (
    <Text className="amber num" label={label}>
      {'★'.repeat(count)}
      {'☆'.repeat(5 - count)}
    </Text>
  )
}
