import { fold, isLetters } from '@lianka/retrieval/fold'
import { spokenOf } from '@lianka/retrieval/pinyin'
import { listCategories } from '#catalog/service'
import type { Ctx } from '#platform/context'
import { regions } from '#platform/regions'
import { writeHeard } from './heard.ts'
import * as store from './words-store.ts'

const wordsMost = 8
const shopsMost = 3
const hotMost = 10
const hotDays = 7

export async function suggest(ctx: Ctx, words: string) {
  const text = fold(words)
  // Of several words the last is the one being typed; those before it stay.
  const at = text.lastIndexOf(' ') + 1
  const [before, typing] = [text.slice(0, at), text.slice(at)]
  const [found, categories, shops] = await Promise.all([
    store.wordsBeginning(ctx.db, typing, isLetters(typing) ? typing : '', wordsMost),
    listCategories(ctx),
    store.shopsNamed(ctx.db, text, shopsMost),
  ])
  const fits = ({ zh, en }: { zh: string; en: string }) => {
    const { full, initials } = spokenOf(zh)
    return zh.includes(text) || [en.toLowerCase(), full, initials].some((name) => name.startsWith(text))
  }
  return { words: found.map((word) => before + word), categories: categories.items.filter(fits), shops }
}

export async function readStart(ctx: Ctx) {
  // What was heard in this process and is not written yet counts, too.
  await writeHeard(ctx)
  const [hot, origins] = await Promise.all([store.hotSearches(ctx.db, ctx.clock.now(), hotDays, hotMost), store.origins(ctx.db)])
  const named = origins.flatMap(({ province, products }) => {
    const name = regions.provinces[`${province}0000`]
    return name ? [{ code: province, name, products }] : []
  })
  return { hot, origins: named }
}
