import { Image } from '@tarojs/components'
import { pictureUrl } from '../origin.ts'
import type { PictureProps } from './props.ts'
import { spread } from './spread.ts'

export function Picture({ src, alt = '', fit = 'cover', eager, className = '', style, testId }: PictureProps) {
  const props = spread({ className: `picture ${className}`, style, id: testId, ariaLabel: alt || undefined })
  return <Image {...props} src={pictureUrl(src)} mode={fit === 'cover' ? 'aspectFill' : 'aspectFit'} lazyLoad={!eager} />
}
