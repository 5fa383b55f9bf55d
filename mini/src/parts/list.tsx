import type { ReactNode } from 'react'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** A heading with, at its right, a remark or the way to all of it. */
export function Head({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Box className="sechead">
      <Text as="h2" className="h">
        {title}
      </Text>
      {children}
    </Box>
  )
}

export function More({ to, onPress, children, testId }: { to?: string; onPress?: () => void; children: ReactNode; testId?: string }) {
  return (
    <Press className="more" to={to} onPress={onPress} testId={testId}>
      <Text>{children}</Text>
      <Icon name="right" size="s" />
    </Press>
  )
}

type CellProps = {
  title: string
  note?: string | undefined
  value?: ReactNode
  icon?: IconName
  to?: string
  onPress?: () => void
  testId?: string
}

/** A row that leads somewhere. */
export function Cell({ title, note, value, icon, to, onPress, testId }: CellProps) {
  return (
    <Press className="cell item" to={to} onPress={onPress} testId={testId}>
      {icon && <Icon name={icon} />}
      <Box className="col grow">
        <Text className="t16">{title}</Text>
        {note && <Text className="t12 sec">{note}</Text>}
      </Box>
      {value !== undefined && <Text className="sec">{value}</Text>}
      <Icon name="right" size="m" />
    </Press>
  )
}

/** A name and what it is, in two columns: sums, facts. */
export function Row({ name, children, strong }: { name: string; children: ReactNode; strong?: boolean }) {
  return (
    <Box className={`row base between mt4${strong ? ' b' : ''}`}>
      <Text className={strong ? 'fact' : 'fact sec'}>{name}</Text>
      <Text className="num long fact-value">{children}</Text>
    </Box>
  )
}
