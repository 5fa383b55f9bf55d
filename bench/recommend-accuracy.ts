// How often the next item is among the first twenty, on public sessions. The ranker is learnt on the tail of the training part, with the index
// as it was before; the test part is asked once, with the index of the whole training part.
import { casesOf, evaluate, type Measures } from '@lianka/recommend/evaluate'
import { openAsker } from '@lianka/recommend/features'
import { type Lesson, learnRanker, lessonOf, type Ranker } from '@lianka/recommend/ranker'
import { addSession, openSessionIndex } from '@lianka/recommend/session-index'
import { openSources } from '@lianka/recommend/sources'
import { openSuggest } from '@lianka/recommend/suggest'
import type { Sessions } from './recommend-data.ts'

/** The last tenth of the training part is what the ranker learns from, at most so many of its prefixes, evenly spread. */
const tail = 0.1
const mostLessons = 30_000
const shown = 20

export type Accuracy = Measures & { oneClick?: Measures; cpuSeconds: number }

/** A ranker learnt on the tail of these sessions; the index is left holding all of them. */
export function learnOnTail(train: readonly Int32Array[], say: (words: string) => void = () => undefined) {
  const cut = Math.floor(train.length * (1 - tail))
  const index = openSessionIndex()
  for (const session of train.slice(0, cut)) addSession(index, session)
  const ask = openAsker(openSources(index))
  const cases = train.slice(cut).flatMap((session, at) => casesOf(session, at))
  const every = Math.max(1, cases.length / mostLessons)
  const lessons: Lesson[] = []
  for (let at = 0; at < cases.length; at += every) {
    const { prefix, next } = cases[Math.floor(at)]!
    const lesson = lessonOf(ask(prefix), next)
    if (lesson) lessons.push(lesson)
  }
  say(`learning from ${lessons.length} of ${cases.length} prefixes`)
  const ranker = learnRanker(lessons, { onEpoch: (epoch, loss) => say(`epoch ${epoch + 1}, loss ${loss.toFixed(4)}`) })
  for (const session of train.slice(cut)) addSession(index, session)
  return { index, ranker }
}

export function benchAccuracy({ train, test, itemCount }: Sessions, say: (words: string) => void, fixed?: Ranker): Accuracy {
  const started = process.cpuUsage()
  const learnt = learnOnTail(train, say)
  const suggest = openSuggest(learnt.index, fixed ?? learnt.ranker)
  const list = (prefix: Int32Array) => suggest(prefix, shown).map(({ item }) => item)
  say(`asking ${test.length} prefixes`)
  const all = evaluate(test, list, itemCount)
  const single = test.filter(({ prefix }) => prefix.length === 1)
  const { user, system } = process.cpuUsage(started)
  return { ...all, oneClick: evaluate(single, list, itemCount), cpuSeconds: (user + system) / 1e6 }
}
