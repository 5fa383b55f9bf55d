import { moneyParts } from '@lianka/design/money'
import { colours } from '@lianka/design/tokens'
import { column, type Element, picture, row, type Style, text } from '../elements.ts'
import type { Frame } from '../rules.ts'

export const margin = 56

/** ¥ small, yuan large, fen small, on one base line. */
export function price(fen: number, size: number, style: Style = {}, after = ''): Element {
  const { yuan, fen: rest } = moneyParts(fen)
  const small = Math.round(size * 0.52)
  const color = style.color ?? colours.accentText
  const piece = (words: string, at: number, more: Style = {}) => text(words, at, { color, fontWeight: 600, lineHeight: 1, ...more })
  return row(
    { alignItems: 'flex-end', ...style },
    piece('¥', small, { marginRight: 4, marginBottom: size * 0.06 }),
    piece(yuan, size),
    piece(`.${rest}`, small, { marginBottom: size * 0.06 }),
    after !== '' && text(after, small, { color, marginLeft: 8, lineHeight: 1, marginBottom: size * 0.05 }),
  )
}

/** The price of seven days ago with a line through it, and what it was. */
export const crossed = (fen: number, size: number): Element => {
  const { yuan, fen: rest } = moneyParts(fen)
  return row(
    { alignItems: 'center' },
    text('近 7 日最低成交价', size, { color: colours.secondary, marginRight: 10 }),
    text(`¥${yuan}.${rest}`, size, { color: colours.secondary, textDecoration: 'line-through' }),
  )
}

/** The code on white, so that every camera finds its edge. */
export const codeBox = ({ code }: Frame, style: Style = {}): Element =>
  column(
    { backgroundColor: '#FFFFFF', borderRadius: 20, padding: 6, ...style },
    picture(code.key, code.side, code.side, { objectFit: 'fill' }),
  )

export const invitation = ({ code }: Frame) => (code.kind === 'mini' ? '微信扫一扫，打开小程序' : '长按或扫码，马上看到')

const advertisement = (color: string): Element =>
  row({ border: `2px solid ${color}`, borderRadius: 6, padding: '1px 8px', marginRight: 12 }, text('广告', 18, { color }))

/** Who passes it on, what the poster is, and as of when. Advertisements say that they are and that the sharer may earn. */
export function foot(frame: Frame, { ad, dated }: { ad: boolean; dated: boolean }, style: { color?: string } = {}): Element {
  const color = style.color ?? colours.secondary
  const words = [dated && `价格为 ${frame.day} 所见，下单时以页面为准`, ad && '您购买时，分享人可能得到推荐收益，价格不变']
  return column(
    { width: 638 },
    row({ alignItems: 'center' }, ad && advertisement(color), text(words.filter(Boolean)[0] || `链卡 · ${frame.day}`, 20, { color })),
    words.filter(Boolean).length > 1 && text(words.filter(Boolean)[1] as string, 20, { color, marginTop: 4 }),
  )
}

/** The row at the bottom: who shares it beside the code. */
export function sharedBy(frame: Frame, says: string, style: Style = {}): Element {
  return row(
    { alignItems: 'center', justifyContent: 'space-between', width: 638, ...style },
    column(
      { width: 638 - frame.code.side - 44 },
      row(
        { alignItems: 'center' },
        picture(frame.sharer.portrait, 72, 72, { borderRadius: 36, marginRight: 18, objectPosition: 'top' }),
        column(
          { width: 638 - frame.code.side - 134 },
          text(frame.sharer.name, 30, { fontWeight: 600 }),
          text(says, 22, { color: colours.secondary }),
        ),
      ),
      text(invitation(frame), 22, { color: colours.secondary, marginTop: 22 }),
    ),
    codeBox(frame),
  )
}
