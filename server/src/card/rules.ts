import type { Card, CardMedia, contactAccesses, Honour } from '@lianka/contract/card'
import type { MemberId } from '@lianka/contract/ids'
import { beijingDate } from '@lianka/design/dates'

export type ShopHistory = {
  openedAt: Date
  onSaleCount: number
  inspectedCount: number
  /** Reports of the best-selling goods, newest lot of each. */
  reports: { title: string; result: string; agency: string; reportNumber: string; issuedAt: string; fileId: string }[]
  receivedOrderCount: number
  /** After-sale requests that were decided, by suppliers or the platform. */
  decidedCount: number
  acceptedCount: number
  meanHoursToDecide: number | null
}

export type Fact = Card['facts'][number]

const dayMs = 86_400_000

/** "7 个月", "2 年 3 个月": whole months of 30 days; null in the first month, which is no reason for trust yet. */
export function openFor(openedAt: Date, now: Date): { zh: string; en: string } | null {
  const months = Math.floor((now.getTime() - openedAt.getTime()) / (30 * dayMs))
  if (months < 1) return null
  const years = Math.floor(months / 12)
  const rest = months % 12
  const zh = [years && `${years} 年`, rest && `${rest} 个月`].filter(Boolean).join(' ')
  const en = [years && `${years} ${years === 1 ? 'year' : 'years'}`, rest && `${rest} ${rest === 1 ? 'month' : 'months'}`]
    .filter(Boolean)
    .join(' ')
  return { zh, en }
}

/** Only what the records say, each with the record it is counted from. What has not happened yet is not mentioned. */
export function trustFacts(history: ShopHistory, now: Date): Fact[] {
  return [...inspectionFacts(history), ...afterSaleFacts(history), ...receiptFacts(history), ...openingFacts(history, now)]
}

function inspectionFacts({ onSaleCount, inspectedCount, reports }: ShopHistory): Fact[] {
  if (inspectedCount === 0) return []
  return [
    {
      zh: `在售 ${onSaleCount} 件商品，${inspectedCount} 件附检验报告`,
      en: `${inspectedCount} of ${onSaleCount} goods on sale come with an inspection report`,
      sourceZh: '各商品当前批次的报告，商品页可查',
      sourceEn: 'Reports of the current lots, to be read on each product page',
      path: null,
    },
    ...reports.map(({ title, result, agency, reportNumber, issuedAt, fileId }) => ({
      zh: `${title}：${result}`,
      en: `${title}: inspected, ${result}`,
      sourceZh: `${agency}报告 ${reportNumber}，${beijingDate(issuedAt)}`,
      sourceEn: `Report ${reportNumber} of ${agency}, ${beijingDate(issuedAt)}`,
      path: `/files/${fileId}`,
    })),
  ]
}

function afterSaleFacts({ decidedCount, acceptedCount, meanHoursToDecide }: ShopHistory): Fact[] {
  if (decidedCount === 0 || meanHoursToDecide === null) return []
  const hours = Math.max(1, Math.round(meanHoursToDecide))
  return [
    {
      zh: `${decidedCount} 次售后，同意 ${acceptedCount} 次，平均 ${hours} 小时答复`,
      en: `${acceptedCount} of ${decidedCount} after-sale requests accepted, answered in ${hours} h on average`,
      sourceZh: '本店订单的售后记录',
      sourceEn: 'After-sale records of this shop’s orders',
      path: null,
    },
  ]
}

const receiptFacts = ({ receivedOrderCount }: ShopHistory): Fact[] =>
  receivedOrderCount === 0
    ? []
    : [
        {
          zh: `${receivedOrderCount} 张订单已签收`,
          en: `${receivedOrderCount} orders received by their buyers`,
          sourceZh: '本店订单的签收记录',
          sourceEn: 'Receipt records of this shop’s orders',
          path: null,
        },
      ]

function openingFacts({ openedAt }: ShopHistory, now: Date): Fact[] {
  const open = openFor(openedAt, now)
  if (!open) return []
  const day = beijingDate(openedAt.toISOString())
  return [{ zh: `开店 ${open.zh}`, en: `Open for ${open.en}`, sourceZh: `${day} 开店`, sourceEn: `Opened on ${day}`, path: null }]
}

export type ContactAccess = (typeof contactAccesses)[number]
export type ContactState = 'requested' | 'approved' | 'declined' | 'revoked'

/** Who was told no may ask again after this. */
export const askAgainDays = 7

type Hiding = { phoneCipher: string | null; phoneShown: boolean | null; wechatCipher: string | null; wechatShown: boolean | null }

export const hidesContacts = ({ phoneCipher, phoneShown, wechatCipher, wechatShown }: Hiding) =>
  (phoneCipher !== null && !phoneShown) || (wechatCipher !== null && !wechatShown)

type Asked = Hiding & { id: MemberId; asked: { state: ContactState; decidedAt: string | null } | null }

/** What a caller may see of the contacts that a card keeps private. */
export function contactAccessOf(card: Asked, callerId: MemberId | null, now: Date): ContactAccess {
  if (!hidesContacts(card) || card.id === callerId) return 'shown'
  if (!card.asked) return 'ask'
  if (card.asked.state === 'requested' || card.asked.state === 'approved') return card.asked.state
  const since = card.asked.decidedAt === null ? now.getTime() : Date.parse(card.asked.decidedAt)
  return now.getTime() - since < askAgainDays * dayMs ? 'wait' : 'ask'
}

const wanted = { approve: 'approved', decline: 'declined', revoke: 'revoked' } as const
const moves: Record<ContactState, readonly ContactState[]> = {
  requested: ['approved', 'declined'],
  approved: ['revoked'],
  declined: [],
  revoked: [],
}

/** Where the owner's word leads; the state itself when it was said before, undefined when something else was. */
export function stateAfter(state: ContactState, decision: keyof typeof wanted): ContactState | undefined {
  const to = wanted[decision]
  return state === to || moves[state].includes(to) ? to : undefined
}

/** The addresses that a card shows, by what must be behind them. */
export function addressesOf({
  portrait,
  media,
  honours,
}: {
  portrait: string | null
  media: readonly CardMedia[]
  honours: readonly Honour[]
}) {
  const ofMedia = media.flatMap((block) => {
    if (block.kind === 'pictures') return block.pictures
    return block.kind === 'compare' ? [block.before, block.after] : block.cover === null ? [] : [block.cover]
  })
  return {
    pictures: [...(portrait === null ? [] : [portrait]), ...ofMedia],
    videos: media.flatMap((block) => (block.kind === 'video' ? [block.video] : [])),
    proofs: honours.flatMap(({ proof }) => (proof === null ? [] : [proof])),
  }
}
