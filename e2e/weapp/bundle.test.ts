import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const dist = path.resolve(import.meta.dirname, '../../mini/dist/weapp')

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? bytesIn(path.join(folder, entry.name)) : statSync(path.join(folder, entry.name)).size))
    .reduce((sum, bytes) => sum + bytes, 0)
}

describe('the built mini-program', () => {
  // WeChat refuses a main package above 2 MB; half a megabyte is left for what comes.
  it('fits into 1.5 MB', () => expect(bytesIn(dist)).toBeLessThan(1.5 * 1024 * 1024))
})
