import type { CaseKind, Evidence, GuardCase, GuardOverview, TeamGraph } from '@lianka/contract/guard'
import type { Order } from '@lianka/contract/order'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { saveAddress } from '#account/service'
import { listCases, payoutHoldsOf, recountTeams } from '#guard/service'
import { decide, requestAfterSale } from '#refund/service'
import { recordVisits } from '#visitor/service'
import { ask, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { asMember, asStaff, buy, type Goods, join, openTown, type Person, pay, placeOrder } from '../../test/people.ts'
import { keepFinding } from './detect.ts'
import { concentration, fewOutsideSales } from './findings.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Town = { house: House; goods: Goods; keeper: Person }

async function openAgentTown(options: Parameters<typeof openTown>[1] = {}): Promise<Town> {
  const house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house, { supplyPriceFen: 20_000, ...options })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  return { house, goods, keeper }
}

const casesOf = async (house: House, kind?: CaseKind) => (await listCases(house.ctx, { kind, limit: 50 })).items

async function giveBack({ house, goods }: Town, buyer: Person, order: Order, amountFen: number) {
  const lineId = order.lines[0]?.id as never
  const request = { lineId, kind: 'refund_only', reason: 'damaged', words: '', amountFen: amountFen as never } as const
  const { id } = await requestAfterSale(asMember(house.ctx, buyer.id), order.id, request)
  await decide(asStaff(house.ctx, 'supplier-staff', goods.supplierId), id, { decision: 'approve', bearer: 'supplier', words: '' })
  await house.runJobs()
}

const door = { name: '王芳', phone: '13911112222', regionCode: '360734', detail: '中山路 ３ 号' }
const livesThere = (house: House, person: Person) => saveAddress(asMember(house.ctx, person.id), { ...door, preferred: false })
const device = 'vis_kitchentablet' as never
const usesTablet = (house: House, person: Person) => recordVisits(asMember(house.ctx, person.id), { visitorId: device, events: [] })

test('neighbours who share nothing are no case', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const li = await join(house, '李明', town.keeper)
  await buy(house, li, town.goods)
  await house.settle()
  expect(await casesOf(house)).toEqual([])
  house.statements.length = 0
  expect(await payoutHoldsOf(house.ctx, [li.id, town.keeper.id])).toEqual(new Map())
  expect(house.statements).toHaveLength(1)
  expect(await payoutHoldsOf(house.ctx, [])).toEqual(new Map())
})

test('a buyer with the payee’s door, phone and tablet is noticed; the score grows with the orders until payouts wait', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const { keeper } = town
  const zhou = await join(house, '周岚', keeper)
  for (const person of [keeper, zhou]) {
    await livesThere(house, person)
    await usesTablet(house, person)
  }
  await buy(house, zhou, town.goods)
  const [found] = await casesOf(house)
  expect(found).toMatchObject({
    kind: 'self_referral',
    score: 70,
    state: 'open',
    holdsPayouts: false,
    subject: { id: keeper.id },
    peopleCount: 2,
  })
  for (let more = 0; more < 3; more += 1) await buy(house, zhou, town.goods)
  const cases = await casesOf(house)
  expect(cases).toHaveLength(1)
  expect(cases[0]).toMatchObject({ id: found?.id, score: 82, holdsPayouts: true })
  // Those concerned wait, nobody else does; and orders never do.
  const bystander = await join(house, '何冰', keeper)
  const holds = await payoutHoldsOf(house.ctx, [keeper.id, zhou.id, bystander.id])
  expect([...holds.keys()].toSorted()).toEqual([keeper.id, zhou.id].toSorted())
  expect((await buy(house, zhou, town.goods)).state).toBe('paid')
})

test('a payment account of the payee’s is worth more than a door; who paid earns nothing and is not counted as earning', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const sun = await join(house, '孙悦', town.keeper)
  const order = await placeOrder(sun, town.goods)
  await pay(house, sun, order.id, town.keeper)
  expect(await casesOf(house)).toEqual([])
  await buy(house, sun, town.goods)
  expect(await casesOf(house)).toMatchObject([{ kind: 'self_referral', score: 50, holdsPayouts: false }])
})

test('people who turn out to be one only after the order are found by the hourly look', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const zhou = await join(house, '周岚', town.keeper)
  await buy(house, zhou, town.goods)
  await house.settle()
  expect(await casesOf(house)).toEqual([])
  for (const person of [town.keeper, zhou]) {
    await livesThere(house, person)
    await usesTablet(house, person)
  }
  await house.clock.advance({ hours: 1, minutes: 1 })
  await house.settle()
  expect(await casesOf(house)).toMatchObject([{ kind: 'self_referral', score: 70 }])
})

test('a pick-up station that serves a street says nothing about anybody', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const neighbours = []
  for (const name of ['赵敏', '钱红', '孙悦', '李明', '周岚', '吴静', '郑浩', '冯雪', '陈好'])
    neighbours.push(await join(house, name, town.keeper))
  // Each has a phone of their own; only the door is the same.
  for (const [place, person] of [town.keeper, ...neighbours].entries())
    await saveAddress(asMember(house.ctx, person.id), { ...door, phone: `139${String(place).padStart(8, '0')}`, preferred: false })
  for (const one of neighbours.slice(0, 1)) for (let times = 0; times < 8; times += 1) await buy(house, one, town.goods)
  expect(await casesOf(house, 'self_referral')).toEqual([])
})

test('two who made somebody boss and return everything at once are a ring, and one who returns is not', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const [sun, zhou, li] = [
    await join(house, '孙悦', town.keeper),
    await join(house, '周岚', town.keeper),
    await join(house, '李明', town.keeper),
  ]
  const orders = [await buy(house, sun, town.goods), await buy(house, zhou, town.goods)] as const
  await buy(house, li, town.goods)
  await giveBack(town, sun, orders[0], 49_900)
  expect(await casesOf(house, 'refund_ring')).toEqual([])
  await giveBack(town, zhou, orders[1], 49_900)
  const [ring] = await casesOf(house, 'refund_ring')
  expect(ring).toMatchObject({ score: 90, holdsPayouts: true, subject: { id: town.keeper.id }, peopleCount: 3 })
  expect([...(await payoutHoldsOf(house.ctx, [sun.id, zhou.id, li.id])).keys()].toSorted()).toEqual([sun.id, zhou.id].toSorted())
})

test('ten sign-ups under one person within a day are looked at; the same ten over a week are a busy neighbour', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const busy = await join(house, '刘桂英')
  for (let friend = 0; friend < 10; friend += 1) {
    await join(house, `街坊${friend}`, busy)
    await house.clock.advance({ hours: 16 })
  }
  await house.runJobs()
  expect(await casesOf(house, 'sign_up_burst')).toEqual([])
  for (let friend = 0; friend < 10; friend += 1) await usesTablet(house, await join(house, `新人${friend}`, town.keeper))
  await house.runJobs()
  expect(await casesOf(house, 'sign_up_burst')).toMatchObject([
    { score: 80, holdsPayouts: true, subject: { id: town.keeper.id }, peopleCount: 11 },
  ])
})

test('returns that stop just above the qualifying floor are noticed', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const [sun, zhou] = [await join(house, '孙悦', town.keeper), await join(house, '周岚', town.keeper)]
  const orders = [await buy(house, sun, town.goods), await buy(house, zhou, town.goods)] as const
  await giveBack(town, sun, orders[0], 24_950)
  expect(await casesOf(house, 'threshold_gaming')).toEqual([])
  await giveBack(town, zhou, orders[1], 24_000)
  expect(await casesOf(house, 'threshold_gaming')).toMatchObject([{ score: 70, subject: { id: town.keeper.id }, peopleCount: 3 }])
})

test('a team of twenty in three levels raises an alarm that names the root only and holds nobody’s money', async () => {
  const town = await openAgentTown()
  await using house = town.house
  let above = town.keeper
  for (let level = 0; level < 3; level += 1) above = await join(house, `第${level}层`, above)
  for (let friend = 0; friend < 16; friend += 1) {
    await join(house, `邻居${friend}`, town.keeper)
    await house.clock.advance({ hours: 12 })
  }
  await house.settle()
  expect(await casesOf(house, 'team_growth')).toEqual([])
  const last = await join(house, '黄静', town.keeper)
  await house.settle()
  expect(await casesOf(house, 'team_growth')).toMatchObject([
    { score: 40, holdsPayouts: false, subject: { id: town.keeper.id }, peopleCount: 1 },
  ])
  const graph = await readAs<TeamGraph>(house, await signInAs(house, 'auditor'), `/console/guard/roots/${town.keeper.id}/graph`)
  expect([graph.people, graph.levels, graph.nodes.length]).toEqual([20, 3, 21])
  expect(graph.nodes.find(({ id }) => id === last.id)).toMatchObject({
    level: 1,
    referrerId: town.keeper.id,
    directCount: 0,
    hiddenDirects: 0,
  })
})

test('a team that sells to itself falls below the floor; the platform is measured as a whole', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const zhou = await join(house, '周岚', town.keeper)
  const stranger = await join(house, '何冰')
  for (let order = 0; order < 20; order += 1) await buy(house, zhou, town.goods)
  await house.settle()
  const [found] = await casesOf(house, 'few_outside_sales')
  expect(found).toMatchObject({ score: 80, holdsPayouts: false, subject: { id: town.keeper.id } })
  // An outsider’s purchase elsewhere is the platform’s, not the team’s; and here even the first purchase made an agent.
  await buy(house, stranger, town.goods)
  await house.clock.advance({ hours: 1, minutes: 1 })
  await house.settle()
  const overview = await readAs<GuardOverview>(house, await signInAs(house, 'operator-finance'), '/console/guard/overview')
  expect(overview).toMatchObject({ orders: 21, salesFen: 21 * 49_900, cases: { open: 1, investigating: 0, holding: 0 } })
  expect(overview.measures.find(({ name }) => name === 'outside_sales')).toMatchObject({ value: 0, threshold: 3333 })
  expect(overview.measures.find(({ name }) => name === 'repeat_sales')?.value).toBe(Math.floor((19 / 21) * 10_000))
  // One of three takes all: G = (n − 1) / n.
  expect(overview.measures.find(({ name }) => name === 'gini')?.value).toBe(6666)
  expect(await recountTeams(house.ctx)).toEqual([])
})

const readAs = async <T>(house: House, headers: Headers, path: string): Promise<T> => {
  const reply = await ask(house, 'GET', path, { headers })
  expect([path, reply.statusCode]).toEqual([path, 200])
  return reply.json() as T
}

test('the platform as a whole is one case too, however many find it at once; nobody is concerned and its evidence can be asked', async () => {
  await using house = await openHouse()
  await openTown(house)
  const sums = { orders: 300, sales: 1_000_000, outside: 100_000, first: 200_000 }
  const found = [fewOutsideSales(null, sums, 100), concentration({ participants: 400, rewards: 1000, topRewards: 700, gini: 9200 })]
  await Promise.all([...found, ...found, ...found].map((finding) => keepFinding(house.ctx, finding)))
  const cases = await casesOf(house)
  expect(cases.map(({ kind, subject, peopleCount, score }) => [kind, subject, peopleCount, score])).toEqual([
    ['concentration', null, 0, 83],
    ['few_outside_sales', null, 0, 68],
  ])
  const auditor = await signInAs(house, 'auditor')
  for (const { id } of cases) expect((await readAs<Evidence>(house, auditor, `/console/guard/cases/${id}/evidence`)).rows).toEqual([])
  expect((await listCases(house.ctx, { limit: 1, after: '83~cas_zzz' })).items[0]?.kind).toBe('concentration')
  expect((await listCases(house.ctx, { limit: 1, after: `83~${cases[0]?.id}` })).items[0]?.kind).toBe('few_outside_sales')
})

test('an officer takes a case, looks at its evidence, notes, lets payouts go on, and clears it; the same facts do not come back', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const { keeper } = town
  const zhou = await join(house, '周岚', keeper)
  for (const person of [keeper, zhou]) {
    await livesThere(house, person)
    await usesTablet(house, person)
  }
  for (let order = 0; order < 4; order += 1) await buy(house, zhou, town.goods)
  const id = (await casesOf(house))[0]?.id as string
  const officer = await signInAs(house, 'operator-compliance')
  const at = `/console/guard/cases/${id}`
  const send = async (what: string, body?: object, headers = officer) => {
    const reply = await ask(house, 'POST', `${at}/${what}`, { headers, body: body ?? {} })
    return reply.json() as GuardCase & { code?: string }
  }
  expect(await send('decision', { outcome: 'cleared', words: '还没看' })).toMatchObject({ code: 'guard.not_taken' })
  expect(await send('ownership')).toMatchObject({ state: 'investigating', owner: { name: '林晓' } })
  const seen = await readAs<GuardCase>(house, officer, at)
  expect(seen.facts.some(({ zh }) => zh.includes('设备') && zh.includes('收货电话'))).toBe(true)
  expect(JSON.stringify(seen)).not.toMatch(/13911112222|中山路/)
  const evidence = await readAs<Evidence>(house, officer, `${at}/evidence`)
  expect(evidence.rows).toHaveLength(4)
  expect(evidence.rows.every((row) => row.length === evidence.columns.length)).toBe(true)
  await send('notes', { words: '电话核实：母女同住，各买各的。' })
  expect(await send('hold', { holds: false, words: '先放行' })).toMatchObject({ holdsPayouts: false })
  expect(await payoutHoldsOf(house.ctx, [keeper.id])).toEqual(new Map())
  // The score does not take back what an officer decided.
  await buy(house, zhou, town.goods)
  expect((await casesOf(house))[0]).toMatchObject({ score: 86, holdsPayouts: false })
  expect(await send('hold', { holds: true, words: '等核实完' })).toMatchObject({ holdsPayouts: true })
  expect(await send('decision', { outcome: 'cleared', words: '家人之间，各自付款' })).toMatchObject({
    state: 'closed',
    holdsPayouts: false,
  })
  expect(await send('decision', { outcome: 'confirmed', words: '改主意' })).toMatchObject({ code: 'guard.closed' })
  expect(await payoutHoldsOf(house.ctx, [keeper.id, zhou.id])).toEqual(new Map())
  const { history } = await readAs<GuardCase>(house, officer, at)
  expect(history.map(({ what }) => what).filter((what) => what !== 'grew')).toEqual([
    'detected',
    'held',
    'taken',
    'noted',
    'freed',
    'held',
    'closed',
  ])
  await buy(house, zhou, town.goods)
  expect(await casesOf(house)).toHaveLength(1)
  await buy(house, zhou, town.goods)
  expect((await casesOf(house)).map(({ state }) => state).toSorted()).toEqual(['closed', 'open'])
  await expect(sql`update guard_case_notes set words = ''`.execute(house.ctx.db)).rejects.toThrow(/append-only/)
})

test('a confirmed case goes on holding until an officer lets go', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const [sun, zhou] = [await join(house, '孙悦', town.keeper), await join(house, '周岚', town.keeper)]
  const orders = [await buy(house, sun, town.goods), await buy(house, zhou, town.goods)] as const
  for (const [index, buyer] of [sun, zhou].entries()) await giveBack(town, buyer, orders[index] as Order, 49_900)
  const [ring] = await casesOf(house, 'refund_ring')
  const officer = await signInAs(house, 'operator-admin')
  const send = (what: string, body: object) => ask(house, 'POST', `/console/guard/cases/${ring?.id}/${what}`, { headers: officer, body })
  await send('ownership', {})
  await send('decision', { outcome: 'confirmed', words: '三人同一付款设备，买后即退' })
  expect((await payoutHoldsOf(house.ctx, [town.keeper.id])).get(town.keeper.id)).toEqual([ring?.id])
  await send('hold', { holds: false, words: '已退还所得' })
  expect(await payoutHoldsOf(house.ctx, [town.keeper.id])).toEqual(new Map())
  expect((await send('hold', { holds: true, words: '再扣' })).json().code).toBe('guard.closed')
})
