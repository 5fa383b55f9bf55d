import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'

/** One cluster for the whole run, apart from any that `npm start` uses; each test clones the migrated template. */
// biome-ignore lint/style/noDefaultExport: vitest calls the default export of a global setup.
export default async function setup(project: TestProject) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cluster.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const clusterUrl = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => resolve((JSON.parse(line) as { clusterUrl: string }).clusterUrl))
    child.once('exit', (code) => reject(new Error(`The test cluster ended with ${code}`)))
  })
  project.provide('clusterUrl', clusterUrl)
  return () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.stdin.end()
    })
}

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
  }
}
