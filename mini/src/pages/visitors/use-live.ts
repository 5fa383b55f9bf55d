import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { lineOrigin } from '../../platform/line.ts'
import { session } from '../../session.ts'

export type LiveLook = Reply<'GET /my/visits/live'>['looks'][number]
export type Live = { looks: LiveLook[]; isOpen: boolean }

const keptMost = 60
const pollMs = 5000
const linesTried = 3

/** New looks in front of those known, each once, the last first. */
const withNew = (known: LiveLook[], fresh: LiveLook[]): LiveLook[] => {
  const ids = new Set(known.map(({ id }) => id))
  return [...fresh.filter(({ id }) => !ids.has(id)), ...known].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, keptMost)
}

/**
 * Looks at what one owns, as they come. A line to the server tells them at once; where none can be kept open they are asked for every few
 * seconds. Each time the line is opened what came in between is asked for, so nothing is missed.
 */
export function useLive(): Live {
  const [looks, setLooks] = useState<LiveLook[]>([])
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const line = keepLine(
      (fresh) => setLooks((known) => withNew(known, fresh)),
      (open) => setOpen(open),
    )
    return line.end
  }, [])
  return { looks, isOpen }
}

function keepLine(tell: (looks: LiveLook[]) => void, onOpen: (open: boolean) => void) {
  const state = { ended: false, mark: undefined as string | undefined, failed: 0, close: () => {} }
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = (ms: number) => {
    if (!state.ended) timer = setTimeout(() => void next(), ms)
  }
  const next = async () => {
    try {
      const missed = await call('GET /my/visits/live', { query: state.mark ? { mark: state.mark } : {} })
      state.mark = missed.mark
      if (!state.ended) tell(missed.looks)
    } catch {
      return later(pollMs)
    }
    if (state.failed >= linesTried) return later(pollMs)
    openLine()
  }
  const openLine = () => {
    const token = session.get()?.accessToken
    if (state.ended || !token) return later(pollMs)
    let heard = false
    const lost = () => {
      onOpen(false)
      state.failed = heard ? 0 : state.failed + 1
      later(heard ? 1000 : pollMs)
    }
    void Taro.connectSocket({ url: `${lineOrigin()}/api/my/visits/live/socket` }).then((task) => {
      state.close = () => task.close({})
      if (state.ended) return state.close()
      task.onOpen(() => task.send({ data: JSON.stringify({ token }) }))
      task.onMessage(({ data }) => {
        if (!heard) onOpen(true)
        heard = true
        tell((JSON.parse(String(data)) as { looks: LiveLook[] }).looks)
      })
      task.onClose(lost)
    }, lost)
  }
  void next()
  const end = () => {
    state.ended = true
    clearTimeout(timer)
    state.close()
  }
  return { end }
}
