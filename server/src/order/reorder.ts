import type { OrderId } from '@lianka/contract/ids'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { addCartLine } from './cart-store.ts'
import { type Bought, readBought } from './reorder-store.ts'
import { requireOwnOrder } from './service.ts'

const buyable = ({ quantity, isFen, stock }: Bought) => (isFen === null ? 0 : Math.min(quantity, stock))

/** What is different from last time, for people to see before they buy. */
function differenceOf(bought: Bought) {
  const { title, skuName, quantity, wasFen, isFen } = bought
  const now = buyable(bought)
  const what =
    now === 0 ? 'gone' : now < quantity ? 'fewer' : isFen === null || isFen === wasFen ? null : isFen > wasFen ? 'dearer' : 'cheaper'
  return what && ({ title, skuName, what, wasFen, isFen, quantity: now } as const)
}

/** Fills the cart with what can still be bought of an order, at today's prices. */
export async function reorder(ctx: Ctx, id: OrderId) {
  await requireOwnOrder(ctx, id)
  return inTransaction(ctx, async (ctx) => {
    const bought = await readBought(ctx.db, id)
    const wanted = bought.filter((line) => buyable(line) > 0)
    if (wanted.length === 0) throw new Refusal('order.nothing_to_reorder')
    for (const line of wanted) await addCartLine(ctx.db, memberOf(ctx), { ...line, quantity: buyable(line) }, ctx.clock.now())
    return {
      added: wanted.reduce((sum, line) => sum + buyable(line), 0),
      differences: bought.map(differenceOf).filter((one) => one !== null),
    }
  })
}
