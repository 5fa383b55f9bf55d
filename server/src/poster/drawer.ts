// Runs in a process of its own: fonts of ten megabytes each and every decoded picture live here, and end with it.
import { Resvg } from '@resvg/resvg-js'
import satori from 'satori'
import sharp from 'sharp'
import type { Element } from './elements.ts'
import { openFonts, signFont } from './fonts.ts'

/** What the drawer is asked: a tree, its size, and the bytes of the pictures it does not know yet. */
export type Order = { tree: Element; width: number; height: number; pictures: Record<string, Uint8Array> }
export type Answer = { id: number; png: Uint8Array } | { id: number; failed: string }

const fitted = new Map<string, string>()
const fittedMost = 120

/** A picture cut to its box, as satori takes it. Codes stay as they are: every pixel of theirs counts. */
async function fit(key: string, bytes: Uint8Array, box: { width: number; height: number }, from: 'top' | 'centre'): Promise<string> {
  if (key.startsWith('code:')) return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
  const known = `${key} ${box.width} ${box.height} ${from}`
  const kept = fitted.get(known)
  if (kept) return kept
  const isSvg = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '<svg '
  const raster = isSvg ? rasterise(bytes, box) : Buffer.from(bytes)
  const cut = await sharp(raster, { limitInputPixels: 50_000_000 })
    .resize({ ...box, fit: 'cover', position: from })
    .flatten({ background: '#FFFFFF' })
    .jpeg({ quality: 90 })
    .toBuffer()
  const uri = `data:image/jpeg;base64,${cut.toString('base64')}`
  if (fitted.size >= fittedMost) fitted.delete(fitted.keys().next().value as string)
  fitted.set(known, uri)
  return uri
}

function rasterise(bytes: Uint8Array, box: { width: number; height: number }): Buffer {
  const svg = Buffer.from(bytes).toString('utf8')
  const [, across = '1', down = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const scale = Math.max(box.width / Number(across), box.height / Number(down))
  const font = svg.includes('<text')
    ? { fontFiles: [signFont], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' }
    : { loadSystemFonts: false }
  return new Resvg(svg, { fitTo: { mode: 'width', value: Math.ceil(Number(across) * scale) }, font }).render().asPng()
}

async function fill(element: Element, pictures: Order['pictures']): Promise<Element> {
  const { src, style, width = 0, height = 0, children } = element.props
  if (src !== undefined) {
    const bytes = pictures[src]
    if (!bytes) throw new Error(`The picture ${src} was not sent`)
    return {
      ...element,
      props: { ...element.props, src: await fit(src, bytes, { width, height }, style.objectPosition === 'top' ? 'top' : 'centre') },
    }
  }
  if (!Array.isArray(children)) return element
  return { ...element, props: { ...element.props, children: await Promise.all(children.map((child) => fill(child, pictures))) } }
}

async function draw({ tree, width, height, pictures }: Order): Promise<Uint8Array> {
  const svg = await satori((await fill(tree, pictures)) as never, { width, height, fonts: openFonts() })
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng()
}

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  draw(order).then(
    (png) => process.send?.({ id, png } satisfies Answer),
    (error: Error) => process.send?.({ id, failed: error.stack ?? error.message } satisfies Answer),
  )
})
// Nobody is left to draw for.
process.on('disconnect', () => process.exit(0))
