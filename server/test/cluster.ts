// A PostgreSQL cluster of its own for a test run, as a process of its own; it ends when its input does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool } from '#platform/db'
import { migrate } from '#platform/migrate'
import { startPostgres } from '#platform/postgres'

const folder = mkdtempSync(join(tmpdir(), 'lianka-test-'))
// Durability is tested on a cluster of its own; here a crash may lose everything.
const cluster = await startPostgres(folder, ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'])
const admin = openPool(cluster.url, 1)
await admin.query('create database template_house')
const template = openPool(cluster.url.replace(/\/postgres$/, '/template_house'), 2)
await migrate(template)
await template.end()
await admin.end()
console.log(JSON.stringify({ clusterUrl: cluster.url }))

process.stdin.resume()
process.stdin.on('end', async () => {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
