import { randomUUID } from 'node:crypto'
import type { Lead, LeadPage } from '@lianka/contract/lead'
import readXlsx from 'read-excel-file/node'
import { afterAll, expect, test } from 'vitest'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { buy, call, type Goods, join, openTown, type Person, signedInAgain } from '../../test/people.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Leads = { items: Lead[]; next: string | null; counts: Record<string, number>; due: { words: string; person: string }[] }

const newVisitor = async (house: House, shareCode?: string) =>
  (await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: shareCode ? { shareCode } : {} })).visitorId

function look(house: House, visitorId: string, goods: Goods, dwellSeconds: number, who?: Person, shareCode?: string) {
  const about = { subject: 'product', subjectId: goods.listingId, at: house.clock.now().toISOString() }
  const events = [
    { id: randomUUID(), kind: 'view', ...about },
    { id: randomUUID(), kind: 'dwell', ...about, dwellSeconds },
  ]
  return call(house, 'POST', '/visits', { token: who?.token, body: { visitorId, events, ...(shareCode && { shareCode }) } })
}

const only = async (keeper: Person, query = '') => (await keeper.get<Leads>(`/my/leads${query}`)).items

test('somebody who looks is a lead without a name; with the consent it has one, and loses it when that is taken back', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const [zhou, li] = [await join(house, '周岚'), await join(house, '李明')]
  const { code } = await zhou.send<{ code: string }>('POST', '/share-codes', { kind: 'card', targetId: keeper.id })
  const visitorId = await newVisitor(house, code)
  await look(house, visitorId, goods, 80, li, code)
  house.statements.length = 0
  const [lead] = await only(keeper)
  expect(house.statements).toHaveLength(2)
  expect(lead).toMatchObject({ nickname: null, fromNickname: '周岚', stage: 'interested', reckoned: 'interested', stageWords: null })
  expect(lead?.tags.map(({ tag }) => tag)).toEqual(['美护', '经周岚'])

  await li.send('PATCH', '/me', { visitsShown: true })
  await house.clock.advance({ minutes: 1 })
  await look(house, visitorId, goods, 5, li)
  const named = (await only(keeper)).find(({ nickname }) => nickname === '李明') as Lead
  expect(named.stage).toBe('looked')
  await keeper.send('POST', `/my/leads/${named.person}/notes`, { words: '想订两箱送人' })
  await li.send('PATCH', '/me', { visitsShown: false })
  const after = await only(keeper)
  expect(JSON.stringify(after)).not.toContain('李明')
  // What the owner wrote stays the owner's, with neither name nor looks to it.
  const noted = after.find(({ noteCount }) => noteCount === 1) as Lead
  expect(noted).toMatchObject({ nickname: null, portrait: null })
  expect(await keeper.get<LeadPage>(`/my/leads/${noted.person}`)).toMatchObject({ views: 0, dwellSeconds: 0, hasVisits: false })
})

test('asking for contacts and buying raise the stage, and tell who it is', async () => {
  await using house = await openHouse({ simulators })
  const { keeper, goods } = await openTown(house)
  await keeper.send('PUT', '/my/card', {
    ...{ name: '王芳', title: '', slogan: '', story: '', regionCode: '360702', phone: '13800000001', wechatId: null },
    ...{ phoneShown: false, wechatShown: false, honours: [] },
  })
  const li = await join(house, '李明')
  await li.send('POST', `/cards/${keeper.id}/contact-requests`, { words: '想订脐橙' })
  expect(await only(keeper)).toMatchObject([{ nickname: '李明', stage: 'in_touch' }])
  await buy(house, li, goods)
  expect(await only(keeper)).toMatchObject([{ nickname: '李明', stage: 'ordered', reasons: [{ zh: '买过 1 次' }] }])
  await buy(house, li, goods)
  expect((await keeper.get<Leads>('/my/leads')).counts).toMatchObject({ returning: 1, ordered: 0, in_touch: 0 })
  expect(await only(keeper, '?stage=ordered')).toEqual([])
  expect(await only(keeper, `?words=${encodeURIComponent('李')}`)).toHaveLength(1)
})

test('the owner sets a stage with a reason and goes back, tags, notes, and is reminded', async () => {
  await using house = await openHouse({ start: '2026-12-01T02:00:00Z' })
  const { keeper, goods } = await openTown(house)
  await look(house, await newVisitor(house), goods, 20)
  const [{ person }] = (await only(keeper)) as [Lead]
  const put = <T = LeadPage>(path: string, body: object) => keeper.send<T>('PUT', `/my/leads/${person}${path}`, body)
  expect(await put('/stage', { stage: 'lost', words: '说已经在别处买了' })).toMatchObject({
    stage: 'lost',
    reckoned: 'looked',
    stageWords: '说已经在别处买了',
  })
  expect(await put('/stage', { stage: null })).toMatchObject({ stage: 'looked', stageWords: null })
  expect((await put('/tags', { tag: '要送礼', on: true })).tags.map(({ tag }) => tag)).toEqual(['要送礼', '美护'])
  expect((await put('/tags', { tag: '美护', on: false })).tags.map(({ tag }) => tag)).toEqual(['要送礼'])
  for (let at = 0; at < 11; at += 1) await put('/tags', { tag: `标签${at}`, on: true })
  await expect(put('/tags', { tag: '再来一个', on: true })).rejects.toMatchObject({ code: 'lead.too_many' })

  const key = randomUUID()
  const note = () => keeper.send<LeadPage>('POST', `/my/leads/${person}/notes`, { words: '年前再问一次' }, key)
  const { notes } = await note()
  expect((await note()).notes).toEqual(notes)
  const [first] = notes
  expect((await put(`/notes/${first?.id}`, { words: '年前一周再问' })).notes).toMatchObject([{ words: '年前一周再问' }])
  expect((await put(`/notes/${first?.id}`, { words: null })).notes).toEqual([])
  await expect(put(`/notes/${first?.id}`, { words: null })).rejects.toMatchObject({ code: 'lead.note_not_found' })

  const dueAt = '2026-12-02T12:00:00.000Z'
  const { reminders } = await keeper.send<LeadPage>('POST', `/my/leads/${person}/reminders`, { words: '发新果照片', dueAt })
  expect((await keeper.get<Leads>('/my/leads')).due).toEqual([])
  await house.clock.advance({ days: 1 })
  const wang = await signedInAgain(house, keeper)
  expect((await wang.get<Leads>('/my/leads')).due).toMatchObject([{ words: '发新果照片', person }])
  const later = '2026-12-05T02:00:00.000Z'
  await wang.send('PUT', `/my/leads/${person}/reminders/${reminders[0]?.id}`, { done: false, dueAt: later })
  expect(await wang.get<Leads>('/my/leads')).toMatchObject({ due: [], items: [{ nextReminderAt: later }] })
  await wang.send('PUT', `/my/leads/${person}/reminders/${reminders[0]?.id}`, { done: true })
  expect((await wang.get<Leads>('/my/leads')).items).toMatchObject([{ nextReminderAt: null }])
})

test('two taken for one stand together with all that was written, and apart again', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const [phone, tablet] = [await newVisitor(house), await newVisitor(house)]
  await look(house, phone, goods, 40)
  await house.clock.advance({ minutes: 1 })
  await look(house, tablet, goods, 30)
  const [second, first] = (await only(keeper)) as [Lead, Lead]
  await keeper.send('POST', `/my/leads/${first.person}/notes`, { words: '手机上看的' })
  await keeper.send('POST', `/my/leads/${second.person}/notes`, { words: '平板上看的' })
  const merge = (person: string, into: string | null) => keeper.send<LeadPage>('PUT', `/my/leads/${person}/merge`, { into })
  const one = await merge(first.person, second.person)
  expect(one).toMatchObject({
    person: second.person,
    dwellSeconds: 70,
    stage: 'interested',
    noteCount: 2,
    merged: [{ person: first.person }],
  })
  expect(await merge(first.person, second.person)).toEqual(one)
  expect(await only(keeper)).toHaveLength(1)
  expect(await keeper.get<LeadPage>(`/my/leads/${first.person}`)).toMatchObject({ person: second.person })
  await expect(merge(second.person, second.person)).rejects.toMatchObject({ code: 'lead.merge' })
  await expect(merge(second.person, first.person)).rejects.toMatchObject({ code: 'lead.merge' })
  await merge(first.person, null)
  expect((await only(keeper)).map(({ noteCount }) => noteCount)).toEqual([1, 1])
})

test('the sheet says what the screen says, and a formula in a note stays words', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  await look(house, await newVisitor(house), goods, 20)
  const [{ person }] = (await only(keeper)) as [Lead]
  await keeper.send('POST', `/my/leads/${person}/notes`, { words: '=1+1' })
  const reply = await house.app.inject({ url: '/api/my/leads/export.xlsx', headers: { authorization: `Bearer ${keeper.token}` } })
  expect(reply.statusCode).toBe(200)
  const [sheet] = await readXlsx(reply.rawPayload)
  expect(sheet?.data.slice(1)).toMatchObject([['一位访客', '看过', '看过 1 次，停留 20 秒', '美护', expect.any(String), '0', '=1+1', null]])
})

test('leads are one’s own: another can neither read nor write them, and pages go on where they left off', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  for (let people = 0; people < 5; people += 1) {
    await look(house, await newVisitor(house), goods, people + 1)
    await house.clock.advance({ seconds: 1 })
  }
  const first = await keeper.get<Leads>('/my/leads?limit=3')
  const second = await keeper.get<Leads>(`/my/leads?limit=3&after=${encodeURIComponent(first.next as string)}`)
  expect(new Set([...first.items, ...second.items].map(({ person }) => person)).size).toBe(5)
  expect(second.next).toBeNull()
  const zhao = await join(house, '赵敏')
  expect((await zhao.get<Leads>('/my/leads')).items).toEqual([])
  const { person } = first.items[0] as Lead
  await expect(zhao.get(`/my/leads/${person}`)).rejects.toMatchObject({ code: 'lead.not_found' })
  await expect(zhao.send('POST', `/my/leads/${person}/notes`, { words: '不是我的' })).rejects.toMatchObject({ code: 'lead.not_found' })
})
