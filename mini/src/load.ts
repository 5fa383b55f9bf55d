import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { needsSignIn } from './refused.ts'
import { session, useMe } from './session.ts'

export type Loaded<T> = {
  data: T | undefined
  /** The failure of the first load; a later refresh that fails leaves what is shown. */
  error: unknown
  reload: () => void
  change: (data: T) => void
}

/**
 * What a screen shows, from the server. Loads at first, when `key` changes, when someone signs in or out,
 * and quietly again when the page is returned to, unless it `staysFresh`.
 */
export function useLoad<T>(key: string, load: () => Promise<T>, staysFresh: (data: T) => boolean = () => false): Loaded<T> {
  const [state, setState] = useState<{ data: T | undefined; error: unknown }>({ data: undefined, error: undefined })
  const who = useMe()?.id
  const latest = useRef({ load, round: 0, shown: false })
  latest.current.load = load

  const run = useCallback((quiet: boolean) => {
    const round = ++latest.current.round
    if (!quiet) setState({ data: undefined, error: undefined })
    latest.current.load().then(
      (data) => {
        if (round === latest.current.round) setState({ data, error: undefined })
      },
      (error: unknown) => {
        if (round !== latest.current.round) return
        if (needsSignIn(error) && session.get()) session.end()
        setState((now) => (quiet && now.data !== undefined && !needsSignIn(error) ? now : { data: undefined, error }))
      },
    )
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the person say when to load again
  useEffect(() => run(false), [key, who, run])
  useDidShow(() => {
    const { data } = state
    if (latest.current.shown && !(data !== undefined && staysFresh(data))) run(true)
    latest.current.shown = true
  })

  const change = useCallback((data: T) => {
    latest.current.round++
    setState({ data, error: undefined })
  }, [])
  return { ...state, reload: () => run(false), change }
}

type Page<T> = { items: T[]; next: string | null; grown?: true }

export type LoadedList<T> = {
  items: T[] | undefined
  error: unknown
  more: (() => void) | undefined
  loadingMore: boolean
  /** The last page that was asked for did not come; `more` asks again. */
  moreFailed: boolean
  reload: () => void
}

/** A list that grows: the first page as with `useLoad`, further ones as they are asked for. */
export function useLoadList<T>(key: string, load: (after: string | undefined) => Promise<Page<T>>): LoadedList<T> {
  const { data, error, reload, change } = useLoad<Page<T>>(
    key,
    () => load(undefined),
    // Starting again at the first page would throw away the place that one scrolled to.
    (page) => page.grown === true,
  )
  const [loadingMore, setLoadingMore] = useState(false)
  const [failedAt, setFailedAt] = useState<string | undefined>()
  const more = async () => {
    if (!data?.next || loadingMore) return
    setLoadingMore(true)
    setFailedAt(undefined)
    try {
      const page = await load(data.next)
      change({ items: [...data.items, ...page.items], next: page.next, grown: true })
    } catch {
      setFailedAt(data.next)
    } finally {
      setLoadingMore(false)
    }
  }
  return {
    items: data?.items,
    error,
    more: data?.next ? () => void more() : undefined,
    loadingMore,
    moreFailed: failedAt !== undefined && failedAt === data?.next,
    reload,
  }
}
