import { useSyncExternalStore } from 'react'

/** One value that screens watch. All state that outlives a page is kept in a few of these. */
export type Store<T> = { get: () => T; set: (value: T) => void; watch: (listener: () => void) => () => void }

export function store<T>(initial: T): Store<T> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set: (value) => {
      current = value
      for (const listener of [...listeners]) listener()
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useStore<T>(from: Store<T>): T {
  return useSyncExternalStore(from.watch, from.get, from.get)
}
