// npm run histories [-- --long]: the random histories of the reward plan, in memory, through HTTP and SQL, and under kills. `--long` lives
// fifty times as many; HISTORIES_SEED=<number> draws others.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const long = process.argv.includes('--long')
const files = ['engines/reward/history.properties.test.ts', 'server/test/histories', 'server/test/kills.test.ts']
const child = spawn('vitest', ['run', ...files], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, ...(long && { LONG_HISTORIES: '1' }) },
})
child.on('exit', (code) => process.exit(code ?? 1))
