import type { Town } from './town.ts'
import type { Visitor } from './visitor.ts'

/** A picture drawn in the test: a square of one colour, as a real PNG. */
export async function drawnPng({ page }: Visitor): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 80, height: 100 })
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    pen.fillStyle = '#EE8431'
    pen.fillRect(0, 0, 80, 100)
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(url.split(',')[1] ?? '', 'base64')
}

/** The supplier fills the editor — options, price band, stock, lot and report — and asks for approval. */
export async function publishOrange(town: Town, supplier: Visitor, title: string): Promise<void> {
  const { page, at } = supplier
  await page.goto(`${town.url}/console/products`)
  await at('add-product').click()
  await at('category').click()
  await page.locator('.ant-select-item-option:visible').first().click()
  await at('title').fill(title)
  await at('subtitle').fill('树上熟了才摘')
  await page
    .locator('input[type="file"][accept*="image"]')
    .setInputFiles({ name: 'orange.png', mimeType: 'image/png', buffer: await drawnPng(supplier) })
  await page.locator('.picture-slot').first().waitFor()
  await at('return-excepted').click()
  await at('option-name-0').fill('5 斤装')
  for (const [label, text] of [
    ['供货价', '18.00'],
    ['最低价', '25.00'],
    ['建议价', '35.90'],
    ['最高价', '49.90'],
    ['库存', '200'],
    ['重量', '2500'],
  ] as const) {
    await page.locator(`.option-grid input[aria-label^="${label}"]`).first().fill(text)
  }
  await at('lot-code').fill('20261201-01')
  await at('lot-origin').fill('江西寻乌')
  await at('lot-producer').fill('钟家果园')
  await at('save-and-submit').click()
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/submission') && reply.ok()), confirm(supplier)])
}

/** The platform looks at what was submitted and approves it. */
export async function approveProduct(town: Town, operator: Visitor, title: string): Promise<void> {
  const { page, at } = operator
  await page.goto(`${town.url}/console/products?state=submitted`)
  await page.getByText(title).first().click()
  await at('approve').click()
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/decision') && reply.ok()), confirm(operator)])
}

/** Presses the main button of the dialog that asks whether to go on. */
export const confirm = ({ page }: Visitor) =>
  page.locator('.ant-modal-confirm-btns .ant-btn-primary:visible, .ant-modal-footer .ant-btn-primary:visible').last().click()

/** Hands the parcel of this order to a courier. */
export async function shipParcel(town: Town, supplier: Visitor, orderNumber: string, trackingNumber: string): Promise<void> {
  const { page, at } = supplier
  await page.goto(`${town.url}/console/parcels`)
  await page.locator('tr', { hasText: orderNumber }).first().locator('[data-testid^="ship-"]').click()
  await at('courier').click()
  await page.locator('.ant-select-item-option:visible').first().click()
  await at('tracking-number').fill(trackingNumber)
  await Promise.all([page.waitForResponse((reply) => reply.url().includes('/shipment') && reply.ok()), at('ship-go').click()])
}
