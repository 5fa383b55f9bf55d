import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { codeSentTo, oneTimeCode } from './api-acts.ts'
import type { Town } from './town.ts'

/** Set it to a folder to keep pictures of every screen a test calls `look` on. */
const pictures = process.env.E2E_PICTURES

/** A person with a phone: a browser context of their own. What goes wrong inside the page fails the test. */
export type Visitor = {
  page: Page
  context: BrowserContext
  complaints: string[]
  at: (testId: string) => ReturnType<Page['getByTestId']>
  look: (name: string) => Promise<void>
}

export async function arrive(town: Town, path: string, viewport = { width: 375, height: 812 }): Promise<Visitor> {
  const browser = await town.browser()
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
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

/** Signs in on the login page with the code from the inbox. */
export async function signIn(town: Town, visitor: Visitor, phone: string, nickname?: string): Promise<void> {
  const { at, page } = visitor
  if (!page.url().includes('/pages/login/')) await page.goto(`${town.url}/pages/login/index`)
  await at('phone').fill(phone)
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/phone-codes')), at('send-code').click()])
  await at('code').fill(await codeSentTo(town, phone))
  if (nickname) await at('nickname').fill(nickname)
  await at('sign-in-now').click()
  await page.waitForURL((url) => !url.pathname.includes('/pages/login/'))
}

/** Console sign-in with password and the current one-time code of the inbox page. */
export async function signInStaff(town: Town, userName: string): Promise<Visitor> {
  const visitor = await arrive(town, '/console/', { width: 1280, height: 800 })
  const { page, at } = visitor
  await at('user-name').fill(userName)
  await at('password').fill('Lianka-2026')
  await at('totp').fill(await oneTimeCode(town, userName))
  const [reply] = await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/staff/sessions')), at('sign-in').click()])
  if (!reply.ok()) throw new Error(`${userName} could not sign in: ${await reply.text()}`)
  return visitor
}
