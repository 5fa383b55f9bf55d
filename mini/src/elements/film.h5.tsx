import { pictureUrl } from '../origin.ts'
import type { FilmProps } from './props.ts'

/** A film with the browser's own controls; nothing plays by itself. */
export function Film({ src, cover, label, testId }: FilmProps) {
  return (
    // biome-ignore lint/a11y/useMediaCaption: people's own films come without captions
    <video
      className="film"
      src={pictureUrl(src)}
      poster={cover ? pictureUrl(cover) : undefined}
      controls
      playsInline
      preload="none"
      aria-label={label}
      data-testid={testId}
    />
  )
}
