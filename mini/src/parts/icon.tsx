import { Text } from '../elements/text.tsx'
import type { IconName } from './icons.ts'

export function Icon({ name, size = '', className = '' }: { name: IconName; size?: '' | 'm' | 's'; className?: string }) {
  return <Text className={`icon ${size} icon-${name} ${className}`} />
}
