import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type House, openHouse } from '../../test/house.ts'
import { call, join, openTown, type Person } from '../../test/people.ts'

type Visits = {
  items: {
    nickname: string | null
    fromNickname: string | null
    viewCount: number
    dwellSeconds: number
    items: { title: string; dwellSeconds: number }[]
  }[]
  next: string | null
}

const look = (house: House, subject: 'product' | 'card' | 'shop', subjectId: string, dwellSeconds: number, hoursAgo = 0) => {
  const at = new Date(house.clock.now().getTime() - hoursAgo * 3_600_000).toISOString()
  return [
    { id: randomUUID(), kind: 'view', subject, subjectId, at },
    { id: randomUUID(), kind: 'dwell', subject, subjectId, at, dwellSeconds },
  ]
}

const visit = (house: House, who: Person | undefined, body: { visitorId: string; shareCode?: string; events: unknown[] }) =>
  call<{ accepted: number }>(house, 'POST', '/visits', { body, token: who?.token })

const newVisitor = async (house: House, shareCode?: string) =>
  (await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: shareCode ? { shareCode } : {} })).visitorId

test('Wang sees who came through whom and how long they stayed; a name only with consent', async () => {
  await using house = await openHouse()
  const { keeper, goods, shop } = await openTown(house, { title: '积雪草保湿面霜' })
  const zhou = await join(house, '周岚')
  const li = await join(house, '李明')
  const { code } = await zhou.send<{ code: string }>('POST', '/share-codes', { kind: 'card', targetId: keeper.id })
  const visitorId = await newVisitor(house, code)
  house.statements.length = 0
  const events = [...look(house, 'card', keeper.id, 12), ...look(house, 'product', goods.listingId, 90)]
  expect(await visit(house, undefined, { visitorId, shareCode: code, events })).toEqual({ accepted: 4 })
  // What the batch is about, and the events: the visitor is known, and through whom it came.
  expect(house.statements).toHaveLength(2)

  const [stranger] = (await keeper.get<Visits>('/my/visits')).items
  expect(stranger).toMatchObject({ nickname: null, fromNickname: '周岚', viewCount: 2, dwellSeconds: 102 })
  expect(stranger?.items.map((item) => item.title).toSorted()).toEqual(['王芳', '积雪草保湿面霜'])

  // The device signs in: still nobody in particular, until that person agrees, and then only for what is looked at from then on.
  await visit(house, li, { visitorId, events: look(house, 'shop', shop.id, 5) })
  expect((await keeper.get<Visits>('/my/visits')).items).toMatchObject([{ nickname: null, viewCount: 3 }])
  await li.send('PATCH', '/me', { visitsShown: true })
  expect((await keeper.get<Visits>('/my/visits')).items).toMatchObject([{ nickname: null, viewCount: 3 }])
  await house.clock.advance({ minutes: 1 })
  await visit(house, li, { visitorId, events: look(house, 'shop', shop.id, 5) })
  expect((await keeper.get<Visits>('/my/visits')).items).toMatchObject([
    { nickname: '李明', viewCount: 1 },
    { nickname: null, viewCount: 3 },
  ])
})

test('a consent taken back takes the name off everything, and one given again does not bring it back', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const li = await join(house, '李明')
  const visitorId = await newVisitor(house)
  const say = (given: boolean, version = 1) => li.send('PUT', '/my/consents/share_visits', { given, version, channel: 'card' })
  const lookAgain = async () => {
    await house.clock.advance({ minutes: 1 })
    await visit(house, li, { visitorId, events: look(house, 'product', goods.listingId, 20) })
  }
  const seen = async () => {
    const reply = await keeper.get<Visits>('/my/visits')
    // Nothing the owner is told may name the person, or tell by which number the device is known.
    const told = JSON.stringify(reply)
    return { names: reply.items.map(({ nickname }) => nickname), tells: [li.id, visitorId].filter((id) => told.includes(id)) }
  }
  await lookAgain()
  expect(await seen()).toEqual({ names: [null], tells: [] })
  await say(true)
  await lookAgain()
  expect((await seen()).names).toEqual(['李明', null])
  await say(false)
  expect(await seen()).toEqual({ names: [null], tells: [] })
  await house.clock.advance({ minutes: 1 })
  await say(true)
  expect((await seen()).names).toEqual([null])
  await lookAgain()
  expect((await seen()).names).toEqual(['李明', null])

  type Consents = { items: { purpose: string; given: boolean }[]; history: { purpose: string; given: boolean; channel: string }[] }
  const { items, history } = await li.get<Consents>('/my/consents')
  expect(items.map(({ purpose, given }) => [purpose, given])).toEqual([
    ['share_visits', true],
    ['recommendations', true],
  ])
  expect(history.map(({ given }) => given)).toEqual([true, false, true])
  await expect(say(false, 2)).rejects.toThrow('account.consent_words_changed')
  await expect(house.pool.query('delete from consents')).rejects.toThrow()
})

test('an event sent twice counts once, and one of another week or of the future not at all', async () => {
  await using house = await openHouse()
  const { goods } = await openTown(house)
  const visitorId = await newVisitor(house)
  const events = look(house, 'product', goods.listingId, 30)
  expect(await visit(house, undefined, { visitorId, events })).toEqual({ accepted: 2 })
  expect(await visit(house, undefined, { visitorId, events })).toEqual({ accepted: 0 })
  const late = look(house, 'product', goods.listingId, 30, 24 * 8)
  const early = look(house, 'product', goods.listingId, 30, -1)
  expect(await visit(house, undefined, { visitorId, events: [...late, ...early] })).toEqual({ accepted: 0 })
})

test('Wang’s own looks at her shop are not visits', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const visitorId = await newVisitor(house)
  expect(await visit(house, keeper, { visitorId, events: look(house, 'product', goods.listingId, 30) })).toEqual({ accepted: 0 })
  expect((await keeper.get<Visits>('/my/visits')).items).toEqual([])
})

test('what the next holder of a device looks at is not told as the first one’s', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const li = await join(house, '李明')
  const zhao = await join(house, '赵敏')
  for (const each of [li, zhao]) await each.send('PATCH', '/me', { visitsShown: true })
  await house.clock.advance({ minutes: 1 })
  const visitorId = await newVisitor(house)
  await visit(house, li, { visitorId, events: look(house, 'product', goods.listingId, 10) })
  await visit(house, zhao, { visitorId, events: look(house, 'product', goods.listingId, 20) })
  const { items } = await keeper.get<Visits>('/my/visits')
  expect(new Map(items.map((each) => [each.nickname, each.dwellSeconds]))).toEqual(
    new Map([
      ['李明', 10],
      ['赵敏', 20],
    ]),
  )
})

test('a long list of visitors comes in pages, nobody twice', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  for (let index = 0; index < 5; index += 1) {
    await house.clock.advance({ seconds: 1 })
    await visit(house, undefined, { visitorId: await newVisitor(house), events: look(house, 'product', goods.listingId, index + 1) })
  }
  const first = await keeper.get<Visits>('/my/visits?limit=3')
  const second = await keeper.get<Visits>(`/my/visits?limit=3&after=${encodeURIComponent(first.next ?? '')}`)
  expect([...first.items, ...second.items].map((each) => each.dwellSeconds)).toEqual([5, 4, 3, 2, 1])
  expect(second.next).toBeNull()
})

test('marked goods are listed until the mark is taken off', async () => {
  await using house = await openHouse()
  const { goods } = await openTown(house)
  const li = await join(house, '李明')
  await li.send('PUT', `/favourites/${goods.listingId}`, { on: true })
  await li.send('PUT', `/favourites/${goods.listingId}`, { on: true })
  expect((await li.get<{ items: { listingId: string }[] }>('/favourites')).items.map((tile) => tile.listingId)).toEqual([goods.listingId])
  await li.send('PUT', `/favourites/${goods.listingId}`, { on: false })
  expect((await li.get<{ items: unknown[] }>('/favourites')).items).toEqual([])
  await expect(li.send('PUT', '/favourites/lst_0', { on: true })).rejects.toMatchObject({ code: 'shop.listing_not_found' })
})

test('a look from before the consent stays without a name, whatever a phone’s clock says', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const li = await join(house, '李明')
  const visitorId = await newVisitor(house)
  // Four minutes ahead: the look is from now, and Li agrees a minute later.
  await visit(house, li, { visitorId, events: look(house, 'product', goods.listingId, 20, -4 / 60) })
  await house.clock.advance({ minutes: 1 })
  await li.send('PATCH', '/me', { visitsShown: true })
  expect((await keeper.get<Visits>('/my/visits')).items).toMatchObject([{ nickname: null }])
})

test('batches that come together are written together, each answered for its own', async () => {
  await using house = await openHouse()
  const { goods } = await openTown(house)
  const visitors = await Promise.all(Array.from({ length: 6 }, () => newVisitor(house)))
  // What they refer to is known from the first batch on.
  for (const visitorId of visitors) await visit(house, undefined, { visitorId, events: look(house, 'product', goods.listingId, 5) })
  house.statements.length = 0
  const twice = look(house, 'product', goods.listingId, 5)
  const replies = await Promise.all(
    visitors.map((visitorId, at) =>
      visit(house, undefined, {
        visitorId,
        events: at < 2 ? [...twice, ...twice] : look(house, 'product', goods.listingId, 5).slice(0, 1),
      }),
    ),
  )
  expect(replies.map(({ accepted }) => accepted)).toEqual([2, 2, 1, 1, 1, 1])
  expect(house.statements.length).toBeLessThanOrEqual(2)
  const again = await visit(house, undefined, { visitorId: visitors[0] as string, events: twice })
  expect(again).toEqual({ accepted: 0 })
})
