import type { ShopId } from '@lianka/contract/ids'
import { type ContentIndex, openContentIndex } from '@lianka/recommend/content'
import { wordsOf } from '@lianka/retrieval/words'
import { LRUCache } from 'lru-cache'
import { listCategories } from '#catalog/service'
import type { Ctx } from '#platform/context'
import { type Candidate, type Category, type Choice, type TrialGoods, wellLiked } from './rules.ts'
import * as store from './store.ts'

/**
 * What is the same for everybody — what is liked, what is on trial; how goods are offered stands in `offers.ts` — is read at most every two seconds by a process: of what
 * was sold out in between the product page still tells the truth.
 */
type Shelf = {
  liked: LRUCache<string, Liked, Ctx>
  best: LRUCache<string, readonly Candidate[], Ctx>
  trials: LRUCache<string, Trials, Ctx>
  common: LRUCache<'experiment' | 'categories', Common, Ctx>
}
/** What buyers like best of all goods, and what is said of it. */
type Liked = { candidates: readonly Candidate[]; choices: readonly Choice[] }
/** New goods and the words they are named by. */
type Trials = { goods: readonly TrialGoods[]; words: ContentIndex }
type Common = { experiment: store.Experiment | undefined; categories: readonly Category[] }

const freshMs = 2000
const listsMost = 500
const trialDays = 60

const shelves = new WeakMap<object, Shelf>()

/** A key names a shop, or none for all of them, and perhaps a category. */
const keyOf = (shopId: ShopId | undefined, categoryId = '') => `${shopId ?? ''} ${categoryId}`
const partsOf = (key: string) => {
  const [shopId, categoryId] = key.split(' ')
  return { shopId: (shopId || null) as ShopId | null, categoryId: categoryId ?? '' }
}

function shelfOf(ctx: Ctx): Shelf {
  const known = shelves.get(ctx.db)
  if (known) return known
  const made: Shelf = {
    liked: new LRUCache({
      max: listsMost,
      ttl: freshMs,
      fetchMethod: async (key, _, { context }) => {
        const candidates = await store.readLiked(context.db, partsOf(key).shopId)
        return { candidates, choices: wellLiked(candidates) }
      },
    }),
    best: new LRUCache({
      max: listsMost,
      ttl: freshMs,
      fetchMethod: (key, _, { context }) => store.readBestOf(context.db, partsOf(key).categoryId, partsOf(key).shopId),
    }),
    trials: new LRUCache({
      max: listsMost,
      ttl: freshMs,
      fetchMethod: async (key, _, { context }) => {
        const since = new Date(context.clock.now().getTime() - trialDays * 86_400_000)
        const goods = await store.readTrials(context.db, partsOf(key).shopId, since)
        return { goods, words: openContentIndex(goods.map(({ title }, item) => ({ item, words: titleWords(title) }))) }
      },
    }),
    common: new LRUCache({
      max: 1,
      ttl: freshMs,
      fetchMethod: async (_key, _, { context }) => ({
        experiment: await store.readExperiment(context.db),
        categories: (await listCategories(context)).items,
      }),
    }),
  }
  shelves.set(ctx.db, made)
  return made
}

/** The words of titles that were read before; reading them takes longer than finding goods by them. */
const titles = new LRUCache<string, readonly string[]>({ max: 5000 })

export function titleWords(title: string): readonly string[] {
  const known = titles.get(title)
  if (known) return known
  const words = wordsOf(title)
  titles.set(title, words)
  return words
}

export const commonOf = (ctx: Ctx): Promise<Common> => shelfOf(ctx).common.forceFetch('experiment', { context: ctx })
/** Reads again at the next question what is common to all; this process knows that it changed. */
export const forgetCommon = (ctx: Ctx) => shelfOf(ctx).common.clear()
export const likedIn = (ctx: Ctx, shopId: ShopId | undefined) => shelfOf(ctx).liked.forceFetch(keyOf(shopId), { context: ctx })
export const bestOf = (ctx: Ctx, categoryId: string, shopId: ShopId | undefined) =>
  shelfOf(ctx).best.forceFetch(keyOf(shopId, categoryId), { context: ctx })
export const trialsIn = (ctx: Ctx, shopId: ShopId | undefined) => shelfOf(ctx).trials.forceFetch(keyOf(shopId), { context: ctx })
