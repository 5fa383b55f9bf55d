import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { call, type Reply, whenSignedOut } from './api.ts'
import { readDemo } from './clock.ts'
import { Refused } from './refused.ts'

export type StaffMe = Reply<'GET /staff/me'>
type State = { is: 'asking' } | { is: 'failed'; error: unknown } | { is: 'out' } | { is: 'in'; me: StaffMe }
type Held = { state: State; enter: (me: StaffMe) => void; leave: () => Promise<void>; ask: () => Promise<void> }

const Session = createContext<Held | undefined>(undefined)

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ is: 'asking' })
  const ask = useCallback(async () => {
    setState({ is: 'asking' })
    try {
      const [me] = await Promise.all([call('GET /staff/me'), readDemo()])
      setState({ is: 'in', me })
    } catch (error) {
      setState(error instanceof Refused && error.status < 500 ? { is: 'out' } : { is: 'failed', error })
    }
  }, [])
  useEffect(() => {
    whenSignedOut(() => setState({ is: 'out' }))
    void ask()
  }, [ask])
  const held = useMemo(
    () => ({
      state,
      ask,
      enter: (me: StaffMe) => setState({ is: 'in', me }),
      leave: async () => {
        await call('DELETE /staff/sessions/current')
        setState({ is: 'out' })
      },
    }),
    [state, ask],
  )
  return <Session value={held}>{children}</Session>
}

export function useSession(): Held {
  const held = useContext(Session)
  if (!held) throw new Error('SessionProvider is missing')
  return held
}

/** Who is signed in; only for what is drawn behind the sign-in. */
export function useMe(): StaffMe {
  const { state } = useSession()
  if (state.is !== 'in') throw new Error('Nobody is signed in')
  return state.me
}
