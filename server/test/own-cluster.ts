import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool } from '#platform/db'
import { migrate } from '#platform/migrate'
import { startPostgres } from '#platform/postgres'

export type TestCluster = { url: string; stop(): Promise<void> }

/** A PostgreSQL cluster in a folder of its own, with the migrated template that houses are cloned from. */
export async function openTestCluster(): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'lianka-test-'))
  // Durability is tested elsewhere; here a crash may lose everything.
  const cluster = await startPostgres(folder, ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'])
  const admin = openPool(cluster.url, 1)
  await admin.query('create database template_house')
  const template = openPool(cluster.url.replace(/\/postgres$/, '/template_house'), 2)
  await migrate(template)
  await template.end()
  await admin.end()
  return {
    url: cluster.url,
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
