import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openPool } from '#platform/db'
import { migrate } from '#platform/migrate'
import { startPostgres } from '#platform/postgres'

/** One cluster for the whole run, apart from any that `npm start` uses; each test file clones the migrated template. */
// biome-ignore lint/style/noDefaultExport: vitest calls the default export of a global setup.
export default async function setup(project: TestProject) {
  // Durability is tested on a cluster of its own; here a crash may lose everything.
  const cluster = await startPostgres(mkdtempSync(join(tmpdir(), 'lianka-test-')), [
    '-c',
    'fsync=off',
    '-c',
    'synchronous_commit=off',
    '-c',
    'full_page_writes=off',
  ])
  const admin = openPool(cluster.url, 2)
  await admin.query('create database template_house')
  const url = cluster.url.replace(/\/postgres$/, '/template_house')
  const pool = openPool(url, 2)
  await migrate(pool)
  await pool.end()
  await admin.end()
  project.provide('clusterUrl', cluster.url)
  return async () => {
    await cluster.stop()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
  }
}
