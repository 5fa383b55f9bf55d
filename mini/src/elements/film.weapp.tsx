import { Video } from '@tarojs/components'
import { pictureUrl } from '../origin.ts'
import type { FilmProps } from './props.ts'
import { spread } from './spread.ts'

/** A film with WeChat's own controls; nothing plays by itself. */
export function Film({ src, cover, label, testId }: FilmProps) {
  return (
    <Video
      {...spread({ ariaLabel: label, poster: cover ? pictureUrl(cover) : undefined })}
      id={testId ?? 'film'}
      className="film"
      src={pictureUrl(src)}
    />
  )
}
