import { useCallback, useEffect, useRef, useState } from 'react'

export type Asked<T> = { data: T | undefined; error: unknown; asking: boolean; again: () => void }

/**
 * What the server answers to a question named by `key`. Asking again keeps the old answer on screen, so nothing jumps;
 * another key is another question and starts empty. A null key asks nothing.
 */
export function useAsked<T>(key: string | null, ask: () => Promise<T>): Asked<T> {
  const [held, setHeld] = useState<{ key: string | null; data?: T; error?: unknown; asking: boolean }>({ key, asking: key !== null })
  const [turn, setTurn] = useState(0)
  const latest = useRef(ask)
  latest.current = ask
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is how the same question is asked again
  useEffect(() => {
    if (key === null) return
    let stale = false
    setHeld((before) => (before.key === key ? { ...before, error: undefined, asking: true } : { key, asking: true }))
    latest.current().then(
      (data) => !stale && setHeld({ key, data, asking: false }),
      (error) => !stale && setHeld((before) => ({ ...before, error, asking: false })),
    )
    return () => {
      stale = true
    }
  }, [key, turn])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  const current = held.key === key
  return {
    data: current ? held.data : undefined,
    error: current ? held.error : undefined,
    asking: current ? held.asking : key !== null,
    again,
  }
}
