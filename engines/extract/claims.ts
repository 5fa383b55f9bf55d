export type ClaimRule = 'absolute' | 'medical' | 'income' | 'guarantee'

/** A stretch of a text that may not be published so, the article that says it, and what to do. `from` and `to` as in `slice`. */
export type ClaimFinding = { rule: ClaimRule; from: number; to: number; text: string; article: string; advice: { zh: string; en: string } }

type Rule = { rule: ClaimRule; words: RegExp; spared?: RegExp; article: string; advice: { zh: string; en: string } }

const rules: readonly Rule[] = [
  {
    rule: 'absolute',
    words:
      /国家级|世界级|最高级|最[佳好强优先低高大小美新]|(?:全[国球网]|行业|世界|销量|排名)?第一|NO\.?\s?1|顶级|极品|独一无二|史无前例|绝无仅有|全[国球网]唯一|首选/gi,
    // Advice on use and storage, order of steps and wishes are no comparison with others: 绝对化用语执法指南 (2023).
    spared:
      /最佳(?:赏味|食用|饮用|使用|保存|冲泡)|最[高低大小](?:温度|档|工作|承重|载重|输出|功率|水位|速|剂量|用量|尺寸)|最先(?:放|加|到|把|将)|第一(?:次|步|时间|遍|天|周|层|章|页|个|位)|首选(?:地址|语言)/g,
    article: '广告法 9(三)',
    advice: {
      zh: '删去这个词，或改成可以证明的事实，写明时间和范围。',
      en: 'Leave the word out, or state a fact that can be proven, with its date and extent.',
    },
  },
  {
    rule: 'medical',
    words: /治疗|治愈|疗效|药效|药用|处方|抗癌|防癌|降血[糖压脂]|消炎|杀菌率|抗病毒|祛病|包治|根治|替代药物|医用级|减肥|瘦身/g,
    spared: /不能(?:代替|替代)药物|不(?:具有?|含|能)?(?:治疗|疗效)(?:作用|功能)?|无(?:治疗|医疗)(?:作用|功能)/g,
    article: '广告法 16–18',
    advice: {
      zh: '普通商品不得说疾病、疗效和医疗用语，请只写成分、做法和用法。',
      en: 'Ordinary goods may not be said to treat anything; keep to what is in them, how they are made and used.',
    },
  },
  {
    rule: 'income',
    words: /躺赚|稳赚|日入过?[千万百]|月入过?[千万百]|保本|包赚|财务自由|轻松赚钱|被动收入/g,
    article: '反不正当竞争法 9',
    advice: {
      zh: '不得许诺收入。要谈收入，请附典型收益和零收益人数占比。',
      en: 'Promise no income; where earnings are told, give the median and the share who earn nothing.',
    },
  },
  {
    rule: 'guarantee',
    words:
      /100%\s*(?:有效|安全|见效)|百分之?百(?:有效|安全|见效)|绝对(?:安全|有效|无副作用)|无任何副作用|无效退款|立竿见影|永不(?:反弹|复发)/g,
    article: '广告法 16, 18, 28',
    advice: {
      zh: '不得保证效果或安全，请写检测报告里的结果。',
      en: 'Do not guarantee an effect or safety; give what the test report says.',
    },
  },
]

const stretches = (text: string, pattern: RegExp | undefined): { from: number; to: number }[] =>
  pattern ? [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })) : []

/**
 * What in a text the advertising law does not let stand, in the order of the text. A first sieve by words: what it does not find is not
 * thereby lawful, and an officer may allow what it found.
 */
export function claimFindings(text: string): ClaimFinding[] {
  const findings = rules.flatMap(({ rule, words, spared, article, advice }) => {
    const free = stretches(text, spared)
    return stretches(text, words)
      .filter(({ from, to }) => !free.some((each) => each.from <= from && to <= each.to))
      .map(({ from, to }) => ({ rule, from, to, text: text.slice(from, to), article, advice }))
  })
  return findings.sort((a, b) => a.from - b.from || a.to - b.to)
}
