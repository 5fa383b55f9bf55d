import { FileId } from '@lianka/contract/ids'
import { drawPicture } from '@lianka/design/art/pictures'
import { type Ctx, callerName } from '#platform/context'
import { sha256 } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { cutSquare, drawAnew } from './draw-anew.ts'
import { examine } from './examine.ts'
import { cleanMp4, looksLikeMp4 } from './mp4.ts'
import { bytesPerDay, endsAsZip, type FileType, hidesAnother, type Square, sniff, whyNotTaken } from './rules.ts'
import * as store from './store.ts'

export { type SheetToWrite, writeSheet } from './write-sheet.ts'

const dayMs = 86_400_000

/** Keeps an uploaded picture or PDF. Its type is read from its bytes; pictures are drawn anew, PDFs are kept as they are when nothing in them can run. */
export async function keepFile(ctx: Ctx, { name, bytes }: { name: string; bytes: Buffer }) {
  await requireRoom(ctx, bytes.length)
  const kept = await keep(ctx, name, await makeSafe(bytes))
  return { id: kept.id, mime: kept.mime as Exclude<FileType, 'video/mp4'>, path: `/files/${kept.id}` }
}

/** Keeps an uploaded film when it is one that phones play and nothing else; what it notes of place and device is blanked. */
export async function keepVideo(ctx: Ctx, { name, bytes }: { name: string; bytes: Buffer }) {
  await requireRoom(ctx, bytes.length)
  if (bytes.length === 0) throw new Refusal('file.empty')
  if (!looksLikeMp4(bytes)) throw new Refusal('file.video_refused')
  if (endsAsZip(bytes)) throw new Refusal('file.polyglot')
  const clean = cleanMp4(bytes)
  if (!clean) throw new Refusal('file.video_refused')
  const { id } = await keep(ctx, name, { bytes: clean, mime: 'video/mp4' })
  return { id, path: `/files/${id}` }
}

/** Cuts a square out of a kept picture; the picture stays as it is. */
export async function keepSquare(ctx: Ctx, id: FileId, square: Square) {
  const file = await readFile(ctx, id)
  if (!file.mime.startsWith('image/')) throw new Refusal('file.no_picture')
  const bytes = await cutSquare(file.bytes, square)
  await requireRoom(ctx, bytes.length)
  const kept = await keep(ctx, file.name, { bytes, mime: 'image/jpeg' })
  return { id: kept.id, mime: 'image/jpeg' as const, path: `/files/${kept.id}` }
}

async function requireRoom(ctx: Ctx, length: number) {
  const sent = await store.bytesSince(ctx.db, callerName(ctx), new Date(ctx.clock.now().getTime() - dayMs))
  if (sent + length > bytesPerDay) throw new Refusal('file.too_many')
}

function keep(ctx: Ctx, name: string, safe: { bytes: Buffer; mime: FileType }) {
  const now = ctx.clock.now()
  const id = newId<FileId>('fil', now)
  return store.keepFile(ctx.db, { id, sha256: sha256(safe.bytes), ...safe, name, uploadedBy: callerName(ctx), uploadedAt: now })
}

async function makeSafe(bytes: Buffer): Promise<{ bytes: Buffer; mime: FileType }> {
  const type = sniff(bytes)
  if (!type) throw new Refusal(whyNotTaken(bytes))
  if (type === 'application/pdf') {
    const fault = await examine('pdf', bytes)
    if (fault !== null) throw new Refusal(fault ?? 'file.inflates')
    return { bytes, mime: type }
  }
  const hides = hidesAnother(bytes, type)
  if (hides !== false) throw new Refusal(hides ? 'file.polyglot' : 'file.broken')
  return drawAnew(bytes, type)
}

/** The cells of an uploaded spreadsheet or CSV, as text; row 1 is the first. */
export async function readSheet(bytes: Buffer): Promise<string[][]> {
  if (bytes.length === 0) throw new Refusal('file.empty')
  const sheet = await examine('sheet', bytes)
  if (!sheet || 'fault' in sheet) throw new Refusal(sheet?.fault ?? 'sheet.inflates')
  return sheet.rows
}

export async function readFile(ctx: Ctx, id: FileId) {
  const file = await store.findFile(ctx.db, id)
  if (!file) throw new Refusal('file.not_found')
  return file
}

/** The bytes behind a picture's address, drawn or uploaded; undefined where there is no such picture. */
export async function pictureBytes(ctx: Ctx, path: string): Promise<Uint8Array | undefined> {
  const [, folder, name = ''] = path.split('/')
  if (folder === 'pictures') {
    const svg = drawPicture(name.replace(/\.svg$/, ''))
    return svg === undefined ? undefined : Buffer.from(svg)
  }
  const id = FileId.safeParse(name)
  const file = folder === 'files' && id.success ? await store.findFile(ctx.db, id.data) : undefined
  return file?.mime.startsWith('image/') ? file.bytes : undefined
}

/** Which of these addresses lead to nothing of the kinds wanted: drawn pictures, and uploaded files by their type. */
export async function unknownAddresses(ctx: Ctx, paths: readonly string[], wanted: (mime: string) => boolean): Promise<string[]> {
  const uploaded = new Map(
    paths.flatMap((path) => (FileId.safeParse(path.replace(/^\/files\//, '')).success ? [[path, path.slice(7)] as const] : [])),
  )
  const types = new Map((await store.typesOf(ctx.db, [...uploaded.values()])).map(({ id, mime }) => [id as string, mime]))
  const isKnown = (path: string) => {
    const id = uploaded.get(path)
    if (id !== undefined && path.startsWith('/files/')) return wanted(types.get(id) ?? '')
    const drawn = /^\/pictures\/([a-z0-9-]+)\.svg$/.exec(path)
    return drawn !== null && wanted('image/svg+xml') && drawPicture(drawn[1] as string) !== undefined
  }
  return paths.filter((path) => !isKnown(path))
}
