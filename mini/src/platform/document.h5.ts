import { pictureUrl } from '../origin.ts'

/** Shows a PDF, such as an inspection report, beside the shop rather than instead of it. */
export async function openDocument(path: string): Promise<void> {
  window.open(pictureUrl(path), '_blank', 'noopener')
}
