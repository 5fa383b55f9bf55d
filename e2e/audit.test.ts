import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { startTown, type Town } from './town.ts'
import { signInStaff, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const script = join(import.meta.dirname, '../docs/verify-evidence.mjs')
const folder = mkdtempSync(join(tmpdir(), 'lianka-evidence-'))

/** What somebody reads who checks a file on a machine of their own. */
async function verify(text: string): Promise<{ code: number; said: string }> {
  const file = join(folder, 'evidence.json')
  writeFileSync(file, text)
  return promisify(execFile)(process.execPath, [script, file]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  )
}

type Line = { base: number; r1: string; shares: { payee: string; kind: string; amount: number }[] } & Record<string, unknown>
type Transfer = [string, string, string, string | null, string, [string, number, string | null][]]
type File = {
  hashes: Record<string, string>
  lines: Line[]
  blocks: { height: number; hash: string; previousHash: string; transfers: Transfer[] }[]
} & Record<string, unknown>

const sha = (head: string, rows: readonly unknown[]) =>
  createHash('sha256')
    .update(head + rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    .digest('hex')

/** A forger who knows how sections and blocks are hashed, and hashes them anew. */
function forge(text: string, change: (file: File) => unknown): string {
  const file = JSON.parse(text) as File
  change(file)
  for (const [place, block] of file.blocks.entries()) {
    const before = file.blocks[place - 1]
    if (before && block.height === before.height + 1) block.previousHash = before.hash
    block.hash = sha(`${block.height}\n${block.previousHash}\n`, block.transfers)
  }
  for (const name of ['lines', 'blocks'] as const) file.hashes[name] = sha('', file[name])
  return JSON.stringify(file)
}

const paying = (file: File, count: number) => {
  const line = file.lines.find(({ shares }) => shares.length >= count)
  if (!line) throw new Error(`no line pays ${count} shares`)
  return line
}

/** Starts a run and waits for its answer. */
async function askRun({ page, at }: Visitor, kind: 'replay' | 'verify_chain'): Promise<string> {
  await at(`start-${kind}`).click()
  const panel = page.getByTestId(`audit-${kind}`)
  await panel.locator('[data-testid="run-same"], [data-testid="run-different"]').first().waitFor({ timeout: 90_000 })
  return panel.innerText()
}

test('an auditor replays the books, verifies the chain, and takes evidence home that tells forgeries from the truth', {
  timeout: 240_000,
}, async () => {
  const auditor = await signInStaff(town, 'auditor')
  onTestFailed(() => auditor.look('failed-audit'))
  const { page, at } = auditor
  await at('menu-audit').click()
  await at('start-replay').waitFor()
  await auditor.look('audit-before')
  expect(await askRun(auditor, 'verify_chain')).toContain('前后相接')
  expect(await askRun(auditor, 'replay')).toContain('没有不同')
  await auditor.look('audit')

  // The last thirty-one days of the demo world.
  const days = await page.evaluate(async () => {
    const { now } = (await (await fetch('/api/demo')).json()) as { now: string }
    const day = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
    return { from: day(Date.parse(now) - 30 * 86_400_000), to: day(Date.parse(now)) }
  })
  await page.goto(`${town.url}/console/audit?from=${days.from}&to=${days.to}`)
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), at('download-evidence').click()])
  expect(download.suggestedFilename()).toBe(`lianka-evidence-${days.from}-${days.to}.json`)
  const text = readFileSync(await download.path(), 'utf8')
  // People appear by id only: no phone is in it.
  expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)

  const honest = await verify(text)
  expect(honest).toMatchObject({ code: 0, said: expect.stringContaining('OK') })
  const careless = await verify(text.replace(/"base":(\d)/, '"base":9$1'))
  expect(careless).toMatchObject({ code: 1, said: expect.stringContaining('hash of lines') })
  const first = (line: Line) => line.shares[0] as Line['shares'][number]
  const forgeries: [string, (file: File) => unknown][] = [
    ['not', (file) => Object.assign(first(paying(file, 1)), { amount: first(paying(file, 1)).amount + 1 })],
    ['pays', (file) => Object.assign(first(paying(file, 1)), { payee: 'mbr_stranger' })],
    ['pays', (file) => paying(file, 2).shares.push({ payee: 'mbr_third', kind: 'team', amount: 100 })],
    ['above its buyer', (file) => Object.assign(paying(file, 1), { r1: 'mbr_stranger' })],
    ['does not sum to zero', (file) => file.blocks[0]?.transfers[0]?.[5].push(['bank', 1, null])],
  ]
  for (const [word, change] of forgeries)
    expect(await verify(forge(text, change))).toMatchObject({ code: 1, said: expect.stringContaining(word) })
  // Without hashing anew, one changed transfer breaks its block.
  const changed = JSON.parse(text) as File
  changed.blocks[0]?.transfers[0]?.splice(4, 1, '2020-01-01T00:00:00.000Z')
  changed.hashes.blocks = sha('', changed.blocks)
  expect(await verify(JSON.stringify(changed))).toMatchObject({ code: 1, said: expect.stringContaining('do not give its hash') })

  await page.goto(`${town.url}/console/ledger?tab=blocks`)
  await page.locator('tr.ant-table-row').first().waitFor()
  await auditor.look('ledger-blocks')
  for (const role of ['/console/withdrawals', '/console/reconciliation', '/console/plan']) {
    await page.goto(town.url + role)
    await page.locator('h1').first().waitFor()
    for (const act of ['approve', 'refuse', 'close-day', 'begin-draft']) expect(await page.getByTestId(act).count(), act).toBe(0)
  }
  expect(auditor.complaints).toEqual([])
})
