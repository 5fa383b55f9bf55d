import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { postJson, type Town } from './town.ts'

/** What people do whose screens a story does not look at: the same API, without a page. */
export type Hand = {
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body: object) => Promise<T>
}

function handOf(town: Town, headers: Record<string, string>): Hand {
  const ask = async (path: string, init: RequestInit) => {
    const reply = await fetch(`${town.url}/api${path}`, init)
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json() as never
  }
  return {
    get: (path) => ask(path, { headers }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        // Each call is something meant anew, so each has a key of its own.
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
  }
}

type TextMessage = { phone: string; text: string }

/** The code that was sent to a phone, out of the simulated inbox. */
export async function codeSentTo(town: Town, phone: string): Promise<string> {
  const { messages } = (await (await fetch(`${town.simulator}/sms/dev/messages?phone=${phone}`)).json()) as { messages: TextMessage[] }
  return messages[0]?.text.match(/\d{6}/)?.[0] ?? ''
}

/** What the authenticator of a demo account shows now. */
/** The last code of each staff member that was handed out: each code signs in once, so whoever comes back within half a minute waits for the next. */
const handedOut = new Map<string, string>()

export async function oneTimeCode(town: Town, userName: string): Promise<string> {
  const who = `${town.url} ${userName}`
  for (;;) {
    const { accounts } = (await (await fetch(`${town.simulator}/sms/dev/totp`)).json()) as {
      accounts: { userName: string; code: string }[]
    }
    const code = accounts.find((account) => account.userName === userName)?.code
    if (!code) throw new Error(`nobody tells the one-time code of ${userName}`)
    if (code !== handedOut.get(who)) {
      handedOut.set(who, code)
      return code
    }
    await setTimeout(500)
  }
}

export async function asMember(town: Town, phone: string): Promise<Hand> {
  await postJson(`${town.url}/api/phone-codes`, { phone })
  const session = await postJson(`${town.url}/api/sessions/phone`, { phone, code: await codeSentTo(town, phone), declineReferrer: false })
  return handOf(town, { authorization: `Bearer ${(session as { accessToken: string }).accessToken}` })
}

export async function asStaff(town: Town, userName: string): Promise<Hand> {
  const headers = { 'content-type': 'application/json', origin: town.url }
  const body = JSON.stringify({ userName, password: 'Lianka-2026', code: await oneTimeCode(town, userName) })
  const reply = await fetch(`${town.url}/api/staff/sessions`, { method: 'POST', headers, body })
  if (!reply.ok) throw new Error(`${userName} could not sign in: ${await reply.text()}`)
  return handOf(town, { origin: town.url, cookie: String(reply.headers.get('set-cookie')).split(';')[0] as string })
}

/** The courier has brought it. It can only be told once the server has asked to be told. */
export const deliver = (town: Town, trackingNumber: string) =>
  postJson(`${town.simulator}/kd100/dev/advance`, { nu: trackingNumber, to: 'delivered' }).catch(() => 'not yet subscribed')
