import { randomUUID } from 'node:crypto'
import type { LiveLook } from '@lianka/contract/visitor'
import { expect, test } from 'vitest'
import { sweepOnce } from '#platform/jobs'
import { type House, openHouse } from '../../test/house.ts'
import { call, join, offerGoods, openTown, signedInAgain } from '../../test/people.ts'
import { visitorSweeps } from './reactions.ts'

type Story = {
  nickname: string | null
  visits: {
    startedAt: string
    seconds: number
    fromNickname: string | null
    shared: boolean
    items: { title: string; views: number; dwellSeconds: number }[]
  }[]
  interests: { zh: string; percent: number }[]
}
type Visits = { items: { person: string; nickname: string | null }[] }
type Live = { looks: LiveLook[]; mark: string }
type Heat = {
  people: number
  views: number
  before: { people: number; views: number }
  categories: { zh: string; dwellSeconds: number }[]
  hours: number[]
  top: { title: string; people: number }[]
}

const soon = { timeout: 5000, interval: 30 }

const newVisitor = async (house: House, shareCode?: string) =>
  (await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: shareCode ? { shareCode } : {} })).visitorId

const look = (house: House, visitorId: string, subjectId: string, dwellSeconds = 0, token?: string, shareCode?: string) => {
  const at = house.clock.now().toISOString()
  const about = { subject: subjectId.startsWith('mbr_') ? 'card' : 'product', subjectId, at }
  const events = [
    { id: randomUUID(), kind: 'view', ...about },
    ...(dwellSeconds > 0 ? [{ id: randomUUID(), kind: 'dwell', ...about, dwellSeconds }] : []),
  ]
  return call<{ accepted: number }>(house, 'POST', '/visits', { token, body: { visitorId, events, ...(shareCode && { shareCode }) } })
}

/** A line to the live radar that keeps what it is told. */
async function listen(house: House, hello: unknown) {
  const { hostname, port } = new URL(house.url)
  if (!house.app.server.listening) await house.app.listen({ port: Number(port), host: hostname })
  const socket = new WebSocket(`ws://${hostname}:${port}/api/my/visits/live/socket`)
  const told: LiveLook[] = []
  const state = { open: false, closed: 0 }
  socket.addEventListener('open', () => socket.send(typeof hello === 'string' ? hello : JSON.stringify(hello)))
  socket.addEventListener('message', ({ data }) => {
    state.open = true
    told.push(...(JSON.parse(String(data)) as { looks: LiveLook[] }).looks)
  })
  socket.addEventListener('close', ({ code }) => {
    state.closed = code
  })
  return { socket, told, state }
}

test('Wang sees live who looks at what, in this process or another, each look once and nobody by name', async () => {
  await using house = await openHouse()
  await using second = await openHouse({ databaseUrl: house.databaseUrl })
  const { keeper, goods } = await openTown(house, { title: '寻乌脐橙' })
  const zhou = await join(house, '周岚')
  const { code } = await zhou.send<{ code: string }>('POST', '/share-codes', { kind: 'card', targetId: keeper.id })
  const visitorId = await newVisitor(house, code)
  const line = await listen(house, { token: keeper.token })
  await expect.poll(() => line.state.open, soon).toBe(true)
  expect(line.told).toEqual([])
  await look(house, visitorId, keeper.id, 12, undefined, code)
  await expect.poll(() => line.told.length, soon).toBe(2)
  await look(second, visitorId, goods.listingId, 30, undefined, code)
  await expect.poll(() => line.told.length, soon).toBe(4)
  expect(line.told.map(({ kind, subject, title, dwellSeconds }) => [kind, subject, title, dwellSeconds])).toEqual([
    ['view', 'card', '王芳', 0],
    ['dwell', 'card', '王芳', 12],
    ['view', 'product', '寻乌脐橙', 0],
    ['dwell', 'product', '寻乌脐橙', 30],
  ])
  expect(line.told.every(({ nickname, fromNickname }) => nickname === null && fromNickname === '周岚')).toBe(true)
  expect(new Set(line.told.map(({ person }) => person)).size).toBe(1)
  expect(JSON.stringify(line.told)).not.toContain(visitorId)
  // Nothing comes twice, and other people’s shops are none of Wang’s business.
  const other = await join(house, '赵敏')
  await look(house, visitorId, other.id)
  await look(house, visitorId, keeper.id)
  await expect.poll(() => line.told.length, soon).toBe(5)
  expect(new Set(line.told.map(({ id }) => id)).size).toBe(5)
  line.socket.close()
})

test('a line without a good token is closed, and one is closed when its token ends', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  for (const hello of [{ token: 'nobody' }, { nothing: true }, 'not json', { token: '' }]) {
    const line = await listen(house, hello)
    await expect.poll(() => line.state.closed, soon).toBe(4401)
    expect(line.state.open).toBe(false)
  }
  const { accessToken } = await call<{ accessToken: string }>(house, 'POST', '/visits/none', {}).catch(() => ({
    accessToken: keeper.token,
  }))
  const line = await listen(house, { token: accessToken })
  await expect.poll(() => line.state.open, soon).toBe(true)
  line.socket.close()
})

test('nobody is asked for once all have gone, also those who went before they were known', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const lines = await Promise.all(Array.from({ length: 8 }, () => listen(house, { token: keeper.token })))
  for (const { socket } of lines) socket.addEventListener('open', () => socket.close())
  await expect.poll(() => lines.every(({ state }) => state.closed > 0), soon).toBe(true)
  const asked = () => house.statements.filter((text) => text.includes('owner_looks')).length
  // One question may still be on its way.
  await expect
    .poll(async () => {
      const before = asked()
      await new Promise((resolve) => setTimeout(resolve, 700))
      return asked() - before
    }, soon)
    .toBe(0)
})

test('without a line the same is asked for by mark', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const visitorId = await newVisitor(house)
  await look(house, visitorId, goods.listingId, 20)
  const first = await keeper.get<Live>('/my/visits/live')
  expect(first.looks.map(({ kind }) => kind).toSorted()).toEqual(['dwell', 'view'])
  await look(house, visitorId, goods.listingId)
  const next = await keeper.get<Live>(`/my/visits/live?mark=${first.mark}`)
  const known = new Set(first.looks.map(({ id }) => id))
  expect(next.looks.filter(({ id }) => !known.has(id))).toHaveLength(1)
  // Larger than any transaction's number will ever be, and still no fault of ours.
  expect((await keeper.get<Live>(`/my/visits/live?mark=${'9'.repeat(19)}`)).looks).toEqual([])
  for (const mark of ['x', '9'.repeat(20), '-1'])
    await expect(keeper.get(`/my/visits/live?mark=${mark}`)).rejects.toMatchObject({ code: 'request.invalid' })
})

test('one visitor’s looks are told visit by visit, with what they stay at; the consent decides on the name, also here', async () => {
  await using house = await openHouse()
  const { keeper, shop, goods } = await openTown(house, { title: '寻乌脐橙' })
  const comb = await offerGoods(house, { id: keeper.id, shopId: shop.id }, { title: '黄杨木梳', supplierId: goods.supplierId })
  const li = await join(house, '李明')
  const visitorId = await newVisitor(house)
  await look(house, visitorId, goods.listingId, 40, li.token)
  await house.clock.advance({ minutes: 10 })
  await look(house, visitorId, comb.listingId, 20, li.token)
  await house.clock.advance({ hours: 5 })
  const [later, wang] = [await signedInAgain(house, li), await signedInAgain(house, keeper)]
  await look(house, visitorId, goods.listingId, 5, later.token)
  const personOf = async () => (await wang.get<Visits>('/my/visits')).items[0]?.person as string
  const anonymous = await personOf()
  const story = await wang.get<Story>(`/my/visits/people/${anonymous}`)
  expect(story.nickname).toBeNull()
  expect(story.visits.map(({ seconds, items }) => [seconds, items.map(({ title, views }) => [title, views])])).toEqual([
    [5, [['寻乌脐橙', 1]]],
    [
      60,
      [
        ['寻乌脐橙', 1],
        ['黄杨木梳', 1],
      ],
    ],
  ])
  expect(story.interests).toEqual([{ zh: '美护', en: 'Beauty', percent: 100 }])

  await later.send('PATCH', '/me', { visitsShown: true })
  await house.clock.advance({ minutes: 1 })
  await look(house, visitorId, comb.listingId, 9, later.token)
  const named = (await wang.get<Visits>('/my/visits')).items.find(({ nickname }) => nickname === '李明')
  const own = await wang.get<Story>(`/my/visits/people/${named?.person}`)
  expect([own.nickname, own.visits.length]).toEqual(['李明', 1])
  await later.send('PATCH', '/me', { visitsShown: false })
  await expect(wang.get(`/my/visits/people/${named?.person}`)).rejects.toMatchObject({ code: 'visitor.person_not_found', status: 404 })
  // A digest is of one owner: another can do nothing with it.
  const zhao = await join(house, '赵敏')
  await expect(zhao.get(`/my/visits/people/${anonymous}`)).rejects.toMatchObject({ code: 'visitor.person_not_found' })
})

test('the heat counts people, views and stays of the last days beside those before', async () => {
  await using house = await openHouse({ start: '2026-12-01T02:00:00Z' })
  const { keeper, goods } = await openTown(house, { title: '寻乌脐橙' })
  await look(house, await newVisitor(house), goods.listingId, 10)
  await house.clock.advance({ days: 5 })
  for (const seconds of [20, 40]) await look(house, await newVisitor(house), goods.listingId, seconds)
  await house.clock.advance({ hours: 1 })
  const heat = await (await signedInAgain(house, keeper)).get<Heat>('/my/visits/heat?days=3')
  expect(heat).toMatchObject({ people: 2, views: 2, before: { people: 1, views: 1 }, categories: [{ zh: '美护', dwellSeconds: 60 }] })
  expect(heat.hours[10]).toBe(2)
  expect(heat.top).toMatchObject([{ title: '寻乌脐橙', people: 2 }])
})

test('machines that read pages leave no looks, and looks are forgotten after half a year', async () => {
  await using house = await openHouse()
  const { goods } = await openTown(house)
  const visitorId = await newVisitor(house)
  const events = [{ id: randomUUID(), kind: 'view', subject: 'product', subjectId: goods.listingId, at: house.clock.now().toISOString() }]
  const crawl = await house.app.inject({
    method: 'POST',
    url: '/api/visits',
    headers: { 'user-agent': 'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)' },
    payload: { visitorId, events },
  })
  expect(crawl.json()).toEqual({ accepted: 0 })
  expect(await look(house, visitorId, goods.listingId)).toEqual({ accepted: 1 })
  const count = async () => Number((await house.pool.query('select count(*) as n from visit_events')).rows[0].n)
  await house.clock.advance({ days: 179 })
  await sweepOnce(house.ctx, visitorSweeps)
  expect(await count()).toBe(1)
  await house.clock.advance({ days: 2 })
  await sweepOnce(house.ctx, visitorSweeps)
  expect(await count()).toBe(0)
})
