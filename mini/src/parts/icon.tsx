import { Box } from '../elements/box.tsx'
import type { IconName } from './icons.ts'

export function Icon({ name, size = '', className = '' }: { name: IconName; size?: '' | 'm' | 's'; className?: string }) {
  return <Box className={`icon ${size} icon-${name} ${className}`} />
}
