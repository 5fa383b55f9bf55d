import sharp, { type Sharp } from 'sharp'
import { Refusal } from '#platform/errors'
import { maxPixels, type PictureType, type Square, squareIn } from './rules.ts'

/** The longest side that is kept: sharp on every screen. */
const longestSide = 2560
/** A PNG above this is a photograph, which WebP keeps in a fraction. */
const largePng = 1_500_000

/**
 * Decodes a picture and encodes it anew: turned as its notes say, without them — place, time and device stay with the photographer — and
 * without anything else that was not picture. Its measure is read from its head first, so what would unpack to gigabytes is never unpacked.
 */
export async function drawAnew(bytes: Buffer, type: PictureType): Promise<{ bytes: Buffer; mime: PictureType }> {
  const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => refuse('file.broken'))
  if (width * height > maxPixels) refuse('file.too_many_pixels')
  const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: 20 })
  const encode = async (mime: PictureType) => ({ mime, bytes: await encoders[mime](picture.clone()).toBuffer() })
  const drawn = await encode(type).catch(() => refuse('file.broken'))
  return type === 'image/png' && drawn.bytes.length > largePng ? encode('image/webp') : drawn
}

const encoders = {
  'image/jpeg': (picture: Sharp) => picture.jpeg({ quality: 85 }),
  'image/png': (picture: Sharp) => picture.png({ compressionLevel: 9 }),
  'image/webp': (picture: Sharp) => picture.webp({ quality: 85 }),
}

const largestSquare = 640

/** A square of a kept picture, which is sound and upright already. */
export async function cutSquare(bytes: Buffer, square: Square): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(bytes).metadata()
  return sharp(bytes)
    .extract(squareIn(square, width, height))
    .resize({ width: largestSquare, height: largestSquare, withoutEnlargement: true })
    .flatten({ background: '#FFFFFF' })
    .jpeg({ quality: 88 })
    .toBuffer()
}

function refuse(code: 'file.broken' | 'file.too_many_pixels'): never {
  throw new Refusal(code)
}
