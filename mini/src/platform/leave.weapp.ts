import Taro from '@tarojs/taro'

/** Calls when the mini-program goes to the background. */
export function onLeave(leave: () => void): void {
  Taro.onAppHide?.(leave)
}

/** WeChat lets a request that was begun go on for a few seconds in the background. */
export function sendLast(url: string, body: string, token: string | undefined): void {
  const header: Record<string, string> = { 'content-type': 'application/json' }
  if (token) header.authorization = `Bearer ${token}`
  Taro.request({ url, method: 'POST', data: body, header }).catch(() => undefined)
}

/** The page's own show and hide events say it all. */
export function watchHiding(_hidden: () => void, _shown: () => void): () => void {
  return () => undefined
}
