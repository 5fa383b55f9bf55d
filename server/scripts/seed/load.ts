import type { Ctx } from '#platform/context'
import type { World } from './entities.ts'
import { loadStaff, type StaffLogin } from './load-accounts.ts'
import { loadAfterSales } from './load-after-sales.ts'
import { campaignActs } from './load-campaign.ts'
import { loadCards } from './load-cards.ts'
import { loadDigital } from './load-digital.ts'
import { loadDrafts } from './load-drafts.ts'
import { loadFamily } from './load-family.ts'
import { loadPlan, loadProducts, loadSuppliers } from './load-goods.ts'
import { loadLeads } from './load-leads.ts'
import { lotActs } from './load-lots.ts'
import { loadMarket } from './load-market.ts'
import { loadPlanDraft, moneyActs } from './load-money.ts'
import { orderActs } from './load-orders.ts'
import { loadApplication } from './load-papers.ts'
import { joinActs, shopActs } from './load-people.ts'
import { loadPlaces } from './load-places.ts'
import { loadPromotions } from './load-promotions.ts'
import { loadSearches } from './load-searches.ts'
import { loadSuggestions } from './load-suggestions.ts'
import { visitActs } from './load-visits.ts'
import { loadWaiting } from './load-waiting.ts'
import { hoursBefore, later, openStage, type Stage } from './stage.ts'
import { makeWorld } from './world.ts'

export type PhoneLogin = { phone: string; name: string; about: string }
export type SeedResult = { staff: StaffLogin[]; phones: PhoneLogin[] }

const daysBefore = 230

/** What was there before the first person came. */
async function loadGround(stage: Stage, world: World, seed: number): Promise<StaffLogin[]> {
  const at = hoursBefore(stage, daysBefore * 24)
  await loadSuppliers(stage, world, at)
  const staff = await loadStaff(stage, world, seed, at)
  await loadProducts(stage, world, later(at, { hours: 1 }))
  await loadPlan(stage, world, later(at, { hours: 6 }))
  return staff
}

const phonesOf = (world: World): PhoneLogin[] => {
  const shown: readonly (readonly [string, string])[] = [
    ['wang-fang', '店主，老板：名片、小店、访客、收益'],
    ['zhou-lan', '代理：王芳带来的朋友'],
    ['li-ming', '刚来的访客，还没买过'],
  ]
  return [
    ...shown.flatMap(([key, about]) =>
      world.people.filter((person) => person.key === key).map(({ phone, name }) => ({ phone, name, about })),
    ),
    { phone: '13900000088', name: '新朋友', about: '没来过的号码，登录即注册' },
  ]
}

/**
 * Pushes the demo world into an empty database, through the same services as real people do, with a clock that runs through its history.
 * Everything is one transaction: an interrupted load leaves the database empty, and there is one commit instead of thousands.
 */
export async function seedWorld(ctx: Ctx, { seed, log }: { seed: number; log: (line: string) => void }): Promise<SeedResult> {
  const world = makeWorld(seed)
  const staff = await ctx.db.transaction().execute(async (db) => {
    const stage = openStage({ ...ctx, db })
    const accounts = await loadGround(stage, world, seed)
    const acts = [
      ...joinActs(stage, world),
      ...shopActs(stage, world),
      ...lotActs(stage, world),
      ...orderActs(stage, world),
      ...moneyActs(stage, world),
      ...visitActs(stage, world),
      ...campaignActs(stage),
    ]
    for (const act of acts.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await act.run()
    await loadAfterSales(stage)
    await loadFamily(stage)
    await loadPlaces(stage)
    await loadDigital(stage)
    await loadWaiting(stage)
    await loadPromotions(stage)
    await loadApplication(stage)
    await loadMarket(stage, world)
    await loadPlanDraft(stage)
    await loadSearches(stage)
    await loadCards(stage)
    await loadDrafts(stage)
    await loadSuggestions(stage)
    await loadLeads(stage)
    return accounts
  })
  log(
    `${world.suppliers.length} suppliers, ${world.products.length} products, ${world.shops.length} shops, ${world.people.length} people, ` +
      `${world.orders.length} orders, ${world.reviews.length} reviews, ${world.visits.length} page visits.`,
  )
  return { staff, phones: phonesOf(world) }
}
