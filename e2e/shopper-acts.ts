import type { Town } from './town.ts'
import type { Visitor } from './visitor.ts'

/** One's exclusive link, as the share page shows it, without the origin. */
export async function linkOf(town: Town, visitor: Visitor): Promise<string> {
  await visitor.page.goto(`${town.url}/pages/share/index`)
  await visitor.at('share-url').waitFor()
  const url = new URL((await visitor.at('share-url').innerText()).trim())
  return url.pathname + url.search
}

/** Finds goods by searching, as people do. */
export async function openProduct(town: Town, visitor: Visitor, title: string): Promise<void> {
  const { page, at } = visitor
  await page.goto(`${town.url}/pages/search/index?words=${encodeURIComponent(title)}`)
  await page.locator('[data-testid^="tile-"]:visible', { hasText: title }).first().click()
  await at('buy').waitFor()
}

/** Chooses a region in the picker, from province to district. */
async function chooseRegion({ at }: Visitor, codes: readonly string[]) {
  await at('region').click()
  for (const code of codes) await at(`region-${code}`).click()
}

/** From the product page to a paid order, through the real cashier. */
export async function buy(visitor: Visitor): Promise<void> {
  const { at, page } = visitor
  await order(visitor)
  await page.getByTestId('cashier-pay').click()
  await at('payment-paid').waitFor()
}

/** From the product page to an order that waits for its payment: at the cashier, one turns back. */
export async function placeOnly(visitor: Visitor): Promise<void> {
  await order(visitor)
  await visitor.page.getByTestId('cashier-pay').waitFor()
}

async function order(visitor: Visitor): Promise<void> {
  await visitor.at('buy').click()
  await visitor.at('choose-done').click()
  await orderAtCheckout(visitor)
}

/** From the checkout to the cashier's page, with the address that everybody has here. */
export async function orderAtCheckout(visitor: Visitor): Promise<void> {
  await addressAtCheckout(visitor)
  await visitor.at('place-order').click()
}

/** At the checkout: where it goes, and what has to be agreed to. */
export async function addressAtCheckout(visitor: Visitor): Promise<void> {
  const { at, page } = visitor
  await at('total').waitFor()
  await at('address').click()
  if (!(await at('address-name').isVisible())) {
    await at('add-address').or(at('address-name')).first().waitFor()
    if (await at('add-address').isVisible()) await at('add-address').click()
  }
  await at('address-name').fill('李明')
  await at('address-phone').fill('13811112222')
  await chooseRegion(visitor, ['360000', '360700', '360734'])
  await at('address-detail').fill('城南大道 12 号')
  await at('save-address').click()
  await at('checkout-page').waitFor()
  // The checkout asks for the addresses again; ordering before they are there is refused.
  await at('address').getByText('城南大道 12 号').waitFor()
  if ((await page.locator('[data-testid="waiver"]:visible').count()) > 0) await at('waiver').click()
}

/** What the earnings page says, without spaces. */
export async function earnings(town: Town, visitor: Visitor): Promise<string> {
  await visitor.page.goto(`${town.url}/pages/earnings/index`)
  await visitor.at('rank-name').waitFor()
  return (await visitor.at('earnings').innerText()).replace(/\s+/g, '')
}

/** The number of one's newest order, with its page left open. */
export async function orderNumber(town: Town, visitor: Visitor): Promise<string> {
  await visitor.page.goto(`${town.url}/pages/orders/index`)
  await visitor.page.locator('[data-testid^="order-ord_"]:visible').first().click()
  // The frame of the page is there before what it tells.
  await visitor.at('standing').waitFor()
  return (await visitor.at('order').innerText()).match(/\d{20}/)?.[0] ?? ''
}

/** Asks for all the money of the newest order back. */
export async function askRefund(town: Town, visitor: Visitor): Promise<void> {
  await orderNumber(town, visitor)
  await visitor.page.locator('[data-testid^="ask-refund-"]:visible').first().click()
  await visitor.at('choice-no_reason').click()
  await visitor.at('send-refund').click()
  await visitor.at('after-sale').waitFor()
}

/** Fills the form of the real name, as it stands open, and waits until it is known. */
export async function giveRealName({ at }: Visitor, name: string, idNumber: string): Promise<void> {
  await at('name').fill(name)
  await at('id-number').fill(idNumber)
  await at('save-name').click()
  await at('known-name').waitFor()
}

/** Types an amount on the withdrawal page and waits until the sums to it are there. */
export async function preparedToWithdraw({ at }: Visitor, yuan: string): Promise<void> {
  await at('withdraw-amount').fill(yuan)
  await at('net').getByText(`¥${yuan}.00`).waitFor()
}

/** Agrees to the next part on the channel's own page, which leads back to ours. */
export async function confirmNextPart({ at, page }: Visitor): Promise<void> {
  await at('confirm-part').click()
  await page.getByTestId('transfer-confirm').click()
  await at('withdrawal').waitFor()
}
