import { keepShareCode, shareCodeIn } from './share-code.ts'

/** Remembers whose link opened the page. On H5 the address bar is the only witness when the app starts. */
export function noticeArrival(query: Record<string, string | undefined>): void {
  const code = shareCodeIn(query) ?? (process.env.TARO_ENV === 'h5' ? shareCodeIn(queryOfAddress()) : undefined)
  if (code) keepShareCode(code)
}

function queryOfAddress(): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(window.location.search))
}
