import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { freePort } from '../server/src/platform/postgres.ts'
import { cloneDatabase } from '../server/test/house.ts'
import { openBrowser } from './browser.ts'

const root = join(import.meta.dirname, '..')
/** Set it to a folder to keep pictures of every screen a test calls `look` on. */
const pictures = process.env.E2E_PICTURES

export type Town = { url: string; simulator: string; browser: Browser; stop: () => Promise<void> }

/** The product as `npm start` runs it — server, worker, simulators, demo world — on a database of its own, and a browser. */
export async function startTown(): Promise<Town> {
  const [port, simulatorPort, databaseUrl] = [await freePort(), await freePort(), await cloneDatabase()]
  const url = `http://127.0.0.1:${port}`
  const simulator = `http://127.0.0.1:${simulatorPort}`
  const child = spawn(process.execPath, [join(root, 'server/bin/lianka.ts'), 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: databaseUrl,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'lianka-town-')),
      LIANKA_SIMULATOR_PORT: String(simulatorPort),
      LIANKA_LOG_LEVEL: 'error',
      LIANKA_RATE_PER_MINUTE: '100000',
    },
  })
  await welcomed(child)
  const browser = await openBrowser()
  return {
    url,
    simulator,
    browser,
    stop: async () => {
      await browser.close()
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      })
    },
  }
}

const welcomed = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (text) => {
      said += text
      if (said.includes('Demo logins')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said}`)))
  })

export const postJson = async (url: string, body: unknown) => {
  const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

const hour = 3_600_000
export const advance = (town: Town, { hours = 0, days = 0 }: { hours?: number; days?: number }) =>
  postJson(`${town.simulator}/clock/advance`, { ms: (hours + days * 24) * hour })

/** A person with a phone: a browser context of their own. What goes wrong inside the page fails the test. */
export type Visitor = {
  page: Page
  context: BrowserContext
  complaints: string[]
  at: (testId: string) => ReturnType<Page['getByTestId']>
  look: (name: string) => Promise<void>
}

export async function arrive(town: Town, path: string, viewport = { width: 375, height: 812 }): Promise<Visitor> {
  const context = await town.browser.newContext({ viewport, deviceScaleFactor: 2, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  await page.goto(town.url + path)
  // Taro keeps earlier pages in the document, hidden; only what is seen counts.
  const at = (testId: string) => page.locator(`[data-testid="${testId}"]:visible`).last()
  const look = async (name: string) => {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) })
  }
  return { page, context, complaints, at, look }
}

type TextMessage = { phone: string; text: string }

/** Signs in on the login page with the code from the inbox. */
export async function signIn(town: Town, visitor: Visitor, phone: string, nickname?: string): Promise<void> {
  const { at, page } = visitor
  if (!page.url().includes('/pages/login/')) await page.goto(`${town.url}/pages/login/index`)
  await at('phone').fill(phone)
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/phone-codes')), at('send-code').click()])
  const { messages } = (await (await fetch(`${town.simulator}/sms/dev/messages?phone=${phone}`)).json()) as { messages: TextMessage[] }
  await at('code').fill(messages[0]?.text.match(/\d{6}/)?.[0] ?? '')
  if (nickname) await at('nickname').fill(nickname)
  await at('sign-in-now').click()
  await page.waitForURL((url) => !url.pathname.includes('/pages/login/'))
}

/** Console sign-in with password and the current one-time code of the inbox page. */
export async function signInStaff(town: Town, userName: string): Promise<Visitor> {
  const visitor = await arrive(town, '/console/', { width: 1280, height: 800 })
  const { page, at } = visitor
  const { accounts } = (await (await fetch(`${town.simulator}/sms/dev/totp`)).json()) as { accounts: { userName: string; code: string }[] }
  await at('user-name').fill(userName)
  await at('password').fill('Lianka-2026')
  await at('totp').fill(accounts.find((account) => account.userName === userName)?.code ?? '')
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/staff/sessions')), at('sign-in').click()])
  return visitor
}
