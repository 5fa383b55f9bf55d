// Brings a fresh clone to the point where it runs: packages, and with flags the built clients.
// Runs under any Node from 18 and needs no package. When nothing changed it does nothing, in well under a second.
//   --clients  also mini (H5) and console, built      --weapp  also the WeChat bundle
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const wants = (flag) => process.argv.includes(`--${flag}`)
const at = (...parts) => join(root, ...parts)

/** A fingerprint of files and folders by content, in a stable order. */
function fingerprint(...paths) {
  const hash = createHash('sha256').update(process.platform)
  const add = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort())
        if (name !== 'node_modules' && name !== 'dist' && !name.startsWith('.')) add(join(path, name))
    } else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  for (const path of paths) add(at(path))
  return hash.digest('hex')
}

const isDone = (marker, print) => existsSync(marker) && readFileSync(marker, 'utf8') === print

/** Runs a command, telling every few seconds that it is still at it; its own words are shown only when it fails. */
function run(what, command, args, cwd) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  process.stdout.write(`• ${what} …\n`)
  return new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      PATH: `${at('node_modules/.bin')}:${process.env.PATH}`,
      npm_config_engine_strict: 'false',
      FORCE_COLOR: '0',
    }
    const child = spawn(command, args, { cwd, env, shell: process.platform === 'win32' })
    const said = []
    child.stdout.on('data', (text) => said.push(text))
    child.stderr.on('data', (text) => said.push(text))
    const beat = setInterval(() => process.stdout.write(`  still ${what.toLowerCase()}, ${seconds()} s\n`), 10_000)
    child.on('error', (error) => {
      clearInterval(beat)
      reject(error)
    })
    child.on('exit', (code) => {
      clearInterval(beat)
      if (code === 0) {
        process.stdout.write(`  done in ${seconds()} s\n`)
        return resolve()
      }
      process.stderr.write(Buffer.concat(said).toString().slice(-6000))
      reject(new Error(`${what} failed with exit code ${code}. The last words of the command stand above.`))
    })
  })
}

async function install(what, folder, ...flags) {
  const print = fingerprint(join(folder, 'package-lock.json'), ...(folder === '.' ? ['package.json'] : [join(folder, 'package.json')]))
  const marker = at(folder, 'node_modules/.lianka-installed')
  if (isDone(marker, print)) return
  await run(what, 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...flags], at(folder))
  writeFileSync(marker, print)
}

async function build(what, sources, dist, args, cwd) {
  const print = fingerprint(...sources)
  const marker = at(dist, '.lianka-built')
  if (isDone(marker, print)) return
  await run(what, 'npm', args, at(cwd))
  mkdirSync(at(dist), { recursive: true })
  writeFileSync(marker, print)
}

const miniSources = ['mini/src', 'mini/config', 'mini/package.json', 'mini/package-lock.json', 'mini/babel.config.js', 'design']

try {
  await install('Installing the packages of server and console (about a minute the first time)', '.')
  if (wants('clients') || wants('weapp'))
    await install('Installing the packages of the mini-program client (about half a minute)', 'mini', '--ignore-scripts')
  if (wants('clients')) {
    await build(
      'Building the console',
      ['console/src', 'console/index.html', 'console/vite.config.ts', 'console/package.json', 'design', 'engines/reward'],
      'console/dist',
      ['run', 'build'],
      'console',
    )
    await build('Building the H5 pages', miniSources, 'mini/dist/h5', ['run', 'build:h5'], 'mini')
  }
  if (wants('weapp')) await build('Building the WeChat bundle', miniSources, 'mini/dist/weapp', ['run', 'build:weapp'], 'mini')
} catch (error) {
  process.stderr.write(`\n${error.message}\nFix it and run the same command again; what is done stays done.\n`)
  process.exit(1)
}
