import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Icon } from './icon.tsx'

/** A person's portrait; an outline where the person isn't known. */
export function Avatar({ src, size = '' }: { src: string | null; size?: '' | 'small' | 'large' }) {
  return <Box className={`avatar ${size}`}>{src ? <Picture src={src} /> : <Icon name="user" size={size === 'small' ? 's' : 'm'} />}</Box>
}
