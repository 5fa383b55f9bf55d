import { claimFindings } from './claims.ts'
import { contentWords, type Passage, type Sentence, sentencesOf } from './passages.ts'

const [shortest, longest] = [6, 80]
const damping = 0.85
const rounds = 30

/** How much two sentences have in common, as TextRank has it: words they share by the logarithms of their lengths (Mihalcea and Tarau 2004). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const word of a) if (b.has(word)) common += 1
  return common === 0 ? 0 : common / (Math.log(1 + a.size) + Math.log(1 + b.size))
}

function ranked(words: readonly ReadonlySet<string>[]): number[] {
  const links = words.map((a, i) => words.map((b, j) => (i === j ? 0 : likeness(a, b))))
  const sums = links.map((row) => row.reduce((sum, each) => sum + each, 0))
  let scores = words.map(() => 1)
  for (let round = 0; round < rounds; round += 1)
    scores = scores.map(
      (_, i) =>
        1 - damping + damping * links.reduce((sum, row, j) => sum + (sums[j] ? ((row[i] ?? 0) / sums[j]) * (scores[j] ?? 0) : 0), 0),
    )
  return scores
}

/**
 * At most `most` sentences of the passages, word for word, that say the most about the goods and not the same twice; none that the
 * advertising law forbids. In the order of the passages.
 */
export function sellingPoints(passages: readonly Passage[], most = 5): Sentence[] {
  const sentences = sentencesOf(passages).filter(
    ({ text }) => text.length >= shortest && text.length <= longest && claimFindings(text).length === 0,
  )
  const words = sentences.map(({ text }) => new Set(contentWords(text)))
  const scores = ranked(words)
  const chosen: number[] = []
  const worth = (at: number) =>
    (scores[at] ?? 0) - Math.max(0, ...chosen.map((other) => likeness(words[at] as Set<string>, words[other] as Set<string>)))
  while (chosen.length < most) {
    const left = sentences.map((_, at) => at).filter((at) => !chosen.includes(at) && (words[at]?.size ?? 0) > 1)
    const best = left.reduce<number | undefined>((top, at) => (top === undefined || worth(at) > worth(top) ? at : top), undefined)
    if (best === undefined) break
    chosen.push(best)
  }
  return chosen.sort((a, b) => a - b).map((at) => sentences[at] as Sentence)
}
