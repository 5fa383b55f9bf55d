import type { LeadStage } from '@lianka/contract/lead'

type Words = { zh: string; en: string }

/** What is known of a person to an owner, counted over the last 90 days; orders over all time. */
export type Facts = {
  views: number
  goods: number
  dwellSeconds: number
  days: number
  marked: number
  shared: number
  asked: 'requested' | 'approved' | null
  orders: number
  categories: readonly { zh: string; en: string; dwellSeconds: number }[]
  fromNickname: string | null
}

export const interestedFrom = { goods: 3, dwellSeconds: 60, days: 2 }

const dwellOf = (seconds: number): Words => {
  const minutes = Math.floor(seconds / 60)
  return seconds < 60
    ? { zh: `${seconds} 秒`, en: `${seconds} s` }
    : { zh: `${minutes} 分${seconds % 60 ? ` ${seconds % 60} 秒` : '钟'}`, en: `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ''}` }
}

const times = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What speaks for being interested, each by itself enough. */
function interests({ goods, dwellSeconds, days, marked, shared }: Facts): Words[] {
  const stayed = dwellOf(dwellSeconds)
  return [
    ...(goods >= interestedFrom.goods ? [{ zh: `看了 ${goods} 件商品`, en: `Looked at ${goods} goods` }] : []),
    ...(dwellSeconds >= interestedFrom.dwellSeconds ? [{ zh: `共停留 ${stayed.zh}`, en: `Stayed ${stayed.en} in all` }] : []),
    ...(days >= interestedFrom.days ? [{ zh: `来过 ${days} 天`, en: `Came on ${days} days` }] : []),
    ...(marked > 0 ? [{ zh: `收藏了 ${marked} 件`, en: `Marked ${marked}` }] : []),
    ...(shared > 0 ? [{ zh: `转发过 ${shared} 次`, en: `Passed on ${times(shared, 'time', 'times')}` }] : []),
  ]
}

type Step = { stage: Exclude<LeadStage, 'lost'>; reasons: (facts: Facts) => Words[] }

/** From the last stage to the first: the first that has a reason holds. */
const steps: readonly Step[] = [
  { stage: 'returning', reasons: ({ orders }) => (orders >= 2 ? [{ zh: `买过 ${orders} 次`, en: `Bought ${orders} times` }] : []) },
  { stage: 'ordered', reasons: ({ orders }) => (orders === 1 ? [{ zh: '买过 1 次', en: 'Bought once' }] : []) },
  {
    stage: 'in_touch',
    reasons: ({ asked }) =>
      asked === null
        ? []
        : [
            asked === 'approved'
              ? { zh: '您同意了联系方式申请', en: 'You let them see your contacts' }
              : { zh: '申请看您的联系方式', en: 'Asked for your contacts' },
          ],
  },
  { stage: 'interested', reasons: interests },
]

/** The stage that what happened speaks for, and why. */
export function stageOf(facts: Facts): { stage: Exclude<LeadStage, 'lost'>; reasons: Words[] } {
  for (const { stage, reasons } of steps) {
    const found = reasons(facts)
    if (found.length > 0) return { stage, reasons: found }
  }
  return { stage: 'looked', reasons: [lookedAt(facts)] }
}

function lookedAt({ views, dwellSeconds, days }: Facts): Words {
  if (days === 0) return { zh: '没有可以看的来访记录', en: 'There are no visits to show' }
  if (views === 0 && dwellSeconds === 0) return { zh: '点开过商品', en: 'Opened goods' }
  const stayed = dwellOf(dwellSeconds)
  return { zh: `看过 ${views} 次，停留 ${stayed.zh}`, en: `${times(views, 'view', 'views')}, stayed ${stayed.en}` }
}

export type Tag = { tag: string; learntFrom: Words | null }

const tagLength = 12
const learntShare = 0.3
const learntMost = 3

/** Tags that follow from what happened, each with what from. */
export function learntTags(facts: Facts): Tag[] {
  const total = facts.categories.reduce((sum, { dwellSeconds }) => sum + dwellSeconds, 0)
  const liked = facts.categories
    .filter(({ dwellSeconds }) => total > 0 && dwellSeconds / total >= learntShare)
    .toSorted((a, b) => b.dwellSeconds - a.dwellSeconds)
    .slice(0, learntMost)
    .map(({ zh, en, dwellSeconds }) => {
      const percent = Math.round((100 * dwellSeconds) / total)
      return { tag: zh, learntFrom: { zh: `停留时间的 ${percent}% 在${zh}`, en: `${percent} % of the time at ${en}` } }
    })
  return [
    ...liked,
    ...(facts.days >= 3 ? [{ tag: '常来', learntFrom: { zh: `来过 ${facts.days} 天`, en: `Came on ${facts.days} days` } }] : []),
    ...(facts.fromNickname
      ? [
          {
            tag: `经${facts.fromNickname}`.slice(0, tagLength),
            learntFrom: { zh: `从${facts.fromNickname}的分享来`, en: `Came through ${facts.fromNickname}` },
          },
        ]
      : []),
  ]
}

/** The owner's own tags, then the learnt ones that were not taken off. */
export function tagsOf(facts: Facts, own: readonly { tag: string; on: boolean }[]): Tag[] {
  const said = new Map(own.map(({ tag, on }) => [tag, on]))
  return [
    ...own.filter(({ on }) => on).map(({ tag }) => ({ tag, learntFrom: null })),
    ...learntTags(facts).filter(({ tag }) => !said.has(tag)),
  ]
}

const sum = (one: Facts, other: Facts, name: 'views' | 'goods' | 'dwellSeconds' | 'marked' | 'shared' | 'orders') => one[name] + other[name]

/** What is known of two whom the owner takes for one. Goods that both looked at count twice; of the days the more, since they may be the same ones. */
export function together(one: Facts, other: Facts): Facts {
  const categories = new Map(one.categories.map((each) => [each.en, each]))
  for (const each of other.categories)
    categories.set(each.en, { ...each, dwellSeconds: each.dwellSeconds + (categories.get(each.en)?.dwellSeconds ?? 0) })
  return {
    views: sum(one, other, 'views'),
    goods: sum(one, other, 'goods'),
    dwellSeconds: sum(one, other, 'dwellSeconds'),
    days: Math.max(one.days, other.days),
    marked: sum(one, other, 'marked'),
    shared: sum(one, other, 'shared'),
    asked: one.asked === 'approved' || other.asked === 'approved' ? 'approved' : (one.asked ?? other.asked),
    orders: sum(one, other, 'orders'),
    categories: [...categories.values()],
    fromNickname: one.fromNickname ?? other.fromNickname,
  }
}
