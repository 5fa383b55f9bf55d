import { useCallback, useEffect, useRef, useState } from 'react'

type Page<T> = { items: T[]; next: string | null }
type Held<T> = { key: string; items: T[] | undefined; next: string | null; error: unknown; asking: boolean }
export type Paged<T> = Omit<Held<T>, 'key' | 'next'> & {
  hasMore: boolean
  more: () => void
  again: () => void
  /** Puts a changed row in the place of its old self, so the list doesn't jump under the reader. */
  replace: (changed: Partial<T> & { id: string }) => void
}

const empty = <T>(key: string): Held<T> => ({ key, items: undefined, next: null, error: undefined, asking: true })

/** A list that grows page by page. `key` names the filters: another key starts anew, and late answers to the old one are dropped. */
export function usePaged<T extends { id: string }>(key: string, ask: (after?: string) => Promise<Page<T>>): Paged<T> {
  const [held, setHeld] = useState<Held<T>>(() => empty(key))
  const latest = useRef({ ask, key })
  latest.current = { ask, key }

  const load = useCallback(async (forKey: string, after?: string) => {
    setHeld((before) => (before.key === forKey ? { ...before, asking: true, error: undefined } : empty(forKey)))
    const settle = (change: (before: Held<T>) => Held<T>) => latest.current.key === forKey && setHeld(change)
    try {
      const page = await latest.current.ask(after)
      settle(({ items }) => ({
        key: forKey,
        items: after === undefined ? page.items : [...(items ?? []), ...page.items],
        next: page.next,
        error: undefined,
        asking: false,
      }))
    } catch (error) {
      settle((before) => ({ ...before, error, asking: false }))
    }
  }, [])

  useEffect(() => void load(key), [key, load])

  const replace = useCallback((changed: Partial<T> & { id: string }) => {
    setHeld((before) => ({
      ...before,
      items: before.items?.map((item) => (item.id === changed.id ? { ...item, ...changed } : item)),
    }))
  }, [])
  const shown = held.key === key ? held : empty<T>(key)
  return {
    items: shown.items,
    error: shown.error,
    asking: shown.asking,
    hasMore: shown.next !== null,
    more: () => void load(key, shown.next ?? undefined),
    again: () => void load(key),
    replace,
  }
}
