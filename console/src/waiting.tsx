import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { useLocation } from 'react-router'
import { useWords } from './language.tsx'
import { type Asked, useAsked } from './parts/asked.ts'
import { readWaiting, type Waiting } from './screens/today/waiting.ts'
import { useMe } from './session.tsx'

type Held = Asked<Waiting[]> & { countAt: (path: string) => string | undefined }
const WaitingWork = createContext<Held | undefined>(undefined)

/** What waits, counted anew whenever one goes to another screen: the menu and "today" show the same numbers. */
export function WaitingProvider({ children }: { children: ReactNode }) {
  const { role } = useMe()
  const { count } = useWords()
  const { pathname } = useLocation()
  const asked = useAsked(`waiting ${role}`, () => readWaiting(role))
  const lastPath = useRef(pathname)
  useEffect(() => {
    if (lastPath.current !== pathname) asked.again()
    lastPath.current = pathname
  }, [pathname, asked.again])
  const held = useMemo(() => {
    const countAt = (path: string) => {
      const here = (asked.data ?? []).filter(({ menu }) => path === '/' || menu === path)
      const total = here.reduce((sum, each) => sum + each.count, 0)
      return total === 0
        ? undefined
        : count(
            total,
            here.some(({ more }) => more),
          )
    }
    return { ...asked, countAt }
  }, [asked, count])
  return <WaitingWork value={held}>{children}</WaitingWork>
}

/** Counts anew after something was done. */
export const useRecount = () => useWaiting().again

export function useWaiting(): Held {
  const held = useContext(WaitingWork)
  if (!held) throw new Error('WaitingProvider is missing')
  return held
}
