import type { Withdrawal } from '@lianka/contract/wallet'
import type { House } from './house.ts'
import { identityNumber, type Person, signedInAgain } from './people.ts'

/** What happens on the channel's side of a withdrawal. */

export const tellChannel = async (house: House, path: string, body: object = {}): Promise<void> => {
  const reply = await fetch(`${house.ctx.outside.simulatorUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
}

/** Jobs, some seconds, and what is due then. */
export async function later(house: House, seconds: number): Promise<void> {
  await house.runJobs()
  await house.clock.advance({ seconds })
  await house.settle()
}

/** Agrees to the next part that waits for it, as the person does in WeChat; false when none does. */
export async function confirmNext(house: House, person: Person, id: string): Promise<boolean> {
  const { params } = await person.send<{ params: { package: string } | null }>('POST', `/my/withdrawals/${id}/confirmation`)
  if (!params) return false
  await tellChannel(house, '/transfer/confirm', { package_info: params.package })
  await later(house, 30)
  return true
}

let identities = 100

/** Withdraws and agrees to every part: the money is in the person's pocket. */
export async function withdrawWhole(house: House, somebody: Person, amountFen: number): Promise<Withdrawal> {
  const person = await signedInAgain(house, somebody)
  identities += 1
  await person.send('PUT', '/my/real-name', { name: '王芳', idNumber: identityNumber(identities) })
  await tellChannel(house, '/wxpay/dev/top-up', { amount: 10_000_000 })
  const { id } = await person.send<Withdrawal>('POST', '/my/withdrawals', { amountFen })
  await later(house, 10)
  while (await confirmNext(house, person, id));
  return person.get<Withdrawal>(`/my/withdrawals/${id}`)
}
