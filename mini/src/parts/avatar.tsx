import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'

const nobody = '/pictures/portrait-visitor.svg'

export function Avatar({ src, size = '' }: { src: string | null; size?: '' | 'small' | 'large' }) {
  return (
    <Box className={`avatar ${size}`}>
      <Picture src={src || nobody} />
    </Box>
  )
}
