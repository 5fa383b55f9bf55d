// Runs in a thread of its own: files from outside are taken apart here, where a bad one can use up no more than this thread.
import { parentPort } from 'node:worker_threads'
import { lookIntoPdf } from './pdf.ts'
import { readCells } from './sheet.ts'

export const examinations = { pdf: lookIntoPdf, sheet: readCells }

parentPort?.on('message', ({ kind, bytes }: { kind: keyof typeof examinations; bytes: Uint8Array }) => {
  examinations[kind](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).then(
    (found) => parentPort?.postMessage({ found }),
    (error: Error) => parentPort?.postMessage({ failed: error.message }),
  )
})
