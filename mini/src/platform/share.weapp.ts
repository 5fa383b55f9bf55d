import Taro, { useShareAppMessage } from '@tarojs/taro'
import { call } from '../api.ts'
import { pictureUrl } from '../origin.ts'
import { session } from '../session.ts'
import { recallShareCode } from '../share-code.ts'

export type SharedKind = 'card' | 'product' | 'shop' | 'group' | 'bargain' | 'campaign'
export type ShareCard = { kind: SharedKind; targetId: string; title: string; path: string; picture?: string | undefined }

/**
 * What WeChat's share sheet sends from this page. The link carries the sharer's own code, made while the sheet opens;
 * who isn't signed in passes on the code they came with, so that the first sharer isn't forgotten.
 */
export function useShareCard(card: () => ShareCard | undefined): void {
  useShareAppMessage(() => {
    const given = card()
    if (!given) return {}
    const { title, picture } = given
    const message = (code: string | undefined) => ({
      title,
      path: code ? `${given.path}&c=${code}` : given.path,
      ...(picture ? { imageUrl: pictureUrl(picture) } : {}),
    })
    const passed = message(recallShareCode())
    if (!session.get()) return passed
    const own = call('POST /share-codes', {
      body: { kind: given.kind, targetId: given.targetId, channel: 'wechat_chat', via: recallShareCode() },
    })
    return { ...passed, promise: own.then(({ code }) => message(code)) }
  })
}

/** What the share sheet sends from a page that is meant for one person: its own link, with nobody's code. */
export function useShareLink(link: () => { title: string; path: string } | undefined): void {
  useShareAppMessage(() => link() ?? {})
}

/** Whether a button can open WeChat's own share sheet. */
export const nativeShare = true

export async function passOn(_title: string, url: string): Promise<'shared' | 'copied'> {
  await Taro.setClipboardData({ data: url })
  return 'copied'
}
