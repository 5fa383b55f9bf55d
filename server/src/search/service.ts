import type { RouteInput } from '@lianka/contract/route'
import type { Found, searchContract } from '@lianka/contract/search'
import { slurred, spokenOf, stretches } from '@lianka/retrieval/pinyin'
import { type Asked, askedWords, sameAs } from '@lianka/retrieval/words'
import type { Ctx } from '#platform/context'
import { toTile } from '#shop/service'
import { hear } from './heard.ts'
import { expected, isCommon, queryOf, type Reading, readWords, type Tier } from './rules.ts'
import * as store from './store.ts'

export { writeHeard } from './heard.ts'
export { indexAll, indexStale, markOlder } from './index-goods.ts'

export type Wanted = RouteInput<(typeof searchContract)['GET /listings']>['query']

const lettersOf = (one: Asked) => (one.kind === 'letters' ? one.word : spokenOf(one.word).full)

/** How each word sounds, should nobody have written it. */
const soundsOf = (asked: readonly Asked[]): store.Sound[] =>
  asked
    .filter(({ kind }) => kind !== 'other')
    .flatMap((one) => {
      const letters = lettersOf(one)
      const whole = { asked: one.word, letters, slurred: slurred(letters), whole: true, typed: one.kind === 'letters' }
      const parts = one.kind === 'han' ? [] : stretches(letters).filter((part) => part !== letters)
      return [whole, ...parts.map((part) => ({ asked: one.word, letters: part, slurred: '', whole: false, typed: false }))]
    })

async function understand(ctx: Ctx, words: string, exact: boolean): Promise<Reading & { total: number }> {
  const asked = askedWords(words)
  if (asked.length === 0) return { terms: [], shown: words, corrected: false, unknown: true, total: 0 }
  const written = asked.flatMap(({ word, parts }) => [word, ...parts, ...sameAs(word)])
  const { known, total } = await store.findWords(ctx.db, written, exact ? [] : soundsOf(asked))
  const typed = new Map(asked.map((one) => [one.word, lettersOf(one)]))
  return { ...readWords(asked, known, { lettersOf: (word) => typed.get(word) ?? '', sameAs, exact }), total }
}

const tiers: readonly { tier: Tier; at: number; better: Tier | undefined }[] = [
  { tier: 'a', at: 3, better: undefined },
  { tier: 'b', at: 2, better: 'a' },
  { tier: 'c', at: 1, better: 'b' },
]
const nearAt = 0

/** About the share of goods that the other filters leave; a walk passes by the rest. A shop's goods are few and not walked through. */
const leftBy = ({ shopId, priceFromFen, priceToFen, origin, inStock, ratingFrom }: Wanted) =>
  shopId
    ? 0
    : (origin ? 0.03 : 1) *
      (ratingFrom ? 0.3 : 1) *
      (priceFromFen !== undefined || priceToFen !== undefined ? 0.3 : 1) *
      (inStock ? 0.9 : 1)

/** Where to look, best first: by relevance what is called so, then what is so, then what is offered by such; in another order all at once. */
function branchesOf({ terms, total }: Reading & { total: number }, wanted: Wanted, after: store.Place | undefined) {
  const walks = (fitting: number) => isCommon(fitting * leftBy(wanted), total, wanted.limit)
  const byRelevance = (wanted.sort ?? 'relevance') === 'relevance'
  const steps = byRelevance ? tiers : tiers.slice(2).map((step) => ({ ...step, better: undefined }))
  const branches = steps
    .filter(({ at }) => !after || at <= after.tier)
    .map(({ tier, at, better }): store.Branch => {
      const fitting = expected(terms, tier, total) - (better ? expected(terms, better, total) : 0)
      return { tier: at, query: queryOf(terms, tier), except: better && queryOf(terms, better), walk: walks(fitting) }
    })
  const near: store.Branch = {
    tier: nearAt,
    query: queryOf(terms, 'c', true),
    except: undefined,
    walk: walks(expected(terms, 'c', total, true)),
  }
  return { branches, near }
}

/** `<tier>:<value sorted by>:<id>`; anything else begins at the beginning. */
function placeOf(after: string | undefined): store.Place | undefined {
  const [, tier, key, id] = after?.match(/^([0-3]):(\d{1,15}):(\w{1,40})$/) ?? []
  return id ? { tier: Number(tier), key: Number(key), id } : undefined
}

function answer(hits: store.Hit[], limit: number, found: Found | null) {
  const last = hits.at(-1)
  return {
    items: hits.map(toTile),
    next: hits.length === limit && last ? `${last.hitTier}:${last.hitKey}:${last.hitId}` : null,
    found,
  }
}

/** Goods on sale, listed or found by words. At most two statements. */
export async function findGoods(ctx: Ctx, wanted: Wanted) {
  const after = placeOf(wanted.after)
  const filter = { ...wanted, inStock: wanted.inStock === '1' }
  const { limit } = wanted
  const now = ctx.clock.now()
  if (!wanted.words) return answer(await store.listTiles(ctx.db, now, { filter, sort: wanted.sort ?? 'sold', after, limit }), limit, null)
  const reading = await understand(ctx, wanted.words, wanted.exact === '1')
  const { shown, corrected, unknown, terms } = reading
  if (terms.length === 0) return { items: [], next: null, found: { words: wanted.words, corrected: false, near: false } }
  const { branches, near } = branchesOf(reading, wanted, after)
  const onlyNear = after?.tier === nearAt
  const hits = await store.findTiles(ctx.db, now, {
    filter,
    sort: wanted.sort ?? 'relevance',
    branches: onlyNear ? [] : branches,
    near: (onlyNear || !after) && terms.length > 1 ? near : undefined,
    after,
    limit,
  })
  const nearly = unknown || hits[0]?.hitTier === nearAt
  if (!after && hits.length > 0 && !nearly) hear(ctx, shown)
  return answer(hits, limit, { words: shown, corrected, near: nearly && hits.length > 0 })
}
