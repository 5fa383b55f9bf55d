import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createRequire } from 'node:module'
import { openPay } from '@lianka/wechat/pay'
import type { TransferBill } from '@lianka/wechat/transfer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type House, openHouse } from './test-house.ts'
import { day, hour, minute } from './virtual-clock.ts'
import { openidOf } from './wechat-rules.ts'

const { Wechatpay, Aes, Rsa } = createRequire(import.meta.url)('wechatpay-axios-plugin')

let house: House
let count = 0

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  await house.post('/faults/reset', {})
  house.merchant.answer = { status: 204, body: '' }
  house.merchant.heard.length = 0
})

const person = (user: string): string => openidOf(house.sims.credentials.WX_APPID, user)
const newTransfer = (changes: object = {}) => {
  count += 1
  return {
    outBillNo: `W20261203${String(count).padStart(4, '0')}`,
    openid: person('liming'),
    amountFen: 5000,
    remark: '推广收益提现',
    notifyUrl: `${house.merchant.url}/api/payouts/wechat/notifications`,
    sceneId: '1005',
    sceneReport: [
      { infoType: '岗位类型', infoContent: '推广员' },
      { infoType: '报酬说明', infoContent: '十二月推广收益' },
    ],
    ...changes,
  }
}
const topUp = (amount: number, number?: string) => house.post('/wxpay/dev/top-up', { amount, number })
const settings = (changes: object) => house.post('/wxpay/dev/settings', changes)
const confirm = (bill: TransferBill, more: object = {}) => house.post('/transfer/confirm', { package_info: bill.package_info, ...more })
const heard = () => house.merchant.heard.map((it) => house.pay.parseNotification(it.headers, it.body))
const operation = async () => {
  const { accounts } = await house.get<{ accounts: { OPERATION: { balanceFen: number } } }>('/wxpay/dev/book')
  return accounts.OPERATION.balanceFen
}

// First of all, while the clock is still the machine's, which is the only one that the SDK knows.
describe('the independent SDK', () => {
  it('sends a transfer with an encrypted name and queries it; our client reads the same', async () => {
    await topUp(100_000, 'CZ-sdk')
    const { credentials: own, url } = house.sims
    const sdk = new Wechatpay({
      mchid: own.WXPAY_MCHID,
      serial: own.WXPAY_SERIAL,
      privateKey: own.WXPAY_PRIVATE_KEY,
      certs: { [own.WXPAY_PUBLIC_KEY_ID]: own.WXPAY_PUBLIC_KEY },
      baseURL: `${url}/wxpay/`,
    })
    const it = newTransfer()
    const sent = await sdk.v3.fundApp.mchTransfer.transferBills.post(
      {
        appid: own.WX_APPID,
        out_bill_no: it.outBillNo,
        transfer_scene_id: '1005',
        openid: it.openid,
        user_name: Rsa.encrypt('李明', own.WXPAY_PUBLIC_KEY),
        transfer_amount: 5000,
        transfer_remark: it.remark,
        notify_url: it.notifyUrl,
        transfer_scene_report_infos: it.sceneReport.map((one) => ({ info_type: one.infoType, info_content: one.infoContent })),
      },
      { headers: { 'Wechatpay-Serial': own.WXPAY_PUBLIC_KEY_ID } },
    )
    expect(sent.data).toMatchObject({ state: 'WAIT_USER_CONFIRM', package_info: expect.any(String) })
    // Ours is the same request: the name is encrypted anew and everything else is equal.
    expect(await house.pay.transfer({ ...it, userName: '李明' })).toEqual(sent.data)
    const queried = await sdk.v3.fundApp.mchTransfer.transferBills.outBillNo.$out_bill_no$.get({ out_bill_no: it.outBillNo })
    expect(queried.data).toEqual(await house.pay.queryTransfer(it.outBillNo))
    await confirm(sent.data)
    await house.pass(3000)
    const { resource } = JSON.parse(house.merchant.heard[0]?.body ?? '')
    const plain = JSON.parse(Aes.AesGcm.decrypt(resource.ciphertext, own.WXPAY_APIV3_KEY, resource.nonce, resource.associated_data))
    expect(heard()).toMatchObject([{ kind: 'transfer', data: plain }])
    expect(plain).toMatchObject({ out_bill_no: it.outBillNo, state: 'SUCCESS', transfer_amount: 5000 })
  })
})

describe('a transfer', () => {
  beforeEach(async () => {
    // What the tests before left unconfirmed must not end, and be heard of, in the middle of the next one.
    await house.pass(2 * day)
    house.merchant.heard.length = 0
    await topUp(100_000)
  })

  it('waits for its person, then arrives and is told', async () => {
    const asked = newTransfer({ perception: '劳务报酬' })
    const bill = await house.pay.transfer(asked)
    expect(bill).toMatchObject({ out_bill_no: asked.outBillNo, state: 'WAIT_USER_CONFIRM' })
    expect(await house.pay.queryTransfer(asked.outBillNo)).toMatchObject({ state: 'WAIT_USER_CONFIRM', transfer_amount: 5000 })
    const { body } = await house.post('/transfer/confirm', house.pay.transferConfirmation(bill.package_info ?? ''))
    expect(body).toEqual({ errMsg: 'requestMerchantTransfer:ok', out_bill_no: asked.outBillNo, state: 'TRANSFERING' })
    expect((await confirm(bill)).status).toBe(409)
    await house.pass(3000)
    expect(await house.pay.queryTransfer(asked.outBillNo)).toMatchObject({ state: 'SUCCESS' })
    expect(heard()).toMatchObject([
      { kind: 'transfer', data: { out_bill_no: asked.outBillNo, state: 'SUCCESS', openid: person('liming') } },
    ])
    await expect(house.pay.cancelTransfer(asked.outBillNo)).rejects.toMatchObject({ code: 'INVALID_REQUEST', unknown: false })
  })

  it('is the same transfer when asked again, and refused with other content', async () => {
    const asked = newTransfer({ userName: '李明' })
    const bill = await house.pay.transfer(asked)
    const before = await operation()
    expect(await house.pay.transfer(asked)).toEqual(bill)
    expect(await operation()).toBe(before)
    for (const change of [{ amountFen: 5001 }, { userName: '李鸣' }, { openid: person('wangfang') }, { remark: '提现' }]) {
      await expect(house.pay.transfer({ ...asked, ...change })).rejects.toMatchObject({ status: 400, code: 'INVALID_REQUEST' })
    }
    await expect(house.pay.queryTransfer('W0')).rejects.toMatchObject({ status: 404, code: 'NOT_FOUND', unknown: false })
  })

  it('can be confirmed for a day, closes half an hour later, and its money comes back', async () => {
    const before = await operation()
    const bill = await house.pay.transfer(newTransfer())
    expect(await operation()).toBe(before - 5000)
    expect((await confirm(bill, { result: 'later' })).body).toMatchObject({ errMsg: 'requestMerchantTransfer:fail cancel' })
    await house.pass(day)
    expect((await confirm(bill)).body).toMatchObject({ message: '超过 24 小时未确认，已失效' })
    expect(await house.pay.queryTransfer(bill.out_bill_no)).toMatchObject({ state: 'WAIT_USER_CONFIRM' })
    await house.pass(30 * minute)
    expect(await house.pay.queryTransfer(bill.out_bill_no)).toMatchObject({ state: 'FAIL', fail_reason: 'OVERDUE_CLOSE' })
    expect(heard()).toMatchObject([{ data: { state: 'FAIL', fail_reason: 'OVERDUE_CLOSE' } }])
    expect(await operation()).toBe(before)
    await house.pass(30 * day)
    await expect(house.pay.queryTransfer(bill.out_bill_no)).rejects.toMatchObject({ status: 404 })
  })

  it('can be cancelled until it is confirmed', async () => {
    const before = await operation()
    const bill = await house.pay.transfer(newTransfer())
    expect(await house.pay.cancelTransfer(bill.out_bill_no)).toMatchObject({ state: 'CANCELING' })
    expect((await confirm(bill)).status).toBe(409)
    await house.pass(3000)
    expect(await house.pay.cancelTransfer(bill.out_bill_no)).toMatchObject({ state: 'CANCELLED' })
    expect(heard()).toMatchObject([{ data: { state: 'CANCELLED' } }])
    expect(await operation()).toBe(before)
  })

  it('can be planted to fail or to be stuck', async () => {
    await house.post('/faults', { target: 'transfers', transferFailNext: 1, transferFailReason: 'REAL_NAME_CHECK_FAIL' })
    const failing = await house.pay.transfer(newTransfer())
    await confirm(failing)
    await house.pass(3000)
    expect(await house.pay.queryTransfer(failing.out_bill_no)).toMatchObject({ state: 'FAIL', fail_reason: 'REAL_NAME_CHECK_FAIL' })
    await house.post('/faults', { target: 'transfers', transferStuckNext: 1 })
    const asked = newTransfer()
    const stuck = await house.pay.transfer(asked)
    expect([stuck.state, stuck.package_info]).toEqual(['PROCESSING', undefined])
    await house.pass(2 * day)
    expect(await house.pay.queryTransfer(stuck.out_bill_no)).toMatchObject({ state: 'PROCESSING' })
    expect((await house.post('/wxpay/dev/release-transfers', {})).body).toEqual({ released: 1 })
    await house.pass(0)
    expect((await confirm(await house.pay.transfer(asked))).body).toMatchObject({ state: 'TRANSFERING' })
  })

  it('that nobody answered is found by its number', async () => {
    const asked = newTransfer()
    await house.post('/faults', { target: 'wxpay', timeoutNext: 1 })
    await expect(house.pay.transfer(asked)).rejects.toMatchObject({ code: 'TIMED_OUT', unknown: true })
    expect(await house.pay.queryTransfer(asked.outBillNo)).toMatchObject({ state: 'WAIT_USER_CONFIRM' })
    expect((await house.pay.transfer(asked)).package_info).toBeTruthy()
  })

  it('survives a restart and repeats its notice until it is taken', async () => {
    house.merchant.answer = { status: 500, body: '' }
    const bill = await house.pay.transfer(newTransfer())
    await confirm(bill)
    await house.pass(3000)
    await house.restart()
    expect(await house.pay.queryTransfer(bill.out_bill_no)).toMatchObject({ state: 'SUCCESS' })
    house.merchant.answer = { status: 204, body: '' }
    await house.post('/faults', { target: 'notifications', duplicateNext: 1 })
    await house.pass(15_000)
    await house.pass(hour)
    const ids = house.merchant.heard.map((it) => JSON.parse(it.body).id)
    expect([ids.length, new Set(ids).size]).toEqual([3, 1])
  })
})

describe('a transfer is refused', () => {
  beforeEach(() => topUp(100_000))

  it.each([
    ['below ten fen', { amountFen: 9 }, 'INVALID_REQUEST'],
    ['above two hundred yuan', { amountFen: 20_001 }, 'INVALID_REQUEST'],
    ['with a name below thirty fen', { amountFen: 29, userName: '李明' }, 'PARAM_ERROR'],
    ['in a scene that was not granted', { sceneId: '1009' }, 'INVALID_REQUEST'],
    ['with words the scene does not show', { perception: '活动奖励' }, 'INVALID_REQUEST'],
    ['with half of the report', { sceneReport: [{ infoType: '岗位类型', infoContent: '推广员' }] }, 'PARAM_ERROR'],
    ['with a number that is none', { outBillNo: 'W-1' }, 'PARAM_ERROR'],
    ['with a remark that is too long', { remark: '长'.repeat(33) }, 'PARAM_ERROR'],
  ])('%s', async (_, change, code) => {
    await expect(house.pay.transfer(newTransfer(change))).rejects.toMatchObject({ code, unknown: false })
  })

  it('with more in the report than the scene wants', async () => {
    const { sceneReport } = newTransfer()
    await expect(
      house.pay.transfer(newTransfer({ sceneReport: [...sceneReport, { infoType: '活动名称', infoContent: '双十二' }] })),
    ).rejects.toMatchObject({ code: 'PARAM_ERROR' })
  })

  it('from two thousand yuan on without a name', async () => {
    await settings({ transferLimits: { mostFen: 500_000 } })
    await topUp(500_000)
    await expect(house.pay.transfer(newTransfer({ amountFen: 200_000 }))).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    const named = await house.pay.transfer(newTransfer({ amountFen: 200_000, userName: '李明', openid: person('chenjie') }))
    expect(named.state).toBe('WAIT_USER_CONFIRM')
    await house.pay.cancelTransfer(named.out_bill_no)
    await settings({ transferLimits: { mostFen: 20_000 } })
    await house.pass(3000)
  })

  it('when the operating account has less, and carried out with the same number after a top-up', async () => {
    const left = await operation()
    await settings({ transferLimits: { mostFen: 5_000_000, personDayFen: 9_000_000, merchantDayFen: 90_000_000 } })
    const asked = newTransfer({ amountFen: left + 1, userName: '李明' })
    await expect(house.pay.transfer(asked)).rejects.toMatchObject({ status: 403, code: 'NOT_ENOUGH', unknown: false })
    await expect(house.pay.queryTransfer(asked.outBillNo)).rejects.toMatchObject({ status: 404 })
    await topUp(1, 'CZ-one')
    await topUp(1, 'CZ-one')
    expect(await operation()).toBe(left + 1)
    expect(await house.pay.transfer(asked)).toMatchObject({ state: 'WAIT_USER_CONFIRM' })
    await settings({ transferLimits: { mostFen: 20_000, personDayFen: 200_000, merchantDayFen: 5_000_000 } })
  })

  it('above the day of a person and the day of the merchant; what came back does not count', async () => {
    await house.pass(day)
    await topUp(200_000)
    await settings({ transferLimits: { personDayFen: 12_000, merchantDayFen: 18_000 } })
    const first = await house.pay.transfer(newTransfer({ amountFen: 10_000 }))
    await expect(house.pay.transfer(newTransfer({ amountFen: 2001 }))).rejects.toMatchObject({ status: 403, code: 'RULE_LIMIT' })
    await house.pay.transfer(newTransfer({ amountFen: 8000, openid: person('wangfang') }))
    await expect(house.pay.transfer(newTransfer({ amountFen: 10, openid: person('chenjie') }))).rejects.toMatchObject({
      code: 'RULE_LIMIT',
    })
    await house.pay.cancelTransfer(first.out_bill_no)
    await house.pass(3000)
    expect(await house.pay.transfer(newTransfer({ amountFen: 10_000 }))).toMatchObject({ state: 'WAIT_USER_CONFIRM' })
    await house.pass(day)
    expect(await house.pay.transfer(newTransfer({ amountFen: 12_000 }))).toMatchObject({ state: 'WAIT_USER_CONFIRM' })
    await settings({ transferLimits: { personDayFen: 200_000, merchantDayFen: 5_000_000 } })
  })

  it('when the name is encrypted for somebody else', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    const { credentials: own, url, now } = house.sims
    const misled = openPay({
      baseUrl: `${url}/wxpay`,
      mchid: own.WXPAY_MCHID,
      appid: own.WX_APPID,
      serial: own.WXPAY_SERIAL,
      privateKey: own.WXPAY_PRIVATE_KEY,
      apiV3Key: own.WXPAY_APIV3_KEY,
      verifyKeys: new Map<string, KeyObject | string>([
        ['PUB_KEY_ID_OF_A_STRANGER', stranger],
        [own.WXPAY_PUBLIC_KEY_ID, own.WXPAY_PUBLIC_KEY],
      ]),
      now,
      timeoutMs: 800,
    })
    await expect(misled.transfer(newTransfer({ userName: '李明' }))).rejects.toMatchObject({ code: 'PARAM_ERROR' })
  })
})

describe('the page', () => {
  const page = async (path: string) => (await fetch(house.sims.url + path)).text()

  it('shows what is sent, takes the confirmation and returns to the shop', async () => {
    await topUp(100_000)
    const bill = await house.pay.transfer(newTransfer({ amountFen: 8888 }))
    const shown = await page(`/transfer?package=${bill.package_info}&redirect_url=${encodeURIComponent('https://shop.example/wallet')}`)
    for (const text of ['88.88', '推广收益提现', '佣金报酬', person('liming'), bill.out_bill_no]) expect(shown).toContain(text)
    expect(await page('/transfer')).toContain(bill.out_bill_no)
    const confirmed = await fetch(`${house.sims.url}/transfer/confirm`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ package_info: bill.package_info ?? '', result: 'confirm', redirect_url: 'https://shop.example/wallet' }),
    })
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, 'https://shop.example/wallet'])
    expect(await page(`/transfer?package=${bill.package_info}`)).toContain('已经确认过了')
    expect((await fetch(`${house.sims.url}/transfer?package=unknown`)).status).toBe(404)
  })

  it('tops the operating account up by yuan', async () => {
    const before = await operation()
    const done = await fetch(`${house.sims.url}/wxpay/dev/top-up`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ yuan: '12.3' }),
    })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/transfer'])
    expect(await operation()).toBe(before + 1230)
    expect((await house.post('/wxpay/dev/top-up', { amount: 0.5 })).status).toBe(400)
  })
})
