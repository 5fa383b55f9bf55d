/** Calls when the page is about to be hidden or closed; the last chance to send what was seen. */
export function onLeave(leave: () => void): void {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave())
  window.addEventListener('pagehide', leave)
}

/** Sends without waiting for an answer, even while the page closes. */
export function sendLast(url: string, body: string, token: string | undefined): void {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  fetch(url, { method: 'POST', body, headers, keepalive: true }).catch(() => undefined)
}

/** A hidden tab isn't looked at. Listens in the capture phase, so that the look has ended before the last batch goes out. */
export function watchHiding(hidden: () => void, shown: () => void): () => void {
  const listen = () => (document.visibilityState === 'hidden' ? hidden() : shown())
  document.addEventListener('visibilitychange', listen, { capture: true })
  return () => document.removeEventListener('visibilitychange', listen, { capture: true })
}
