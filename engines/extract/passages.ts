import { wordsOf } from '@lianka/retrieval/words'

/** What is known of the goods and may be quoted: a text of the supplier's, an attribute, a report, one buyer's review. */
export type Passage = { id: string; text: string }

/** A stretch of a passage, word for word: `passage.text.slice(from, to) === text`. Positions count UTF-16 units, as `slice` does. */
export type Sentence = { passageId: string; from: number; to: number; text: string }

/** A full stop ends a sentence, and a line does; a point between digits does not. */
const ends = /[。！？!?；;\n]+/g

export function sentencesOf(passages: readonly Passage[]): Sentence[] {
  return passages.flatMap(({ id, text }) => {
    const sentences: Sentence[] = []
    let start = 0
    const add = (end: number) => {
      const raw = text.slice(start, end)
      const from = start + raw.length - raw.trimStart().length
      const to = start + raw.trimEnd().length
      if (to > from) sentences.push({ passageId: id, from, to, text: text.slice(from, to) })
      start = end
    }
    for (const match of text.matchAll(ends)) add(match.index + match[0].length)
    add(text.length)
    return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence.text))
  })
}

/** The words that carry what a sentence says: of two characters and more, or letters, or a measure. */
export const contentWords = (text: string): string[] => wordsOf(text).filter((word) => word.length > 1)
