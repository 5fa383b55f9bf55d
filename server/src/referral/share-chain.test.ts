import type { OwnShareCode, ShareLinkInChain } from '@lianka/contract/reward'
import type { ShareLink } from '@lianka/contract/shop'
import { afterAll, expect, test } from 'vitest'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { call, join, openTown, type Person, pay } from '../../test/people.ts'
import { orderBody } from '../../test/promotions.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Codes = { items: OwnShareCode[]; next: string | null; totals: object }
const share = (who: Person, body: object) => who.send<ShareLink>('POST', '/share-codes', body)
const codes = (who: Person, query = '') => who.get<Codes>(`/my/share-codes${query}`)
const chain = async (who: Person, code: string) => (await who.get<{ links: ShareLinkInChain[] }>(`/my/share-codes/${code}/chain`)).links
const arrive = (house: House, shareCode: string, who?: Person) =>
  call(house, 'POST', '/visitors', { body: { shareCode }, token: who?.token })

test('each way and each occasion has a code of its own, and the same gives the same', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const target = { kind: 'product', targetId: goods.listingId }
  const bodies = [
    target,
    { ...target, channel: 'poster' },
    { ...target, channel: 'poster', campaign: '元旦' },
    { ...target, channel: 'moments' },
  ]
  const made = await Promise.all(bodies.map((body) => share(keeper, body)))
  expect(new Set(made.map(({ code }) => code)).size).toBe(4)
  expect((await share(keeper, bodies[2] as object)).code).toBe(made[2]?.code)
  await expect(share(keeper, { ...target, channel: 'smoke' })).rejects.toMatchObject({ code: 'request.invalid' })
  const first = await codes(keeper, '?limit=3')
  const second = await codes(keeper, `?limit=3&after=${first.next}`)
  // Made at the same moment, so which three come first is by code, at random.
  const all = [...first.items, ...second.items]
  expect(all.map(({ code }) => code).toSorted()).toEqual(made.map(({ code }) => code).toSorted())
  expect(all.find(({ campaign }) => campaign !== '')).toMatchObject({
    channel: 'poster',
    campaign: '元旦',
    title: '积雪草护肤礼盒',
    visitors: 0,
    orders: 0,
  })
})

test('a code tells how many came, joined and bought through it; its owner’s own visits do not count', async () => {
  await using house = await openHouse({ simulators })
  const { keeper, goods } = await openTown(house)
  const { code } = await share(keeper, { kind: 'product', targetId: goods.listingId, channel: 'moments' })
  for (const who of [undefined, undefined, keeper]) await arrive(house, code, who)
  const li = await join(house, '李明')
  await arrive(house, code, li)
  const place = () => li.send<{ id: string }>('POST', '/orders', orderBody(li, goods, { shareCode: code }))
  await pay(house, li, (await place()).id)
  await place()
  const { items, totals } = await codes(keeper)
  expect(items).toMatchObject([{ code, visitors: 3, joined: 0, orders: 1, passedOn: 0, fromNickname: null }])
  expect(totals).toEqual({ codes: 1, visitors: 3, joined: 0, orders: 1 })
})

test('Wang sees who passed her card to whom, by name only with consent, and nobody is rewarded for it', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const [li, zhou, zhao] = [await join(house, '李明'), await join(house, '周岚'), await join(house, '赵敏')]
  await li.send('PATCH', '/me', { visitsShown: true })
  const card = { kind: 'card', targetId: keeper.id }
  const { rows: before } = await house.pool.query('select * from referrals order by member_id')
  const own = await share(keeper, { ...card, channel: 'wechat_chat' })
  const lis = await share(li, { ...card, via: own.code })
  const zhous = await share(zhou, { ...card, channel: 'moments', via: lis.code })
  await arrive(house, zhous.code)
  expect(await chain(keeper, own.code)).toMatchObject([
    { code: lis.code, parentCode: own.code, depth: 1, nickname: '李明', title: '王芳', visitors: 0 },
    { code: zhous.code, parentCode: lis.code, depth: 2, nickname: null, channel: 'moments', visitors: 1 },
  ])
  expect((await codes(li)).items).toMatchObject([{ fromNickname: '王芳', passedOn: 1 }])
  await expect(chain(zhao, own.code)).rejects.toMatchObject({ code: 'referral.share_code_unknown' })
  // Whose it was first stays: coming again through another link changes nothing, and one's own link is nobody's passing on.
  await share(li, { ...card, via: zhous.code })
  await share(keeper, { ...card, channel: 'link', via: own.code })
  await share(zhao, { ...card, via: 'Nobody99' })
  expect((await chain(keeper, own.code)).map(({ code }) => code)).toEqual([lis.code, zhous.code])
  await expect(house.pool.query(`update share_codes set parent_code = null where code = $1`, [lis.code])).rejects.toThrow(
    /stays as it was made/,
  )
  expect((await house.pool.query('select * from referrals order by member_id')).rows).toEqual(before)
})
