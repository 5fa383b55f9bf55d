import type { z } from 'zod'
import type { Me as MeSchema, Session as SessionSchema } from '../../contract/account.ts'
import { forget, recall, remember } from './device.ts'
import { store, useStore } from './store.ts'

export type Session = z.output<typeof SessionSchema>
export type Me = z.output<typeof MeSchema>

const current = store<Session | undefined>(recall<Session>('session'))

/** The signed-in person's tokens; kept on the device, replaced whenever they rotate. */
export const session = {
  get: current.get,
  keep(next: Session) {
    remember('session', next)
    current.set(next)
  },
  /** The person changed something about themself. */
  know(me: Me) {
    const now = current.get()
    if (now) session.keep({ ...now, me })
  },
  end() {
    forget('session')
    current.set(undefined)
  },
}

/** The signed-in person, or undefined; the screen follows sign-in and sign-out. */
export function useMe(): Me | undefined {
  return useStore(current)?.me
}
