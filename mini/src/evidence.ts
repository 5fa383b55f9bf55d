import { go } from './navigation.ts'
import { openDocument } from './platform/document.ts'

/** Opens the evidence behind a statement: a page of ours, or a document on the server. */
export function openEvidence(path: string): void {
  if (path.startsWith('/pages/')) go(path)
  else void openDocument(path).catch(() => undefined)
}
