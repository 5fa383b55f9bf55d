import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'

/** A process that owns the database of `folder` until its input ends, and says where it is. */
const owner = `
import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))}
try {
  const cluster = await startPostgres(process.argv[1])
  console.log(JSON.stringify({ url: cluster.url, pid: cluster.pid }))
  process.stdin.resume()
  process.stdin.on('end', async () => {
    await cluster.stop()
    process.exit(0)
  })
} catch (error) {
  console.log(JSON.stringify({ refused: error.message }))
  process.exit(1)
}`

type Answer = { url: string; pid: number; refused?: string }

async function own(folder: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', owner, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answer = await new Promise<Answer>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line))
    })
    child.once('exit', (code) => reject(new Error(`The owner ended with ${code} and said nothing`)))
  })
  const end = async (how: 'release' | 'SIGKILL') => {
    if (how === 'release') child.stdin.end()
    else child.kill(how)
    await gone
  }
  onTestFinished(() => end('SIGKILL'))
  return { ...answer, ownerPid: child.pid as number, end }
}

function someFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'lianka-postgres-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function ask<T>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows as T[]
}

const lives = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a database started, released and started again keeps what was written and where it listens', async () => {
  const folder = someFolder()
  const first = await own(folder)
  await ask(first.url, 'create table notes as select 42 as n')
  await first.end('release')
  expect(lives(first.pid)).toBe(false)
  expect(JSON.parse(readFileSync(join(folder, 'postgres-owner.json'), 'utf8'))).toMatchObject({ pid: 0 })

  const second = await own(folder)
  expect(await ask(second.url, 'select n from notes')).toEqual([{ n: 42 }])
  // Other processes hold this address, so it stays while its port is free.
  expect(second.url).toBe(first.url)
  await second.end('release')
})

test('a second owner is refused by the pid of the first, and what a killed owner left behind is adopted', async () => {
  const folder = someFolder()
  const first = await own(folder)
  const second = await own(folder)
  expect(second.refused).toContain(`in use by process ${first.ownerPid}`)

  await ask(first.url, 'create table notes as select 7 as n')
  await first.end('SIGKILL')
  expect(lives(first.pid)).toBe(true)
  const third = await own(folder)
  expect({ pid: third.pid, url: third.url }).toEqual({ pid: first.pid, url: first.url })
  expect(await ask(third.url, 'select n from notes')).toEqual([{ n: 7 }])

  // A killed postmaster takes nothing that was committed with it.
  await third.end('SIGKILL')
  process.kill(third.pid, 'SIGKILL')
  const fourth = await own(folder)
  expect(fourth.pid).not.toBe(third.pid)
  expect(await ask(fourth.url, 'select n from notes')).toEqual([{ n: 7 }])
  await fourth.end('release')
  expect(lives(fourth.pid)).toBe(false)
})
