import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type RunningSimulators = { url: string; credentials: Record<string, string>; stop: () => Promise<void> }

/** The keys the simulators gave us, from their folder: also for processes that find them running. */
export const readCredentials = (dir: string): Record<string, string> =>
  (JSON.parse(readFileSync(join(dir, 'credentials.json'), 'utf8')) as { credentials: Record<string, string> }).credentials

const entry = join(import.meta.dirname, '../../simulators/main.ts')

/** Starts the simulators as a process of their own: they are the world outside, and speak to us only over HTTP. */
export async function spawnSimulators(options: {
  port: number
  dir: string
  serverUrl: string
  publicUrl: string
  demoToken: string
}): Promise<RunningSimulators> {
  const child = spawn(process.execPath, [entry], {
    // Its input ends with us, even by kill -9, and then so does it.
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(options.port),
      LIANKA_SIM_DIR: options.dir,
      LIANKA_SERVER_URL: options.serverUrl,
      LIANKA_SIM_PUBLIC_URL: options.publicUrl,
      LIANKA_DEMO_TOKEN: options.demoToken,
      LIANKA_SIM_ENDS_WITH_INPUT: '1',
    },
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve((JSON.parse(line) as { url: string }).url)
    })
    child.once('exit', (code) =>
      reject(new Error(`The simulators ended with ${code} before they were ready; is port ${options.port} in use?`)),
    )
    child.once('error', reject)
  })
  return {
    url,
    credentials: readCredentials(options.dir),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
