import type { FileId } from '@lianka/contract/ids'
import { type Ctx, callerName } from '#platform/context'
import { sha256 } from '#platform/crypto'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { sniff } from './rules.ts'
import * as store from './store.ts'

export const maxBytes = 700_000

/** Keeps an uploaded file after reading its type from its bytes. */
export async function keepFile(ctx: Ctx, { name, bytes }: { name: string; bytes: Buffer }) {
  if (bytes.length > maxBytes) throw new Refusal('request.too_large')
  const mime = sniff(bytes)
  if (!mime) throw new Refusal('file.type_refused')
  const now = ctx.clock.now()
  const kept = await store.keepFile(ctx.db, {
    id: newId<FileId>('fil', now),
    sha256: sha256(bytes),
    mime,
    name,
    bytes,
    uploadedBy: callerName(ctx),
    uploadedAt: now,
  })
  return { id: kept.id, mime: kept.mime, path: `/files/${kept.id}` }
}

export async function readFile(ctx: Ctx, id: FileId) {
  const file = await store.findFile(ctx.db, id)
  if (!file) throw new Refusal('file.not_found')
  return file
}
