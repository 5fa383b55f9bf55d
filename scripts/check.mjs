// Everything that can be checked without running the product: format, lint, types of all parts, generated tables. Side by side.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const checks = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['types of the console', 'tsc', ['--noEmit', '-p', 'console']],
  ['tables are what the migrations say', 'node', ['server/scripts/generate-tables.ts', '--check']],
]
// The mini-program client has packages and a TypeScript of its own; without them installed there is nothing to check it with.
if (existsSync(join(root, 'mini/node_modules/typescript')))
  checks.push(['types of the mini-program', 'node', ['mini/node_modules/typescript/bin/tsc', '--noEmit', '-p', 'mini']])
else console.log('skipped  types of the mini-program (its packages are not installed; npm test installs them)')

const run = ([what, command, args]) =>
  new Promise((resolve) => {
    const started = Date.now()
    const said = []
    const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32' })
    child.stdout.on('data', (text) => said.push(text))
    child.stderr.on('data', (text) => said.push(text))
    child.on('exit', (code) => {
      console.log(`${code === 0 ? 'ok      ' : 'FAILED  '} ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
      if (code !== 0) console.log(Buffer.concat(said).toString())
      resolve(code === 0)
    })
  })

const results = await Promise.all(checks.map(run))
process.exit(results.every(Boolean) ? 0 : 1)
