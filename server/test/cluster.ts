// The PostgreSQL cluster of a test run, as a process of its own; it ends when its input does.
import { openTestCluster } from './own-cluster.ts'

const cluster = await openTestCluster()
console.log(JSON.stringify({ clusterUrl: cluster.url }))

process.stdin.resume()
process.stdin.on('end', async () => {
  await cluster.stop()
  process.exit(0)
})
