import { FileId } from '@lianka/contract/ids'
import { drawPicture } from '@lianka/design/art/pictures'
import { type Ctx, callerName } from '#platform/context'
import { sha256 } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { drawAnew } from './draw-anew.ts'
import { examine } from './examine.ts'
import { bytesPerDay, type FileType, hidesAnother, sniff, whyNotTaken } from './rules.ts'
import * as store from './store.ts'

export { type SheetToWrite, writeSheet } from './write-sheet.ts'

const dayMs = 86_400_000

/** Keeps an uploaded picture or PDF. Its type is read from its bytes; pictures are drawn anew, PDFs are kept as they are when nothing in them can run. */
export async function keepFile(ctx: Ctx, { name, bytes }: { name: string; bytes: Buffer }) {
  const now = ctx.clock.now()
  const uploadedBy = callerName(ctx)
  const sent = await store.bytesSince(ctx.db, uploadedBy, new Date(now.getTime() - dayMs))
  if (sent + bytes.length > bytesPerDay) throw new Refusal('file.too_many')
  const safe = await makeSafe(bytes)
  const id = newId<FileId>('fil', now)
  const kept = await store.keepFile(ctx.db, { id, sha256: sha256(safe.bytes), ...safe, name, uploadedBy, uploadedAt: now })
  return { id: kept.id, mime: kept.mime, path: `/files/${kept.id}` }
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
