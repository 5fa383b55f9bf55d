import { pictureUrl } from '../origin.ts'

/** Shows a picture large, beside the page rather than instead of it. */
export function lookAt(path: string, _all: string[]): void {
  window.open(pictureUrl(path), '_blank', 'noopener')
}
