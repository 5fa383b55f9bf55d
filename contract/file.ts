import { z } from 'zod'
import { FileId } from './ids.ts'
import { Picture } from './pages.ts'
import type { Contract } from './route.ts'

/** What is taken of pictures and papers. Pictures are drawn anew, so what is kept may be smaller and of another of these types. */
export const fileTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export const maxFileBytes = 10_485_760

export const KeptFile = z.object({ id: FileId, mime: z.enum(fileTypes), path: Picture })

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
} satisfies Contract
