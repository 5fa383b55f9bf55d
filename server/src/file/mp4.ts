/** One box of an MP4 file (ISO 14496-12): its name and where it and its content stand. */
type Box = { name: string; from: number; content: number; to: number }

const brands = new Set(['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'mp4v', 'MSNV', 'dash'])
const codecs = ['avc1', 'avc3', 'hvc1', 'hev1']
/** What a film is made of; anything else may hide something. */
const known = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'uuid', 'meta', 'udta', 'moof', 'mfra', 'sidx', 'styp'])
/** Where phones note the place, the device and the time. */
const notes = new Set(['udta', 'meta', 'uuid'])
const holders = new Set(['moov', 'trak', 'mdia'])

/** The boxes that fill this range one after another, or null when they do not. */
function boxesIn(bytes: Buffer, from: number, to: number): Box[] | null {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    if (at + 8 > to) return null
    const short = bytes.readUInt32BE(at)
    const long = short === 1
    if (long && at + 16 > to) return null
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    const head = long ? 16 : 8
    if (size < head || at + size > to) return null
    boxes.push({ name: bytes.toString('latin1', at + 4, at + 8), from: at, content: at + head, to: at + size })
    at += size
  }
  return boxes
}

/** Whether bytes begin as an MP4 or its kin; MOV and others are told apart by their brand. */
export const looksLikeMp4 = (bytes: Buffer) =>
  bytes.length > 16 && bytes.toString('latin1', 4, 8) === 'ftyp' && brands.has(bytes.toString('latin1', 8, 12))

/**
 * A film without its notes: every byte of the file belongs to a box that films have, there is a picture track of a kind that phones play, and
 * boxes that note place, device and time are blanked where they stand, so that nothing else moves. Null when it is not such a film.
 */
export function cleanMp4(bytes: Buffer): Buffer | null {
  const top = boxesIn(bytes, 0, bytes.length)
  if (!top || top.some(({ name }) => !known.has(name))) return null
  const movie = top.find(({ name }) => name === 'moov')
  if (!movie || !top.some(({ name }) => name === 'mdat')) return null
  const head = bytes.toString('latin1', movie.from, movie.to)
  if (!codecs.some((codec) => head.includes(codec))) return null
  const clean = Buffer.from(bytes)
  return blankNotes(clean, top) ? clean : null
}

function blankNotes(bytes: Buffer, boxes: readonly Box[]): boolean {
  return boxes.every(({ name, from, content, to }) => {
    if (notes.has(name)) {
      bytes.write('free', from + 4, 'latin1')
      bytes.fill(0, content, to)
      return true
    }
    if (!holders.has(name)) return true
    const inner = boxesIn(bytes, content, to)
    return inner !== null && blankNotes(bytes, inner)
  })
}
