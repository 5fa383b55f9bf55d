import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type { Pool } from './db.ts'

const folder = join(import.meta.dirname, '../../migrations')
const lock = 4_726_543

/** Runs, in name order, each migration that has not run yet, in its own transaction; one process at a time. A changed file that has run is refused. */
export async function migrate(pool: Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('set lock_timeout = 0; set statement_timeout = 0')
    await client.query(`select pg_advisory_lock(${lock})`)
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, ran_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')
    const ran = new Map(rows.map((row) => [row.name, row.sha256]))
    const done: string[] = []
    for (const file of globSync('*.sql', { cwd: folder }).sort()) {
      const name = basename(file, '.sql')
      const text = readFileSync(join(folder, file), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      const before = ran.get(name)
      if (before && before !== sha256)
        throw new Error(`Migration ${name} has run with another text. Undo the change and write a new migration.`)
      if (before) continue
      await client.query('begin')
      try {
        await client.query(text)
        await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed`, { cause: error })
      }
      done.push(name)
    }
    await runMigrations({ pgPool: pool })
    return done
  } finally {
    await client.query(`select pg_advisory_unlock(${lock})`)
    // Its settings were changed, so the connection is not given back for others to use.
    client.release(true)
  }
}
