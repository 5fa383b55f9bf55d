import { type CardMedia, cardTemplates } from '@lianka/contract/card'
import type { MemberId } from '@lianka/contract/ids'
import type { ShareChannel } from '@lianka/contract/reward'
import { askForContacts, decideContactRequest, listContactRequests, writeOwnCard } from '#card/service'
import { keepFile } from '#file/service'
import { shareLink } from '#referral/service'
import { makeVisitor } from '#visitor/service'
import type { Card, Person, Shop } from './entities.ts'
import { printReport } from './report-pdf.ts'
import { asMember, asSystem, hoursBefore, later, named, type Stage } from './stage.ts'

const drawn = (key: string) => `/pictures/${key}.svg`

/** What shops show of what they do; none of it says more than the picture shows. */
const mediaOf: readonly CardMedia[][] = [
  [
    { kind: 'compare', before: drawn('origin-orange-orchard'), after: drawn('origin-packing'), caption: '上午在树上，下午装箱' },
    { kind: 'pictures', pictures: [drawn('oranges'), drawn('cream'), drawn('toner')], caption: '这几样自己家也在用' },
  ],
  [
    {
      kind: 'pictures',
      pictures: [drawn('origin-kiwi-orchard'), drawn('origin-mushroom-shed'), drawn('origin-apiary')],
      caption: '跑过的山',
    },
  ],
  [{ kind: 'pictures', pictures: [drawn('origin-weaving'), drawn('bedding'), drawn('towels')], caption: '从织到洗' }],
  [{ kind: 'pictures', pictures: [drawn('vase'), drawn('soap')], caption: '阳台上的小东西' }],
  [{ kind: 'compare', before: drawn('origin-tea-hills'), after: drawn('tea'), caption: '从山上到杯里' }],
  [{ kind: 'pictures', pictures: [drawn('baby-bottle'), drawn('blocks'), drawn('gauze')], caption: '先给自家孩子试' }],
]

const storyOf = (card: Card) =>
  [card.intro, ...card.sellingPoints.map(({ title, detail, evidence }) => `· ${title}。${detail}（${evidence}）`)].join('\n').slice(0, 1000)

/** A card as its owner writes it: each in another template, the first honour with a proof where the shop is an even one. */
export async function writeCard(
  stage: Stage,
  at: Date,
  { card, owner, shop, index, regionCode }: { card: Card; owner: Person; shop: Shop; index: number; regionCode: string },
): Promise<void> {
  const own = asMember(stage, at, named(stage.people, card.owner).id)
  const [first = ''] = card.honours
  const bytes = printReport({ title: '情况说明', lines: ['本说明为演示数据，仅用于软件演示。', `名片：${shop.name}`, `内容：${first}`] })
  const proof = index % 2 === 0 ? (await keepFile(own, { name: `${shop.name}说明.pdf`, bytes })).path : null
  await writeOwnCard(own, {
    name: owner.name,
    title: card.title,
    slogan: card.motto,
    story: storyOf(card),
    regionCode,
    phone: owner.phone,
    wechatId: card.wechat,
    phoneShown: index % 2 === 0,
    // Some keep one of the two for those they know.
    wechatShown: index % 3 !== 0,
    honours: card.honours.map((words, place) => ({ words, proof: place === 0 ? proof : null })),
    template: cardTemplates[index % cardTemplates.length] ?? 'storefront',
    portrait: null,
    media: mediaOf[index % mediaOf.length] ?? [],
  })
}

const asking: readonly (readonly [daysAgo: number, words: string, answer: 'approve' | 'decline' | undefined])[] = [
  [12, '想加您微信，问问脐橙发货', 'approve'],
  [9, '', 'decline'],
  [2, '公司年货想订 30 箱，方便加微信吗', undefined],
  [1, '面霜用完了，想问问换季用哪款', undefined],
]

/** Some ask Wang for her WeChat; two still wait for her answer. */
async function askWang(stage: Stage, askers: readonly MemberId[], ownerId: MemberId): Promise<void> {
  for (const [index, [daysAgo, words, answer]] of asking.entries()) {
    const at = hoursBefore(stage, daysAgo * 24, index * 300)
    await askForContacts(asMember(stage, at, askers[index] as MemberId), ownerId, words)
    if (!answer) continue
    const own = asMember(stage, later(at, { hours: 3 }), ownerId)
    const [request] = (await listContactRequests(own, { limit: 1 })).items
    if (request) await decideContactRequest(own, request.id, answer)
  }
}

type Passing = { by: number | 'wang'; via?: number; channel: ShareChannel; campaign?: string; visitors: number }
/** Her link went three hands far; two occasions of her own stand beside it. */
const passings: readonly Passing[] = [
  { by: 'wang', channel: 'wechat_chat', visitors: 6 },
  { by: 'wang', channel: 'poster', campaign: '店门口海报', visitors: 14 },
  { by: 'wang', channel: 'moments', campaign: '脐橙开园', visitors: 22 },
  { by: 0, via: 0, channel: 'wechat_chat', visitors: 9 },
  { by: 1, via: 3, channel: 'moments', visitors: 5 },
  { by: 2, via: 4, channel: 'link', visitors: 2 },
  { by: 3, via: 2, channel: 'wechat_chat', visitors: 3 },
]

async function passOn(stage: Stage, people: readonly MemberId[], ownerId: MemberId): Promise<void> {
  const codes: string[] = []
  for (const [index, { by, via, channel, campaign = '', visitors }] of passings.entries()) {
    const at = hoursBefore(stage, (16 - index) * 24)
    const sharer = by === 'wang' ? ownerId : (people[by] as MemberId)
    const target = { kind: 'card' as const, targetId: ownerId, channel, campaign, via: via === undefined ? undefined : codes[via] }
    const { code } = await shareLink(asMember(stage, at, sharer), target)
    codes.push(code)
    for (let seen = 0; seen < visitors; seen += 1) await makeVisitor(asSystem(stage, later(at, { hours: 2 + seen })), code)
  }
}

/** What happens around Wang's card: people ask for her contacts and pass it on. */
export async function loadCards(stage: Stage): Promise<void> {
  const { id: ownerId } = named(stage.people, 'wang-fang')
  const owners = new Set([...stage.shops.values()].map((shop) => shop.ownerId))
  const others = [...stage.people.entries()].filter(([key, { id }]) => key.startsWith('person-') && !owners.has(id)).map(([, { id }]) => id)
  const { id: zhou } = named(stage.people, 'zhou-lan')
  await askWang(stage, [zhou, ...others], ownerId)
  await passOn(stage, [zhou, ...others], ownerId)
}
