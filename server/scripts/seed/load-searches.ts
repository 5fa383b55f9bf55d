import { findGoods, indexAll, writeHeard } from '#search/service'
import { asCaller, hoursBefore, type Stage } from './stage.ts'

/** What people of the world looked for this week, and how many of them did. They type as people do: with letters, and with slips. */
const looked: readonly (readonly [words: string, people: number])[] = [
  ['脐橙', 14],
  ['qicheng', 5],
  ['面霜', 11],
  ['阅读灯', 9],
  ['土鸡蛋', 7],
  ['蓝牙耳机', 6],
  ['yueduden', 1],
  ['纸尿裤', 5],
  ['猕猴桃', 4],
  ['护手霜', 3],
  ['加湿器', 3],
]

/** The goods' words are read, and people look for goods through the same service as everybody. */
export async function loadSearches(stage: Stage): Promise<void> {
  await indexAll(stage.ctx)
  for (const [at, [words, people]] of looked.entries()) {
    for (let person = 0; person < people; person++) {
      const visitor = asCaller(stage, hoursBefore(stage, 2 + ((at * 7 + person * 11) % 140)), { kind: 'visitor' })
      await findGoods(visitor, { words, limit: 20 })
      await writeHeard(visitor)
    }
  }
}
