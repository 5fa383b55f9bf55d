import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { refusals } from '@lianka/contract/refusal'
import { expect, test } from 'vitest'
import { settingsTable } from '#platform/settings'
import { modules } from '../src/modules.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const papers = globSync('{*.md,docs/**/*.md,{engines/*,wechat,simulators,mini,console}/*.md}', { cwd: root }).filter(
  (file) => !file.includes('node_modules'),
)

/** The rows of a Markdown table, cell by cell, without the code marks. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\|(.+)\|$/gm)].map(([, row]) => (row as string).split('|').map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')))

test('the settings in docs/operating.md are those the server reads, word for word', () => {
  const section = read('docs/operating.md').match(/## Settings\n[\s\S]*?(?=\n## )/)?.[0] ?? ''
  const [, , ...rows] = rowsOf(section)
  expect(rows).toEqual(settingsTable().map((setting) => [setting.name, setting.meaning, setting.default]))
})

test.each(['README.md', 'README.zh-CN.md'])('%s names the two commands a newcomer needs', (file) => {
  const commands = [...read(file).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block).join('')
  expect(commands).toMatch(/^npm start\b/m)
  expect(commands).toMatch(/^npm test\b/m)
})

test('ARCHITECTURE.md lists every module in the order of the list', () => {
  const section = read('ARCHITECTURE.md').match(/## Modules\n[\s\S]*?(?=\n## )/)?.[0] ?? ''
  const [, , ...rows] = rowsOf(section)
  expect(rows.map(([name]) => name)).toEqual(modules.map(({ name }) => name))
  expect(rows.filter(([, does]) => !does)).toEqual([])
})

test('every refusal says in Chinese and in English what happened', () => {
  const silent = Object.entries(refusals).filter(
    ([, [, zh, en]]) => !/\p{Script=Han}.*。$/u.test(zh) || !/^[A-Z][^\p{Script=Han}]*\.$/u.test(en),
  )
  expect(silent).toEqual([])
})

/** The anchor a host makes of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

test('every link in the papers to something of ours leads there', () => {
  const links = papers.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => ({ file, target: target as string })),
  )
  expect(links.length).toBeGreaterThan(30)
  const broken = links.filter(({ file, target }) => {
    if (/^https?:/.test(target)) return false
    const [path = '', anchor] = target.split('#')
    const to = path ? join(dirname(file), path) : file
    if (!existsSync(join(root, to))) return true
    return anchor !== undefined && ![...read(to).matchAll(/^#+ (.+)$/gm)].some(([, heading]) => anchorOf(heading as string) === anchor)
  })
  expect(broken).toEqual([])
})

test('decisions are numbered without gaps, dated, and short enough to be read', () => {
  const decisions = globSync('docs/decisions/*.md', { cwd: root }).sort()
  const texts = decisions.map(read)
  expect(decisions.map((file) => Number(file.match(/(\d{4})-[^/]+$/)?.[1]))).toEqual(decisions.map((_, index) => index + 1))
  expect(texts.filter((text) => !/^# \d{4} .+\n\n\d{4}-\d\d-\d\d /.test(text) || text.split('\n').length > 41)).toEqual([])
})

/** Files that papers name in code marks and that must be there: `server/src/modules.ts`, but no `<module>` and no `…`. */
test('files that the papers name exist', () => {
  const named = papers
    .filter((file) => !file.includes('/') || file.startsWith('docs/'))
    .flatMap((file) =>
      [
        ...read(file).matchAll(
          /`((?:server|contract|design|engines|mini|console|simulators|wechat|e2e|bench)\/[\w./-]+\.(?:tsx?|sql|json))`/g,
        ),
      ].map(([, target]) => ({ file, target: target as string })),
    )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter(({ target }) => !existsSync(join(root, target)))).toEqual([])
})
