import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('the process says when it is up, keeps its keys to itself and leaves a book behind', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lianka-simulators-'))
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', LIANKA_SIM_DIR: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { ready, url } = JSON.parse(line.toString())
  expect(ready).toBe(true)
  await fetch(`${url}/clock/advance`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"ms":3600000}' })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(statSync(join(dir, 'credentials.json')).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(join(dir, 'book.json'), 'utf8')).clock).toEqual({ offsetMs: 3_600_000 })
  rmSync(dir, { recursive: true, force: true })
})
