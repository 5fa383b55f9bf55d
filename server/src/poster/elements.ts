import { colours } from '@lianka/design/tokens'

/** What satori lays out: flex boxes, text and pictures, in pixels of the poster. */
export type Style = Record<string, string | number>
export type Element = {
  type: 'div' | 'img'
  props: { style: Style; children?: Element[] | string; src?: string; width?: number; height?: number }
}
type Child = Element | null | undefined | false

export const width = 750
export const height = 1334

const kept = (children: readonly Child[]) => children.filter((child): child is Element => Boolean(child))

const boxOf =
  (direction: 'row' | 'column') =>
  (style: Style, ...children: Child[]): Element => ({
    type: 'div',
    props: {
      style: { display: 'flex', flexDirection: direction, flexShrink: 0, boxSizing: 'border-box', ...style },
      children: kept(children),
    },
  })

export const column = boxOf('column')
export const row = boxOf('row')

/** What the font has no signs for would leave boxes on the poster. */
const printable = (words: string) => words.replace(/\p{Extended_Pictographic}|[\u200d\ufe0e\ufe0f]/gu, '').trim()

/** Words of at most so many lines; what does not fit ends in an ellipsis. */
export const text = (words: string, size: number, style: Style & { lines?: number } = {}): Element => {
  const { lines = 1, ...rest } = style
  return {
    type: 'div',
    props: {
      style: {
        // A block lets satori count lines; it breaks Chinese by the rules of Unicode, so that no line begins with a comma.
        display: 'block',
        fontSize: size,
        lineHeight: 1.4,
        lineClamp: lines,
        wordBreak: 'break-word',
        flexShrink: 0,
        color: colours.ink,
        ...rest,
      },
      children: printable(words),
    },
  }
}

/** A picture by its key, cut to the box. The drawer puts the bytes in. */
export const picture = (key: string, boxWidth: number, boxHeight: number, style: Style = {}): Element => ({
  type: 'img',
  props: {
    src: key,
    width: boxWidth,
    height: boxHeight,
    style: { width: boxWidth, height: boxHeight, objectFit: 'cover', flexShrink: 0, boxSizing: 'border-box', ...style },
  },
})

/** Every picture of a tree with the size it is shown at. */
export function picturesOf(element: Element): { key: string; width: number; height: number }[] {
  const { src, width: boxWidth = 0, height: boxHeight = 0, children } = element.props
  const own = src === undefined ? [] : [{ key: src, width: boxWidth, height: boxHeight }]
  return [...own, ...(Array.isArray(children) ? children.flatMap(picturesOf) : [])]
}
