import { type Passage, type Sentence, sentencesOf } from './passages.ts'

export const aspects = ['taste', 'freshness', 'quality', 'packaging', 'delivery', 'price', 'service', 'feel', 'size'] as const
export type Aspect = (typeof aspects)[number]

/** How many reviews speak well and ill of an aspect — each once for either — and what they say, word for word. */
export type AspectDigest = { aspect: Aspect; good: number; bad: number; quotes: (Sentence & { tone: 'good' | 'bad' })[] }

const spokenOf: Readonly<Record<Aspect, RegExp>> = {
  taste: /味道|口感|口味|好吃|难吃|好喝|难喝|香甜|甜|酸|苦|脆|多汁/,
  freshness: /新鲜|日期|变质|坏果|烂|蔫/,
  quality: /质量|品质|做工|材质|结实|耐用|掉色|裂|破/,
  packaging: /包装|盒子|箱子|纸箱|漏/,
  delivery: /物流|快递|发货|送货|到货|配送/,
  price: /价格|划算|便宜|性价比|实惠|太贵|贵/,
  service: /客服|服务|态度|售后|店主|退换/,
  feel: /吸收|滋润|保湿|油腻|刺激|过敏|舒服|好用|难用|起球|手感/,
  size: /尺寸|大小|尺码|偏大|偏小|合身|分量|个头/,
}
const good =
  /好|不错|满意|喜欢|新鲜|香甜|甜|脆|多汁|结实|耐用|完好|划算|便宜|实惠|快(?!递)|滋润|舒服|合身|合适|足|耐心|推荐|赞|棒|大方|柔软/g
const bad = /差|难|坏|烂|蔫|变质|掉色|裂|破|漏|慢|太贵|油腻|刺激|过敏|起球|偏大|偏小|失望|不新鲜|苦|酸|敷衍|后悔|小了|少了/g
const turns = /(?:不太|不怎么|不够|并不|不是|没有|没|不|别|未|无)[^，,。]{0,2}$/

/** +1 for each good word and −1 for each bad one of a clause; a word denied counts the other way. 不错 is not 错 denied. */
function toneOf(clause: string): number {
  const of = (pattern: RegExp, sign: 1 | -1) =>
    [...clause.matchAll(pattern)].reduce((sum, match) => sum + (turns.test(clause.slice(0, match.index)) ? -sign : sign), 0)
  return of(good, 1) + of(bad, -1)
}

const quotesMost = 3

/**
 * What reviews say of each aspect, from those that say something of it. Nothing is weighed or rounded: a count is a number of reviews, and
 * every quotation is a stretch of one.
 */
export function digestReviews(reviews: readonly Passage[]): AspectDigest[] {
  return aspects
    .map((aspect): AspectDigest => {
      const said = sentencesOf(reviews).flatMap((sentence) => {
        const clauses = sentence.text.split(/[，,、]/).filter((clause) => spokenOf[aspect].test(clause))
        const tone = clauses.reduce((sum, clause) => sum + toneOf(clause), 0)
        return tone === 0 ? [] : [{ ...sentence, tone: tone > 0 ? ('good' as const) : ('bad' as const) }]
      })
      const count = (tone: 'good' | 'bad') => new Set(said.filter((each) => each.tone === tone).map((each) => each.passageId)).size
      const quotes = (['good', 'bad'] as const).flatMap((tone) => said.filter((each) => each.tone === tone).slice(0, quotesMost))
      return { aspect, good: count('good'), bad: count('bad'), quotes }
    })
    .filter((each) => each.good + each.bad > 0)
}
