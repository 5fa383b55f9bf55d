import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type PostgresUser, postgresUser, programsFolder, reachable } from './postgres-programs.ts'
import { SettingsError } from './settings.ts'

export type Cluster = { url: string; stop: () => Promise<void>; pid: number }

type Owner = { pid: number; port: number; password: string }

const isRoot = () => process.getuid?.() === 0

/** A released owner has pid 0, which would ask about our own group. */
const lives = (pid: number) => {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A free port; the wanted one if it is free. */
export const freePort = (wanted = 0): Promise<number> =>
  new Promise<number>((resolvePort, reject) => {
    const probe = createServer()
    probe.once('error', (error) => (wanted ? freePort().then(resolvePort, reject) : reject(error)))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolvePort(address.port) : reject(new Error('no free port'))))
    })
  })

/** The pid of a postmaster that still runs on `data`, whoever started it. */
function postmasterPid(data: string): number | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return pid > 0 && lives(pid) ? pid : undefined
}

async function answers(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    // Not ready yet, or not ours; the caller decides by trying again.
    return error instanceof Error && false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function stopPostmaster(data: string) {
  const pid = postmasterPid(data)
  if (!pid) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 100 && lives(pid); waited += 1) await new Promise((done) => setTimeout(done, 100))
}

/**
 * Starts PostgreSQL 18 on `folder`/postgres, or adopts one whose owner died (kill -9 leaves the postmaster running).
 * A second living owner is refused by the pid of the first.
 */
export async function startPostgres(folder: string, flags: readonly string[] = []): Promise<Cluster> {
  mkdirSync(folder, { recursive: true })
  // The folder itself is ours; its files that matter are private by themselves.
  if (isRoot()) chmodSync(folder, 0o711)
  const data = join(reachable(folder), 'postgres')
  const ownerFile = join(folder, 'postgres-owner.json')
  const owner: Owner | undefined = existsSync(ownerFile) ? JSON.parse(readFileSync(ownerFile, 'utf8')) : undefined
  if (owner && owner.pid !== process.pid && lives(owner.pid)) {
    throw new SettingsError(
      `The database in ${folder} is in use by process ${owner.pid}. Stop that one first (kill ${owner.pid}), or set DATA_DIR to another folder.`,
    )
  }
  const password = owner?.password ?? crypto.randomUUID()
  const urlOf = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const running = postmasterPid(data)
  let port = owner?.port ?? 0
  if (!(running && owner && (await answers(urlOf(owner.port))))) {
    await stopPostmaster(data)
    // Processes that lost the database look for it where it was.
    port = await freePort(owner?.port)
    await launch({ data, port, password, flags })
  }
  const pid = postmasterPid(data) ?? 0
  writeFileSync(ownerFile, JSON.stringify({ pid: process.pid, port, password } satisfies Owner), { mode: 0o600 })
  return {
    url: urlOf(port),
    pid,
    stop: async () => {
      await stopPostmaster(data)
      rmOwner(ownerFile, password, port)
    },
  }
}

/** The database of a folder for somebody who only looks: one that runs is used as it is, whoever owns it. */
export async function borrowPostgres(folder: string): Promise<Cluster> {
  const ownerFile = join(folder, 'postgres-owner.json')
  const owner: Owner | undefined = existsSync(ownerFile) ? JSON.parse(readFileSync(ownerFile, 'utf8')) : undefined
  if (!owner || owner.pid === process.pid || !lives(owner.pid)) return startPostgres(folder)
  const url = `postgres://postgres:${owner.password}@127.0.0.1:${owner.port}/postgres`
  return { url, pid: owner.pid, stop: async () => {} }
}

/** The password stays with the data; only the claim of ownership goes. */
const rmOwner = (file: string, password: string, port: number) =>
  writeFileSync(file, JSON.stringify({ pid: 0, port, password } satisfies Owner), { mode: 0o600 })

type Launch = { data: string; port: number; password: string; flags: readonly string[] }

const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'shared_buffers=128MB']

/** Makes the data folder if it is new, starts the server in a process group of its own, and waits until it answers. */
async function launch({ data, port, password, flags }: Launch) {
  const user = postgresUser()
  const bin = programsFolder()
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(bin, data, password, user)
  const log = join(dirname(data), 'postgres.log')
  const output = openSync(log, 'w', 0o600)
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting]), ...flags],
    {
      ...user,
      // Ctrl-C is for us: we answer what is under way and then stop the database.
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  closeSync(output)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  child.unref()
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  for (let tries = 0; tries < 600; tries += 1) {
    if (await answers(url)) return
    if (ended) break
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`PostgreSQL did not start. Its last words:\n${readFileSync(log, 'utf8').slice(-2000)}`)
}

function initialise(bin: string, data: string, password: string, user: PostgresUser) {
  // A first start that was killed half-way leaves a folder that initdb refuses.
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const passwordFile = `${data}-password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid)
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale']
  const made = spawnSync(
    join(bin, 'initdb'),
    [`--pgdata=${data}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`, ...locale],
    {
      ...user,
      cwd: dirname(data),
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? ''}${made.stderr}${made.stdout}`.slice(0, 3000))
}
