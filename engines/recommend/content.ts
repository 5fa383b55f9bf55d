/**
 * Goods that are alike by what they say of themselves: title, category, properties, as words. TF-IDF and the cosine between them; words that
 * stand on more than a tenth of all goods tell nothing and are left out. For goods nobody has looked at yet, the only way to be found.
 */
export type ContentIndex = {
  /** The goods of each word, with the weight of the word on them. */
  byWord: Map<string, { items: number[]; weights: number[] }>
  /** The words of each item, with weights of unit length. */
  words: Map<number, [word: string, weight: number][]>
}

const tooCommonFrom = 50

export function openContentIndex(goods: readonly { item: number; words: readonly string[] }[]): ContentIndex {
  const count = new Map<string, number>()
  for (const { words } of goods) for (const word of new Set(words)) count.set(word, (count.get(word) ?? 0) + 1)
  const most = Math.max(tooCommonFrom, goods.length / 10)
  const index: ContentIndex = { byWord: new Map(), words: new Map() }
  for (const { item, words } of goods) {
    const telling = [...new Set(words)].filter((word) => count.get(word)! <= most)
    const weighed = telling.map((word): [string, number] => [word, Math.log(1 + goods.length / count.get(word)!)])
    const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1
    const unit = weighed.map(([word, weight]): [string, number] => [word, weight / length])
    index.words.set(item, unit)
    for (const [word, weight] of unit) {
      const list = index.byWord.get(word) ?? { items: [], weights: [] }
      list.items.push(item)
      list.weights.push(weight)
      index.byWord.set(word, list)
    }
  }
  return index
}

/** The goods most like this one, best first, with the cosine (0 to 1). */
export const alike = (index: ContentIndex, item: number, most: number): { item: number; likeness: number }[] =>
  rank(index, index.words.get(item) ?? [], item).slice(0, most)

/** The goods most like something that says these words of itself, best first, with the cosine over the words the index knows (0 to 1). */
export function alikeWords(index: ContentIndex, words: readonly string[], most: number): { item: number; likeness: number }[] {
  const known = [...new Set(words)].flatMap((word): [string, number][] => {
    const goods = index.byWord.get(word)
    return goods ? [[word, Math.log(1 + index.words.size / goods.items.length)]] : []
  })
  // Words nobody here says make the two less alike, so each counts as one that is said once.
  const unknown = new Set(words).size - known.length
  const length = Math.hypot(...known.map(([, weight]) => weight), Math.log(1 + index.words.size) * Math.sqrt(unknown)) || 1
  return rank(
    index,
    known.map(([word, weight]): [string, number] => [word, weight / length]),
    -1,
  ).slice(0, most)
}

function rank({ byWord }: ContentIndex, words: readonly [word: string, weight: number][], except: number) {
  const sums = new Map<number, number>()
  for (const [word, weight] of words) {
    const { items, weights } = byWord.get(word)!
    for (let at = 0; at < items.length; at += 1) {
      const other = items[at]!
      if (other !== except) sums.set(other, (sums.get(other) ?? 0) + weight * weights[at]!)
    }
  }
  return [...sums].map(([item, likeness]) => ({ item, likeness })).toSorted((a, b) => b.likeness - a.likeness || a.item - b.item)
}
