import { useCallback, useEffect } from 'react'
import { useSearchParams } from 'react-router'

const remembered = (screen: string) => `lianka.console.filters.${screen}`

function recall(screen: string): Record<string, string> {
  try {
    const kept = JSON.parse(localStorage.getItem(remembered(screen)) ?? '{}') as Record<string, unknown>
    return Object.fromEntries(Object.entries(kept).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  } catch {
    return {}
  }
}

/**
 * The filters of a table. The address is the truth, so a view can be sent to a colleague;
 * opened without any, the screen takes up those it was left with.
 */
export function useFilters<Name extends string>(screen: string, defaults: Record<Name, string>) {
  const [search, setSearch] = useSearchParams()
  const names = Object.keys(defaults) as Name[]
  const given = names.some((name) => search.has(name))
  const kept = given ? {} : recall(screen)
  const filters = Object.fromEntries(names.map((name) => [name, search.get(name) ?? kept[name] ?? defaults[name]])) as Record<Name, string>
  const written = JSON.stringify(filters)
  useEffect(() => localStorage.setItem(remembered(screen), written), [screen, written])

  const setFilters = useCallback(
    (change: Partial<Record<Name, string>>) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          const all = { ...(JSON.parse(written) as Record<Name, string>), ...change }
          for (const [name, value] of Object.entries<string>(all)) next.set(name, value)
          next.delete('open')
          return next
        },
        { replace: true },
      )
    },
    [setSearch, written],
  )
  return [filters, setFilters] as const
}

/** A filter of the address may be anything; only values the contract knows are sent. */
export const oneOf = <T extends string>(known: Record<T, unknown>, value: string): T | undefined =>
  Object.hasOwn(known, value) ? (value as T) : undefined
