import { z } from 'zod'
import { FileId } from './ids.ts'
import { Picture } from './pages.ts'
import type { Contract } from './route.ts'

/** What is taken of pictures and papers. Pictures are drawn anew, so what is kept may be smaller and of another of these types. */
export const fileTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export const maxFileBytes = 10_485_760

export const KeptFile = z.object({ id: FileId, mime: z.enum(fileTypes), path: Picture })

/** Films: MP4 only, of this many bytes at most. */
export const videoTypes = ['video/mp4'] as const
export const maxVideoBytes = 20_971_520
export const KeptVideo = z.object({ id: FileId, path: Picture })

const tenThousandths = z.int().min(0).max(10_000)

const FileName = z.object({ name: z.string().trim().min(1).max(120) })
const bytes = { types: fileTypes, max: maxFileBytes }

export const fileContract = {
  'POST /console/files': {
    summary: 'Upload a picture or PDF as it is, at most 10 MB; its type is read from its bytes, and what can run in it is refused',
    who: ['supplier-staff', 'operator-admin', 'operator-content', 'operator-compliance'],
    idempotence: 'natural',
    query: FileName,
    bytes,
    reply: KeptFile,
  },
  'POST /files': {
    summary: 'The same for members: evidence, licences',
    who: ['customer'],
    idempotence: 'natural',
    query: FileName,
    bytes,
    reply: KeptFile,
  },
  'POST /files/:id/square': {
    summary:
      'A square cut out of an uploaded picture, 640 × 640 at most: its corner in ten-thousandths of width and height, its side in those of the shorter side',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: FileId }),
    body: z.object({ left: tenThousandths, top: tenThousandths, side: tenThousandths.min(500) }),
    reply: KeptFile,
  },
  'POST /videos': {
    summary: 'Upload a film as it is: MP4 with H.264 or H.265, at most 20 MB; where and with what it was taken is left out',
    who: ['customer'],
    idempotence: 'natural',
    query: FileName,
    bytes: { types: videoTypes, max: maxVideoBytes },
    reply: KeptVideo,
  },
} satisfies Contract
