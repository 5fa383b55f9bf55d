import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { asMember } from './api-acts.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

/** The package is CommonJS: its types say otherwise than what an import gives. */
const readCode = jsQR as unknown as typeof jsQR.default

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

/** Stripes, as bytes of a PNG. */
function photographOf(width: number, height: number): Buffer {
  const picture = new PNG({ width, height })
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([200 - (at % 97), 120, (at >> 10) % 200, 255], at)
  return PNG.sync.write(picture)
}

async function upload({ page, at }: Visitor, testId: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), at(testId).click()])
  await chooser.setFiles(file)
}

/** The link in the code of the poster that is on the screen. */
async function linkOnPoster({ page, at }: Visitor): Promise<string> {
  const source = await at('poster').getAttribute('src')
  const bytes = await page.evaluate(async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())], source as string)
  const picture = PNG.sync.read(Buffer.from(bytes))
  const found = readCode(new Uint8ClampedArray(picture.data), picture.width, picture.height)
  if (!found) throw new Error('there is no code on the poster')
  return found.data
}

test('Wang edits her card, saves a poster that leads to it, and lets Li see her WeChat', { timeout: 240_000 }, async () => {
  const everyone: Visitor[] = []
  onTestFailed(() => Promise.all(everyone.map((each, place) => each.look(`failed-card-${place}`))) as never)
  const meet = async (visitor: Promise<Visitor>) => {
    everyone.push(await visitor)
    return visitor
  }
  const wang = await meet(arrive(town, '/pages/login/index'))
  await signIn(town, wang, '13800000001')

  // She picks another template; the preview shows at once what others will see.
  await wang.page.goto(`${town.url}/pages/edit-card/index`)
  await wang.at('template-night').click()
  await wang.at('card-night').waitFor()
  await wang.at('card-slogan-field').fill('脐橙开园了，先尝后买。')
  await wang.at('preview').getByText('脐橙开园了，先尝后买。').first().waitFor()
  await wang.look('card-edit')

  // A photograph cut to a square by the server, and a picture for the card.
  const photograph = { name: 'me.png', mimeType: 'image/png', buffer: photographOf(600, 900) }
  await upload(wang, 'choose-portrait', photograph)
  await wang.at('crop-size').fill('60')
  await wang.look('card-crop')
  await wang.at('crop-done').click()
  await wang.page.locator('[data-testid="preview"] img[src*="/files/fil_"]').first().waitFor()
  await upload(wang, 'add-pictures', { ...photograph, buffer: photographOf(400, 300) })
  await wang.page.locator('[data-testid="preview"] [data-testid="media-pictures"]').nth(1).waitFor({ state: 'attached' })
  await wang.at('save-card').click()
  await wang.page.waitForURL((url) => !url.pathname.includes('/pages/edit-card/'))

  // A poster of her card, saved; its code is the link of a visitor who comes by it.
  await wang.page.goto(`${town.url}/pages/posters/index`)
  await wang.at('poster').waitFor()
  const [saved] = await Promise.all([wang.page.waitForEvent('download'), wang.at('save-poster').click()])
  expect(saved.suggestedFilename()).toMatch(/\.png$/)
  await wang.look('card-posters')
  const link = await linkOnPoster(wang)
  expect(link.startsWith(`${town.url}/pages/card/index?id=mbr_`)).toBe(true)

  const li = await meet(arrive(town, link.slice(town.url.length)))
  await li.at('card-night').waitFor()
  await li.at('card-name').getByText('王芳').waitFor()
  await li.page.getByText('脐橙开园了，先尝后买。').first().waitFor()

  // Her WeChat is private: Li signs in, asks for it and waits.
  await signIn(town, li, '13800000003')
  await li.page.goto(link)
  await li.at('contact-lock').click()
  await li.at('request-words').fill('我是李明，想订两箱')
  await li.look('card-ask')
  await li.at('send-request').click()
  await li.at('contact-clock').waitFor()

  await wang.page.goto(`${town.url}/pages/contact-requests/index`)
  const request = wang.page.locator('[data-testid="request-requested"]', { hasText: '想订两箱' })
  await wang.look('card-requests')
  await request.locator('[data-testid="approve"]').click()
  await wang.page.locator('[data-testid="request-approved"]', { hasText: '想订两箱' }).waitFor()

  await li.page.goto(link)
  await li.at('only-you').waitFor()
  await li.at('contact-wechat').waitFor()
  const [contact] = await Promise.all([li.page.waitForEvent('download'), li.at('contact-contacts').click()])
  expect(contact.suggestedFilename()).toBe('contact.vcf')
  for (const each of everyone) expect(each.complaints).toEqual([])
})

test('Wang sees how far her link went, and the pages of cards fit a small phone', { timeout: 240_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-card-narrow'))
  await signIn(town, wang, '13800000001')
  await wang.page.goto(`${town.url}/pages/share-codes/index`)
  await wang.at('totals').waitFor()
  await expectNoOverflow(wang, 'share codes')
  await wang.at('see-chain').click()
  await wang.at('chain-link').waitFor()
  await wang.look('card-chain')
  await expectNoOverflow(wang, 'the chain')
  const pages = ['posters', 'contact-requests', 'edit-card'] as const
  for (const size of ['usual', 'elder']) {
    if (size === 'elder') {
      await wang.page.goto(`${town.url}/pages/settings/index`)
      await wang.at('elder').click()
    }
    for (const name of pages) {
      await wang.page.goto(`${town.url}/pages/${name}/index`)
      await wang.page.waitForLoadState('networkidle')
      await wang.look(`card-narrow-${name}-${size}`)
      await expectNoOverflow(wang, `${name}, ${size}`)
    }
  }
  expect(wang.complaints).toEqual([])
})

test('every template of a card is itself on a small phone too', { timeout: 240_000 }, async () => {
  const wang = await asMember(town, '13800000001')
  const { items } = await wang.get<{ items: { ownerId?: string; shopId: string }[] }>('/listings?limit=50')
  const owners = new Set<string>()
  for (const shopId of new Set(items.map((tile) => tile.shopId)))
    owners.add((await wang.get<{ ownerId: string }>(`/shops/${shopId}`)).ownerId)
  const shown = new Map<string, string>()
  for (const owner of owners) shown.set((await wang.get<{ template: string }>(`/cards/${owner}`)).template, owner)
  expect(shown.size).toBeGreaterThanOrEqual(5)
  const visitor = await arrive(town, '/', narrow)
  for (const size of ['usual', 'elder']) {
    if (size === 'elder') {
      await visitor.page.goto(`${town.url}/pages/settings/index`)
      await visitor.at('elder').click()
    }
    for (const [template, owner] of shown) {
      await visitor.page.goto(`${town.url}/pages/card/index?id=${owner}`)
      await visitor.at(`card-${template}`).waitFor()
      await visitor.page.waitForLoadState('networkidle')
      await visitor.look(`card-template-${template}-${size}`)
      await expectNoOverflow(visitor, `${template}, ${size}`)
    }
  }
  expect(visitor.complaints).toEqual([])
})
