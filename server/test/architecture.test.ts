import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { modules } from '../src/modules.ts'

const root = join(import.meta.dirname, '../..')
const src = join(root, 'server/src')
const floor = new Map(modules.map((module, index) => [module.name, index]))

type Import = { file: string; module: string; name: string; target: string; typeOnly: boolean }

const importsOf = (folder: string, file: string): Omit<Import, 'module' | 'name'>[] =>
  [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/(?:^|\n)(?:import|export)( type)?[^'"\n]*?(?:\{[^}]*\}[^'"\n]*)?from '([^']+)'/g),
  ].map(([, type, target]) => ({
    file,
    target: target as string,
    typeOnly: type !== undefined,
  }))

const files = globSync('*/**/*.ts', { cwd: src }).filter((file) => !file.endsWith('.test.ts'))
const imports: Import[] = files.flatMap((file) => {
  const [module = '', ...rest] = file.replace(/\.ts$/, '').split('/')
  return importsOf(src, file).map((each) => ({ ...each, module, name: rest.join('/') }))
})

/** The module an import reaches, or undefined when it stays inside or leaves the server. */
const reached = ({ file, module, target }: Import) => {
  const path = target.startsWith('#')
    ? target.slice(1)
    : target.startsWith('.')
      ? normalize(join(dirname(file), target)).replace(/\.ts$/, '')
      : undefined
  const [other] = path?.split('/') ?? []
  return other && other !== module && floor.has(other) ? { other, entry: path?.slice(other.length + 1) ?? '' } : undefined
}

const offences = (offends: (each: Import) => boolean) => imports.filter(offends).map(({ file, target }) => `${file} imports ${target}`)

test('every folder of the server is a module in the list', () => {
  expect(imports.length).toBeGreaterThan(200)
  const folders = new Set(files.map((file) => file.split('/')[0] as string))
  expect([...folders].filter((folder) => !floor.has(folder))).toEqual([])
})

test('a module calls only modules above it in the list', () => {
  expect(
    offences((each) => {
      const to = reached(each)
      return to !== undefined && (floor.get(to.other) as number) > (floor.get(each.module) as number)
    }),
  ).toEqual([])
})

test('a module reaches another only through its service', () => {
  // platform is the ground everyone stands on; supply's one-tap listing and the app's wiring name no exception here.
  expect(
    offences((each) => {
      const to = reached(each)
      return to !== undefined && to.other !== 'platform' && to.entry !== 'service'
    }),
  ).toEqual([])
})

test('rules are pure: no database, no HTTP, no clock, no waiting', () => {
  const allowed = /^(@lianka\/(contract|reward|pricing|recommend|retrieval|extract|design)\/|\.\/|#[a-z-]+\/service$|zod$)/
  expect(offences((each) => each.name === 'rules' && !allowed.test(each.target))).toEqual([])
  expect(offences((each) => each.name === 'rules' && each.target.startsWith('#') && !each.typeOnly)).toEqual([])
  const impure = files
    .filter((file) => file.endsWith('/rules.ts'))
    .filter((file) => /\bawait\b|Date\.now|new Date\(\)|Math\.random/.test(readFileSync(join(src, file), 'utf8')))
  expect(impure).toEqual([])
})

test('only platform and stores touch the database', () => {
  const drivers = /^(pg|kysely|graphile-worker|fastify|pino)$/
  const isStore = (name: string) => name.endsWith('store')
  expect(offences((each) => drivers.test(each.target) && each.module !== 'platform' && !isStore(each.name) && !each.typeOnly)).toEqual([])
})

test('clients import the contract as types only', () => {
  const clients = globSync('{mini,console}/src/**/*.{ts,tsx}', { cwd: root })
  const offending = clients
    .flatMap((file) => importsOf(root, file))
    .filter(({ target, typeOnly }) => target.includes('contract') && !typeOnly)
  expect(offending.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
})

/** Longer files, each with its reason. */
const longFiles: Record<string, string> = {
  'server/src/platform/tables.ts': 'generated',
  'mini/src/words/zh.ts': 'one dictionary: every word of the client in the order of its pages',
  'mini/src/words/en.ts': 'the same dictionary in English, line by line',
}

test('no file is longer than 400 lines', () => {
  const code = globSync(
    '{contract,design,engines,server,simulators,wechat,console/src,mini/src,bench,e2e,scripts}/**/*.{ts,tsx,mjs,css,sql}',
    { cwd: root },
  ).filter((file) => !file.includes('node_modules') && !file.includes('/dist/'))
  const long = code.filter((file) => !(file in longFiles) && readFileSync(join(root, file), 'utf8').split('\n').length > 400)
  expect(long).toEqual([])
})
