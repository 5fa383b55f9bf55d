import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MiniProgram, openMiniProgram } from './mini-program.ts'

let server: Server
let baseUrl: string
let now: Date
let issued: number
let refuse: Set<string>

/** A far side that only knows tokens: `token-1`, `token-2`, … and which of them it dislikes. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const token = url.searchParams.get('access_token') ?? ''
    const reply = (body: object) => response.end(JSON.stringify(body))
    if (url.pathname === '/cgi-bin/stable_token') {
      issued += 1
      return reply({ access_token: `token-${issued}`, expires_in: 7200 })
    }
    if (refuse.has(token)) return reply({ errcode: 42001, errmsg: 'access_token expired rid: 1' })
    reply({ phone_info: { purePhoneNumber: '13800000001', countryCode: '86' } })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  now = new Date('2026-12-03T06:05:00Z')
  issued = 0
  refuse = new Set()
})

const open = (): MiniProgram => openMiniProgram({ baseUrl, appid: 'wx00000000000000aa', secret: 's', now: () => now, timeoutMs: 2000 })

describe('the token', () => {
  it('is fetched once however many ask at the same time', async () => {
    const program = open()
    await Promise.all(Array.from({ length: 10 }, () => program.phoneNumber('c')))
    expect(issued).toBe(1)
  })

  it('is renewed five minutes before its end', async () => {
    const program = open()
    expect(await program.stableToken()).toBe('token-1')
    now = new Date(now.getTime() + 6_899_000)
    expect(await program.stableToken()).toBe('token-1')
    now = new Date(now.getTime() + 2_000)
    expect(await program.stableToken()).toBe('token-2')
  })

  it('is renewed and the call repeated once when WeChat calls it stale', async () => {
    refuse.add('token-1')
    expect(await open().phoneNumber('c')).toEqual({ phone: '13800000001', countryCode: '86' })
    expect(issued).toBe(2)
  })

  it('is not chased for ever', async () => {
    refuse.add('token-1').add('token-2')
    await expect(open().phoneNumber('c')).rejects.toMatchObject({ errcode: 42001, action: 'refresh_token' })
    expect(issued).toBe(2)
  })
})

it('an unreachable WeChat is told apart from a refusal', async () => {
  const program = openMiniProgram({ baseUrl: 'http://127.0.0.1:9', appid: 'a', secret: 's', now: () => now, timeoutMs: 500 })
  await expect(program.codeToSession('c')).rejects.toMatchObject({ errcode: 0, unknown: true })
})
