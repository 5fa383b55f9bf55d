import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Simulators, startSimulators } from '@lianka/simulators/start'
import { demoSecrets } from '#platform/outside'
import { freePort } from '#platform/postgres'

/** Simulators and the ground that several processes of the house share: a data folder with their keys, and one set of secrets. */
export async function layCommonGround() {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianka-processes-'))
  const simulators: Simulators = await startSimulators({ port: 0, host: '127.0.0.1', dir: join(dataDir, 'simulators') })
  return { dataDir, simulators, secrets: demoSecrets(dataDir) }
}
export type CommonGround = Awaited<ReturnType<typeof layCommonGround>>

export type Running = { url: string; child: ChildProcess; said: readonly string[]; end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> }

const entry = join(import.meta.dirname, '../bin/lianka.ts')

/** `lianka start`, as somebody would run it, ready when this resolves. */
export async function startServer(ground: CommonGround, role: 'all' | 'web' | 'worker', env: Record<string, string>): Promise<Running> {
  const port = env.PORT ?? String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [entry, 'start', '--role', role], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...ground.secrets,
      PORT: port,
      PUBLIC_URL: url,
      DATA_DIR: ground.dataDir,
      LIANKA_SIMULATOR_URL: ground.simulators.url,
      LIANKA_LOG_LEVEL: 'silent',
      LIANKA_RATE_PER_MINUTE: '1000000',
      ...env,
    },
  })
  const said: string[] = []
  child.stderr.on('data', (part: Buffer) => said.push(part.toString()))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line)
      if (line.includes('is running')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`The ${role} process ended with ${code}: ${said.join('\n')}`)))
  })
  return {
    url,
    child,
    said,
    end: async (signal) => {
      child.kill(signal)
      await gone
    },
  }
}

/** A process that somebody watches over: killed, it is started again at once, at the same address. */
export type Watched = { url: string; said(): readonly string[]; lastWords(): string | null; kill(): Promise<void>; end(): Promise<void> }

export async function watchOver(ground: CommonGround, role: 'web' | 'worker', env: Record<string, string>): Promise<Watched> {
  const lasting = { PORT: String(await freePort()), ...env }
  let running = await startServer(ground, role, lasting)
  return {
    url: running.url,
    said: () => running.said,
    // Null while it lives.
    lastWords: () => {
      const { exitCode, signalCode } = running.child
      return exitCode === null && signalCode === null ? null : `${role} ended with ${exitCode ?? signalCode}: ${running.said.join('\n')}`
    },
    kill: async () => {
      await running.end('SIGKILL')
      running = await startServer(ground, role, lasting)
    },
    end: () => running.end('SIGTERM'),
  }
}

export type Answer = { status: number; code: string; body: Record<string, unknown> }

/** A request over the wire; a server that is not there answers 0. */
export async function send(
  url: string,
  method: string,
  path: string,
  token: string | undefined,
  body?: object,
  headers: object = {},
): Promise<Answer> {
  try {
    const reply = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(method !== 'GET' && { 'idempotency-key': randomUUID() }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    })
    const text = await reply.text()
    const parsed = text ? JSON.parse(text) : {}
    return { status: reply.status, code: parsed.code ?? '', body: parsed }
  } catch {
    return { status: 0, code: 'unreachable', body: {} }
  }
}
