/** What a replay may find to differ. */
export type Found = {
  what:
    | 'referrer'
    | 'plan'
    | 'upline'
    | 'noted_ranks'
    | 'fact'
    | 'shares'
    | 'lowered'
    | 'refunded'
    | 'share_state'
    | 'rank'
    | 'balance'
    | 'entries'
  /** The member, order, line or account it is about. */
  subject: string
  live: string
  replayed: string
}

const names: Record<Found['what'], { zh: string; en: string }> = {
  referrer: { zh: '推荐人', en: 'referrer' },
  plan: { zh: '适用的方案版本', en: 'plan version' },
  upline: { zh: '订单记下的上线', en: 'upline noted with the order' },
  noted_ranks: { zh: '订单记下的级别', en: 'ranks noted with the order' },
  fact: { zh: '不该发生的事实', en: 'a fact that may not follow' },
  shares: { zh: '收益', en: 'shares' },
  lowered: { zh: '降级标记', en: 'lowered marks' },
  refunded: { zh: '已退金额', en: 'refunded amount' },
  share_state: { zh: '收益状态', en: 'state of a share' },
  rank: { zh: '级别', en: 'rank' },
  balance: { zh: '余额与分录不符', en: 'balance against its entries' },
  entries: { zh: '分录与事实不符', en: 'entries against the facts' },
}

export const inWords = ({ what, subject, live, replayed }: Found) => ({
  zh: `${names[what].zh}：${subject}，账上 ${live}，重算 ${replayed}`,
  en: `${names[what].en}: ${subject} has ${live}, replayed ${replayed}`,
})

const chainNames = {
  hash: { zh: '内容与哈希不符', en: 'its content does not give its hash' },
  previous_hash: { zh: '没有接上前一块', en: 'it does not name the block before it' },
  transfers: { zh: '转账多了或少了', en: 'transfers were added or are missing' },
} as const

export const chainInWords = ({ height, what }: { height: number; what: keyof typeof chainNames }) => ({
  zh: `第 ${height} 块：${chainNames[what].zh}`,
  en: `block ${height}: ${chainNames[what].en}`,
})

/** Gives names numbers from 0 in the order they come. */
export function numbering() {
  const numbers = new Map<string, number>()
  const names: string[] = []
  return {
    of: (name: string): number => {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    has: (name: string) => numbers.has(name),
    nameOf: (number: number) => names[number] as string,
  }
}
