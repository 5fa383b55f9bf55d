import { randomUUID } from 'node:crypto'
import type { SupplierId } from '@lianka/contract/ids'
import type { Route, RouteKey } from '@lianka/contract/route'
import { Secret, TOTP } from 'otpauth'
import { z } from 'zod'
import { addStaff, type NewStaff } from '#session/service'
import type { House } from './house.ts'

export type Headers = Record<string, string>
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A request as it is, refused or not. Writes carry a fresh Idempotency-Key unless told otherwise. */
export const ask = (house: House, method: Method, path: string, { headers = {}, body }: { headers?: Headers; body?: unknown } = {}) =>
  house.app.inject({
    method,
    url: `/api${path}`,
    headers: { ...(method !== 'GET' && { 'idempotency-key': randomUUID() }), ...headers },
    ...(body !== undefined && { payload: body as object }),
  })

export const bearer = (person: { token: string }): Headers => ({ authorization: `Bearer ${person.token}` })

const password = 'Lianka-2026'

/** A console account with the authenticator that belongs to it. */
export async function hire(house: House, role: NewStaff['role'], supplierId: SupplierId | null = null) {
  const userName = `${role}-${randomUUID().slice(0, 8)}`
  const secret = new Secret({ size: 20 })
  await addStaff(house.ctx, { userName, name: '林晓', password, role, supplierId, totpSecret: secret.base32 })
  const code = () => new TOTP({ secret }).generate({ timestamp: house.clock.now().getTime() })
  const signIn = (with_: { password?: string; code?: string } = {}) =>
    ask(house, 'POST', '/staff/sessions', { body: { userName, password: with_.password ?? password, code: with_.code ?? code() } })
  return { userName, code, signIn }
}

/** What a signed-in console page sends: its cookie, and on writes where it comes from. */
export async function signInAs(house: House, role: NewStaff['role'], supplierId: SupplierId | null = null): Promise<Headers> {
  const { signIn } = await hire(house, role, supplierId)
  const reply = await signIn()
  if (reply.statusCode !== 200) throw new Error(`${role} could not sign in: ${reply.payload}`)
  return { cookie: String(reply.headers['set-cookie']).split(';')[0] as string, origin: house.url }
}

type Json = { pattern?: string; properties?: Record<string, Json> }

/** A path of a route with ids that are well formed and belong to nobody. */
export function pathOf(key: RouteKey, route: Route): { method: Method; path: string } {
  const [method, path] = key.split(' ') as [Method, string]
  const schema = (route.params ? z.toJSONSchema(route.params as z.ZodType, { io: 'input' }) : {}) as Json
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const prefix = schema.properties?.[name]?.pattern?.match(/^\^([a-z]{3})_/)?.[1]
    return prefix ? `${prefix}_nobody00` : 'Nobody99'
  })
  return { method, path: filled }
}
