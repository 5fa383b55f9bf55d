// How well and how fast goods are suggested: on public sessions, on a million invented ones, and over HTTP while looks come in.

import { defaultRanker } from '@lianka/recommend/default-ranker'
import type { Measures } from '@lianka/recommend/evaluate'
import { type Accuracy, benchAccuracy } from './recommend-accuracy.ts'
import { readDiginetica, type Sessions, toy } from './recommend-data.ts'
import { benchHttp } from './recommend-http.ts'
import { benchSpeed } from './recommend-speed.ts'

const percent = (value: number) => Number((100 * value).toFixed(2))
const row = ({ cases, hitRate, hitRateWithin, mrr, mrrWithin, ndcg, coverage, gini }: Measures) => ({
  cases,
  'HR@20': percent(hitRate),
  'HR 95 %': hitRateWithin.map(percent).join(' – '),
  'MRR@20': percent(mrr),
  'MRR 95 %': mrrWithin.map(percent).join(' – '),
  'NDCG@20': percent(ndcg),
  coverage: percent(coverage),
  gini: Number(gini.toFixed(3)),
})

function measure(sessions: Sessions): Accuracy {
  console.log(`\n${sessions.name}: ${sessions.train.length} sessions to learn from, ${sessions.itemCount} items`)
  for (const [file, sha256] of Object.entries(sessions.sha256)) console.log(`  sha256 of ${file}: ${sha256}`)
  const accuracy = benchAccuracy(sessions, (words) => console.log(`  ${words} …`))
  const { oneClick } = accuracy
  console.table({ all: row(accuracy), ...(oneClick && { 'after one click': row(oneClick) }) })
  console.log(`  ${accuracy.cpuSeconds.toFixed(1)} s of CPU, learning included`)
  return accuracy
}

export async function benchRecommend(data: string) {
  const diginetica = readDiginetica(data)
  if (!diginetica)
    console.log(`Diginetica is not measured: there is no sessions/gce.diginetica.train.txt.gz in ${data}. Name its folder with --data.`)
  const accuracy = { toy: measure(toy()), ...(diginetica && { diginetica: measure(diginetica) }) }

  console.log('\nInvented sessions over 100000 items, asked 20000 times in this process …')
  const [small, large] = [benchSpeed(100_000, defaultRanker), benchSpeed(1_000_000, defaultRanker)]
  console.table({ '100 000 sessions': small, '1 000 000 sessions': large })
  const growth = Number((large.p50Ms / small.p50Ms).toFixed(2))
  console.log(`A question costs ${growth} times as much with ten times the sessions.`)

  console.log('\nOver HTTP, 4 and 10 connections asking, 2000 and 5000 looks a second coming in, median of three rounds …')
  const http = await benchHttp()
  console.table(http)
  console.log(
    'Skipped: TLS. What askers looked at and how goods are offered comes from the memory of the process, which follows the database.',
  )
  return { ...accuracy, speed: { small, large, growth }, http }
}
