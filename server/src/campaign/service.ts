import type { Campaign, CampaignInput, CampaignPage } from '@lianka/contract/campaign'
import type { CampaignId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { type Ctx, callerName, inTransaction } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { tilesByProduct } from '#shop/service'
import { beginning, endOf, spanRefusal, stateOf } from './rules.ts'
import * as store from './store.ts'

const toCampaign = (row: store.CampaignRow, now: Date): Campaign => ({
  id: row.id,
  title: row.title,
  story: row.story,
  region: row.region,
  picture: row.picture,
  productIds: row.productIds,
  goalFen: row.goal as Fen | null,
  startsAt: row.startsAt.toISOString(),
  endsAt: endOf(row).toISOString(),
  state: stateOf(row, now),
  raisedFen: row.raised as Fen,
  orderCount: row.orderCount,
  buyerCount: row.buyerCount,
})

export async function listCampaigns(ctx: Ctx, filter: Omit<store.Filter, 'id'>) {
  const now = ctx.clock.now()
  const rows = await store.listCampaigns(ctx.db, filter, now)
  return { items: rows.map((row) => toCampaign(row, now)), next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}

async function requireCampaign(ctx: Ctx, id: CampaignId): Promise<Campaign> {
  const [row] = await store.listCampaigns(ctx.db, { id, limit: 1 }, ctx.clock.now())
  if (!row) throw new Refusal('campaign.not_found')
  return toCampaign(row, ctx.clock.now())
}

/** A campaign with its goods and what each farmer sold; the shares add up to what was raised. */
export async function readCampaign(ctx: Ctx, id: CampaignId): Promise<CampaignPage> {
  const campaign = await requireCampaign(ctx, id)
  const farmers = await store.farmersOf(ctx.db, id)
  return {
    ...campaign,
    goods: await tilesByProduct(ctx, campaign.productIds),
    farmers: farmers.map(({ amount, ...farmer }) => ({ ...farmer, amountFen: amount as Fen })),
  }
}

/** What of the input is kept, or why it cannot be. */
async function termsOf(ctx: Ctx, input: CampaignInput) {
  const now = ctx.clock.now()
  const productIds = [...new Set(input.productIds)]
  const span = { startsAt: beginning(new Date(input.startsAt), now), endsAt: new Date(input.endsAt) }
  const refusal = spanRefusal(span, now)
  if (refusal) throw new Refusal(refusal)
  if ((await store.countApproved(ctx.db, productIds)) < productIds.length) throw new Refusal('campaign.goods_wrong')
  const { title, story, region, picture, goalFen } = input
  return { title, story, region, picture, productIds: JSON.stringify(productIds), goal: goalFen, ...span }
}

export const makeCampaign = (ctx: Ctx, input: CampaignInput): Promise<Campaign> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const id = newId<CampaignId>('cmp', now)
    const terms = await termsOf(ctx, input)
    await store.insertCampaign(ctx.db, { id, ...terms, endedAt: null, madeBy: callerName(ctx), madeAt: now })
    return requireCampaign(ctx, id)
  })

/** Changes what nobody has bought under yet. */
export const changeCampaign = (ctx: Ctx, id: CampaignId, input: CampaignInput): Promise<Campaign> =>
  inTransaction(ctx, async (ctx) => {
    const held = await store.lockCampaign(ctx.db, id)
    if (!held) throw new Refusal('campaign.not_found')
    if (stateOf(held, ctx.clock.now()) === 'ended') throw new Refusal('campaign.over')
    if (held.sold) throw new Refusal('campaign.sold')
    await store.changeCampaign(ctx.db, id, await termsOf(ctx, input))
    return requireCampaign(ctx, id)
  })

/** Ends it now; again, or after its end, changes nothing. */
export const endCampaign = (ctx: Ctx, id: CampaignId): Promise<Campaign> =>
  inTransaction(ctx, async (ctx) => {
    const held = await store.lockCampaign(ctx.db, id)
    if (!held) throw new Refusal('campaign.not_found')
    const now = ctx.clock.now()
    if (stateOf(held, now) !== 'ended') await store.changeCampaign(ctx.db, id, { endedAt: now })
    return requireCampaign(ctx, id)
  })
