import Taro, { useShareAppMessage } from '@tarojs/taro'
import { pictureUrl } from '../origin.ts'

export type ShareCard = { title: string; path: string; picture?: string | undefined }

/** What WeChat's share sheet sends from this page. */
export function useShareCard(card: () => ShareCard | undefined): void {
  useShareAppMessage(() => {
    const given = card()
    if (!given) return {}
    return { title: given.title, path: given.path, ...(given.picture ? { imageUrl: pictureUrl(given.picture) } : {}) }
  })
}

/** Whether a button can open WeChat's own share sheet. */
export const nativeShare = true

export async function passOn(_title: string, url: string): Promise<'shared' | 'copied'> {
  await Taro.setClipboardData({ data: url })
  return 'copied'
}
