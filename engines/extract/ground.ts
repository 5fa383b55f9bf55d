import { fold } from '@lianka/retrieval/fold'
import { wordsOf } from '@lianka/retrieval/words'
import { claimFindings } from './claims.ts'
import { type Passage, type Sentence, sentencesOf } from './passages.ts'

/** What a sentence says that its evidence does not. */
export type Unfounded = { kind: 'number' | 'quote' | 'word' | 'negation' | 'apart' | 'claim'; text: string }

/** Either every part of the sentence is found in the named sentences of the evidence, or what is not is told. */
export type Grounding = { sources: Sentence[]; unfounded: Unfounded[] }

/** Words that join and point and say nothing of the goods. Everything else must be in the evidence. */
const joining = new Set(
  '因为 所以 而且 并且 同时 以及 还有 其中 一款 这款 这个 它们 我们 您的 可以 适度 商品 产品 本品 介绍 来自 采用 使用 选用 具有 拥有 带有 此外 另外 为 有 等 从 由 到 让 以 其 此 该 您 请 每 共 不 无 未 没 非'.split(
    ' ',
  ),
)

const digitsOf: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 }

function hanNumber(han: string): number {
  let [whole, part, digit] = [0, 0, 0]
  for (const each of han) {
    const ten = tens[each]
    if (ten === undefined) digit = digitsOf[each] ?? 0
    else if (ten === 10_000) [whole, part, digit] = [(whole + part + digit) * ten, 0, 0]
    else [part, digit] = [part + (digit || 1) * ten, 0]
  }
  return whole + part + digit
}

const counters =
  '斤|公斤|千克|克|毫克|升|毫升|片|枚|个|只|块|条|支|瓶|盒|袋|包|抽|米|厘米|毫米|键|瓦|毫安时|度|年|月|天|日|小时|分钟|秒|次|遍|层|倍|种|道|位|人|元|岁|成|折|星|万|千|百|亿'
const number = new RegExp(
  `\\d+(?:\\.\\d+)?\\s*(?:%|℃|[a-zμ]+|${counters})?|[零〇一二两三四五六七八九十百千万]+(?=${counters})(?:${counters})`,
  'g',
)

const plainNumber = (found: string): string => {
  const bare = found.replace(/\s+/g, '')
  const han = /^[零〇一二两三四五六七八九十百千万]+/.exec(bare)
  return han ? `${hanNumber(han[0])}${bare.slice(han[0].length)}` : bare
}

/** One way of writing, also for numbers: 三十天 is 30天, １０％ is 10%, 5 斤 is 5斤. */
const plain = (text: string): string => fold(text).replace(number, plainNumber)

/** The numbers of a text with what they count, in one way of writing. */
export const numbersOf = (text: string): string[] => [...fold(text).matchAll(number)].map(([found]) => plainNumber(found))

const quotesOf = (text: string) => [...text.matchAll(/[“「『"]([^”」』"]+)[”」』"]/g)].map((match) => match[1] as string)

const negations = /不含|不添加|不可|不能|不会|不|未|无|没有|没|非|零添加|免/

/** Whether the clause up to the word turns it round. 不错 and 无线 are no negations, but such words are then words of the evidence too. */
const negated = (clause: string, word: string): boolean => {
  const at = clause.indexOf(word)
  return negations.test(at < 0 ? clause : clause.slice(0, at + word.length))
}

const clausesOf = (text: string) =>
  plain(text)
    .split(/[，,、。！？!?；;：:\s]+/)
    .filter(Boolean)

type Known = { sentence: Sentence; whole: string; clauses: string[] }

const knownOf = (sentence: Sentence): Known => ({
  sentence,
  whole: plain(sentence.text),
  clauses: clausesOf(sentence.text),
})

const meaningOf = (clause: string) =>
  wordsOf(clause).filter((word) => !joining.has(word) && clause.includes(word) && numbersOf(word).length === 0)

/** Whether the evidence has the word, and turned as it is in the clause. */
const hasSense = (clause: string, word: string, known: Known): boolean =>
  known.clauses.some((other) => other.includes(word) && negated(other, word) === negated(clause, word))

/** Two facts are no third: the words of a clause stand together in one sentence of the evidence, save those that name the goods. */
function unfoundedWords(clause: string, known: readonly Known[], name: string): Unfounded[] {
  const words = meaningOf(clause)
  const missing = words.flatMap((word): Unfounded[] => {
    if (!known.some((each) => each.whole.includes(word))) return [{ kind: 'word', text: word }]
    return known.some((each) => hasSense(clause, word, each)) ? [] : [{ kind: 'negation', text: word }]
  })
  if (missing.length > 0) return missing
  const others = words.filter((word) => !name.includes(word))
  return others.length === 0 || known.some((each) => others.every((word) => hasSense(clause, word, each)))
    ? []
    : [{ kind: 'apart', text: clause }]
}

/** A number counts what follows it, or, at the end of a clause, what goes before: there the evidence reads the same. */
function unfoundedNumbers(clause: string, known: readonly Known[]): Unfounded[] {
  return [...clause.matchAll(number)].flatMap((match) => {
    const [found, end] = [match[0], match.index + match[0].length]
    const after = clause.slice(end, end + 2)
    const inPlace = after ? `${found}${after}` : `${clause.slice(Math.max(0, match.index - 2), match.index)}${found}`
    const stands = known.some((each) =>
      each.clauses.some((other) => other.includes(inPlace) && numbersOf(other).includes(plainNumber(found))),
    )
    return stands ? [] : [{ kind: 'number' as const, text: plainNumber(found) }]
  })
}

/**
 * Whether a sentence that somebody — a model — wrote says nothing but what the passages say: every number with what it counts, every word
 * of meaning in company it keeps there and denied where it is denied there, every quotation word for word, no claim in words of its own.
 * `name` is what the goods are called, which any clause may say of them. Strict on purpose: a true sentence put freely is refused rather
 * than a false one let through.
 */
export function groundingOf(text: string, passages: readonly Passage[], name = ''): Grounding {
  const known = sentencesOf(passages).map(knownOf)
  const clauses = clausesOf(text)
  const unfounded: Unfounded[] = [
    ...clauses.flatMap((clause) => unfoundedNumbers(clause, known)),
    ...quotesOf(text)
      .filter((quote) => !passages.some((passage) => passage.text.includes(quote)))
      .map((quote) => ({ kind: 'quote' as const, text: quote })),
    ...clauses.flatMap((clause) => unfoundedWords(clause, known, plain(name))),
    ...claimFindings(text)
      .filter((claim) => !passages.some((passage) => passage.text.includes(claim.text)))
      .map((claim) => ({ kind: 'claim' as const, text: claim.text })),
  ]
  const words = clauses.flatMap((clause) => [...meaningOf(clause), ...numbersOf(clause)])
  // Nothing that could be checked is nothing that may be said.
  if (words.length === 0) unfounded.push({ kind: 'word', text })
  return { sources: unfounded.length > 0 ? [] : sourcesFor(words, known), unfounded }
}

/** The fewest sentences, greedily, that hold all words: what a reader is shown as the source. */
function sourcesFor(words: readonly string[], known: readonly Known[]): Sentence[] {
  const sources: Sentence[] = []
  let open = [...words]
  while (open.length > 0) {
    const gains = known.map((each) => open.filter((word) => each.whole.includes(word)).length)
    const most = Math.max(0, ...gains)
    const best = known[gains.indexOf(most)]
    if (most === 0 || !best) break
    sources.push(best.sentence)
    open = open.filter((word) => !best.whole.includes(word))
  }
  return sources
}
