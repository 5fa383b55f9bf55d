import Taro from '@tarojs/taro'

export type SharedKind = 'card' | 'product' | 'shop' | 'group' | 'bargain' | 'campaign'
export type ShareCard = { kind: SharedKind; targetId: string; title: string; path: string; picture?: string | undefined }

/** In a browser a page can't offer itself; the person passes on the link. */
export function useShareCard(_card: () => ShareCard | undefined): void {}

export function useShareLink(_link: () => { title: string; path: string } | undefined): void {}

/** Whether a button can open WeChat's own share sheet. */
export const nativeShare = false

/** The system's share sheet where there is one, otherwise the clipboard. Tells which it was. */
export async function passOn(title: string, url: string): Promise<'shared' | 'copied'> {
  if (navigator.share) {
    try {
      await navigator.share({ title, url })
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'shared'
    }
  }
  await Taro.setClipboardData({ data: url })
  return 'copied'
}
