/**
 * The drawing kit: simple shapes, three tones each, light from the upper left, one soft contact shadow.
 * Everything returns SVG text. Definitions carry ids made from their own content, so drawing the same thing twice gives the same
 * id and `svgDocument` keeps one of them; it then prefixes the ids with the picture's key, so pictures inlined side by side cannot clash.
 */
export type Tones = readonly [dark: string, base: string, light: string]
export type Box = readonly [x: number, y: number, width: number, height: number]
export type Picture = { label: string; size: readonly [width: number, height: number]; draw: () => string }

/** A 4:5 scene, the shape of every product picture. */
export const scene = (label: string, draw: () => string): Picture => ({ label, size: [320, 400], draw })

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** `share` of `b` in `a`, channel by channel. Both are #RRGGBB. */
export function mix(a: string, b: string, share: number): string {
  const to = channels(b)
  const mixed = channels(a).map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`.toUpperCase()
}

/** The shaded, plain and lit side of one colour. Shade leans to warm brown, light to cream: pure black and white look plastic. */
export const tones = (hex: string): Tones => [mix(hex, '#2A2018', 0.2), hex, mix(hex, '#FFF8EA', 0.3)]

const asTones = (color: string | Tones): Tones => (typeof color === 'string' ? tones(color) : color)

/** FNV-1a, so that an id depends on what is defined and on nothing else. */
function contentId(content: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < content.length; at++) hash = Math.imul(hash ^ content.charCodeAt(at), 0x01000193) >>> 0
  return `~${hash.toString(36)}`
}

const round = (value: number) => Number(value.toFixed(2))

export const rect = (x: number, y: number, width: number, height: number, fill: string, radius = 0) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${radius ? ` rx="${round(radius)}"` : ''} fill="${fill}"/>`
export const disc = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}"/>`
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, turn = 0) =>
  `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"${turn ? ` transform="rotate(${turn} ${round(x)} ${round(y)})"` : ''}/>`
export const path = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`
export const line = (d: string, color: string, width: number, opacity = 1) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`
export const group = (transform: string, inner: string) => `<g transform="${transform}">${inner}</g>`
export const faded = (opacity: number, inner: string) => `<g opacity="${opacity}">${inner}</g>`

export function clip(shape: string, inner: string): string {
  const id = contentId(shape)
  return `<clipPath id="${id}">${shape}</clipPath><g clip-path="url(#${id})">${inner}</g>`
}

/** A contact shadow that fades out, so that things stand on the table instead of floating. */
export function shadow(x: number, y: number, rx: number, ry = rx * 0.16, opacity = 0.3, color = '#5A3A1E'): string {
  const stops = `<stop offset="0" stop-color="${color}" stop-opacity="${opacity}"/><stop offset=".55" stop-color="${color}" stop-opacity="${round(opacity / 2)}"/><stop offset="1" stop-color="${color}" stop-opacity="0"/>`
  const id = contentId(stops)
  return `<radialGradient id="${id}">${stops}</radialGradient>${oval(x, y, rx, ry, `url(#${id})`)}`
}

/** A body lit from the left: the whole in shade, two thirds in its own tone, a sliver of light; `detail` is printed on it. */
export function solid(shape: string, [x, y, width, height]: Box, color: string | Tones, detail = ''): string {
  const [dark, base, light] = asTones(color)
  return clip(
    shape,
    rect(x, y, width, height, dark) + rect(x, y, width * 0.66, height, base) + rect(x, y, width * 0.2, height, light) + detail,
  )
}

export const block = (x: number, y: number, width: number, height: number, color: string | Tones, radius = 4, detail = '') =>
  solid(
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`,
    [x, y, width, height],
    color,
    detail,
  )

export const body = (d: string, box: Box, color: string | Tones, detail = '') => solid(`<path d="${d}"/>`, box, color, detail)

/** A ball: fruit, egg, bead. `squash` < 1 flattens it. */
export function ball(x: number, y: number, radius: number, color: string | Tones, squash = 1): string {
  const [dark, base, light] = asTones(color)
  const ry = radius * squash
  const shape = `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radius)}" ry="${round(ry)}"/>`
  return clip(
    shape,
    oval(x, y, radius, ry, dark) +
      oval(x - radius * 0.13, y - ry * 0.15, radius * 0.97, ry * 0.97, base) +
      faded(0.7, oval(x - radius * 0.28, y - ry * 0.32, radius * 0.6, ry * 0.6, light)),
  )
}

export const leaf = (x: number, y: number, length: number, turn: number, top = '#3E8A63', under = '#2E6F4F') => {
  const [a, b, c] = [length * 0.25, length * 0.34, length * 0.75].map(round)
  return group(
    `translate(${x} ${y}) rotate(${turn})`,
    path(`M0 0C${a} -${b} ${c} -${b} ${length} 0Z`, top) + path(`M0 0C${a} ${b} ${c} ${b} ${length} 0Z`, under),
  )
}

export type TextStyle = { weight?: 400 | 600; spacing?: number; turn?: number }

export function text(x: number, y: number, size: number, fill: string, words: string, style: TextStyle = {}): string {
  const { weight = 600, spacing = 0, turn = 0 } = style
  const turned = turn ? ` transform="rotate(${turn} ${x} ${y})"` : ''
  return `<text x="${x}" y="${y}" text-anchor="middle" font-size="${size}" font-weight="${weight}" fill="${fill}"${spacing ? ` letter-spacing="${spacing}"` : ''}${turned}>${words}</text>`
}

/** Words set from top to bottom, as on a tea tin. */
export const upright = (x: number, y: number, size: number, fill: string, words: string) =>
  [...words].map((sign, index) => text(x, y + index * size * 1.25, size, fill, sign)).join('')

/** A paper label with a title and, below it, a small note. */
export const label = ([x, y, width, height]: Box, paper: string, ink: string, title: string, note = '') =>
  rect(x, y, width, height, paper, 4) +
  text(x + width / 2, y + height * (note ? 0.5 : 0.64), Math.min(height * 0.38, (width * 0.84) / title.length), ink, title, {
    spacing: 1,
  }) +
  (note
    ? text(
        x + width / 2,
        y + height * 0.82,
        Math.min(height * 0.2, (width * 0.88) / [...note].reduce((sum, sign) => sum + (sign > '~' ? 1 : 0.52), 0)),
        ink,
        note,
        { weight: 400 },
      )
    : '')

export const steam = (x: number, y: number, color = '#FFFFFF') =>
  line(`M${x} ${y}c-8-14 8-20 0-36M${x + 24} ${y + 2}c-8-14 8-22 0-40`, color, 4, 0.9)

/** Wall and table. The surface is drawn beyond the frame, since a page may crop a scene to a square. */
export const room = (wall: string, table: string, backdrop = '', edgeY = 292) =>
  rect(-120, -80, 560, 560, wall) +
  backdrop +
  rect(-120, edgeY, 560, 480 - edgeY, table) +
  rect(-120, edgeY, 560, 3, mix(table, '#FFFFFF', 0.35))

export const niche = (color: string, x = 64, width = 192, top = 84) =>
  path(`M${x} 292V${top + width / 2}a${width / 2} ${width / 2} 0 0 1 ${width} 0V292Z`, color)
export const beams = (color: string, shift = 0) =>
  group(`translate(${shift} 0)`, path('M196 40h84L210 292h-84Z', color) + path('M118 40h54l-70 252H48Z', color))
export const moon = (color: string, x = 196, y = 178, radius = 100) => disc(x, y, radius, color)

/** The finished document: one `defs` without repeats, ids that carry the key, a name for screen readers. */
export function svgDocument(key: string, { label: name, size: [width, height], draw }: Picture): string {
  const definitions = new Set<string>()
  const marks = draw().replace(/<(clipPath|radialGradient|linearGradient) id=.*?<\/\1>/g, (definition) => {
    definitions.add(definition)
    return ''
  })
  const defs = definitions.size ? `<defs>${[...definitions].join('')}</defs>` : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${name}" font-family="'PingFang SC','HarmonyOS Sans SC','Noto Sans SC',sans-serif">${defs}${marks}</svg>`
    .replaceAll('"~', `"${key}-`)
    .replaceAll('#~', `#${key}-`)
}
