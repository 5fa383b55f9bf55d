import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** Which row's drawer is open is part of the address: Back closes it, and the link opens it again. */
export function useOpenItem() {
  const [search, setSearch] = useSearchParams()
  const open = useCallback(
    (id: string) =>
      setSearch((before) => {
        const next = new URLSearchParams(before)
        next.set('open', id)
        return next
      }),
    [setSearch],
  )
  const close = useCallback(
    () =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          next.delete('open')
          return next
        },
        { replace: true },
      ),
    [setSearch],
  )
  return { openId: search.get('open'), open, close }
}
