import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { watchHiding } from './platform/leave.ts'

const everyMs = 3000

/** Whether the page is looked at: not while it lies below another one, nor in a hidden tab. */
function useSeen(): boolean {
  const [seen, setSeen] = useState(true)
  useDidShow(() => setSeen(true))
  useDidHide(() => setSeen(false))
  useEffect(
    () =>
      watchHiding(
        () => setSeen(false),
        () => setSeen(true),
      ),
    [],
  )
  return seen
}

/** Looks again every three seconds while `active` and seen. A look that fails leaves what is shown; the next one comes soon. */
export function usePoll(active: boolean, look: () => Promise<void>): void {
  const seen = useSeen()
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    if (!active || !seen) return
    let looking = false
    const timer = setInterval(() => {
      if (looking) return
      looking = true
      latest
        .current()
        .catch(() => undefined)
        .finally(() => {
          looking = false
        })
    }, everyMs)
    return () => clearInterval(timer)
  }, [active, seen])
}
