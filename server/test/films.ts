/** A box of an MP4: its length, its name, its content. */
export const mp4Box = (name: string, ...content: (Buffer | string)[]): Buffer => {
  const inside = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(inside.length + 8)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, inside])
}

/** The boxes of a film as a phone writes them, its place noted inside; there is no picture to see in it. */
export const mp4 = ({ brand = 'isom', codec = 'avc1', place = '+24.9500+115.6500/' } = {}): Buffer =>
  Buffer.concat([
    mp4Box('ftyp', brand, Buffer.alloc(4), 'isomavc1'),
    mp4Box(
      'moov',
      mp4Box('mvhd', Buffer.alloc(100)),
      mp4Box('trak', mp4Box('tkhd', Buffer.alloc(84)), mp4Box('mdia', mp4Box('minf', mp4Box('stbl', codec))), mp4Box('udta', 'name')),
      mp4Box('udta', mp4Box('\xa9xyz', place)),
    ),
    mp4Box('mdat', Buffer.alloc(3000, 7)),
  ])
