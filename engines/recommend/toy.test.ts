import { expect, test } from 'vitest'
import { defaultRanker } from './default-ranker.ts'
import { evaluate } from './evaluate.ts'
import { readToy } from './serenade-toy/sessions.ts'
import { addSession, openSessionIndex } from './session-index.ts'
import { openSuggest } from './suggest.ts'

test('on the toy sessions of Serenade the delivered weights do not fall below what its authors published for theirs', () => {
  const { train, test: cases, itemCount } = readToy()
  const index = openSessionIndex()
  for (const session of train) addSession(index, session)
  const suggest = openSuggest(index, defaultRanker)
  const list = (prefix: Int32Array) => suggest(prefix, 20).map(({ item }) => item)
  const all = evaluate(cases, list, itemCount)
  const oneClick = evaluate(
    cases.filter(({ prefix }) => prefix.length === 1),
    list,
    itemCount,
  )
  console.info(`toy: MRR@20 ${all.mrr.toFixed(4)}, HR@20 ${all.hitRate.toFixed(4)}; after one click HR@20 ${oneClick.hitRate.toFixed(4)}`)
  expect(all.mrr).toBeGreaterThan(0.36)
  expect(oneClick.hitRate).toBeGreaterThan(0.54)
})
