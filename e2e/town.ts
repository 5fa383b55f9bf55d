import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { freePort } from '../server/src/platform/postgres.ts'
import { cloneDatabase } from '../server/test/house.ts'
import { openBrowser } from './browser.ts'

const root = join(import.meta.dirname, '..')

/** The browser is opened by the first visitor who needs one. */
export type Town = { url: string; simulator: string; browser: () => Promise<Browser>; stop: () => Promise<void> }

/** The product as `npm start` runs it — server, worker, simulators, demo world — on a database of its own. */
export async function startTown(): Promise<Town> {
  const [port, simulatorPort, databaseUrl] = [await freePort(), await freePort(), await cloneDatabase()]
  const url = `http://127.0.0.1:${port}`
  const simulator = `http://127.0.0.1:${simulatorPort}`
  const child = spawn(process.execPath, [join(root, 'server/bin/lianka.ts'), 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: databaseUrl,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'lianka-town-')),
      LIANKA_SIMULATOR_PORT: String(simulatorPort),
      LIANKA_LOG_LEVEL: 'error',
      LIANKA_RATE_PER_MINUTE: '100000',
    },
  })
  await welcomed(child)
  let browser: Promise<Browser> | undefined
  return {
    url,
    simulator,
    browser: () => {
      browser ??= openBrowser()
      return browser
    },
    stop: async () => {
      await (await browser)?.close()
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      })
    },
  }
}

const welcomed = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (text) => {
      said += text
      if (said.includes('Demo logins')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said}`)))
  })

export const postJson = async (url: string, body: unknown) => {
  const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

const hour = 3_600_000
export const advance = (town: Town, { hours = 0, days = 0 }: { hours?: number; days?: number }) =>
  postJson(`${town.simulator}/clock/advance`, { ms: (hours + days * 24) * hour })
