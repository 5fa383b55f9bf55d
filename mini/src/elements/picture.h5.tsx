import { pictureUrl } from '../origin.ts'
import type { PictureProps } from './props.ts'

export function Picture({ src, alt = '', fit = 'cover', eager, className = '', style, testId }: PictureProps) {
  return (
    <img
      className={`picture ${className}`}
      style={{ objectFit: fit, ...style }}
      src={pictureUrl(src)}
      alt={alt}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
      data-testid={testId}
    />
  )
}
