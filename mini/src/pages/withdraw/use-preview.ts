import { useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'
import { Refused, wordsOf } from '../../refused.ts'
import type { Preview } from './index.tsx'

const restMs = 400

export type Previewed = {
  data: Preview | undefined
  /** The server said no to this amount, in its words. */
  refused: string | undefined
  error: unknown
  retry: () => void
}

/** What an amount comes to, asked once the person has stopped typing. An answer to an earlier amount is not shown. */
export function usePreview(amountFen: number | undefined): Previewed {
  const { language } = usePreferences()
  const [state, setState] = useState<{ data?: Preview; error?: unknown }>({})
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks for the same amount again
  useEffect(() => {
    setState({})
    if (amountFen === undefined) return
    let current = true
    const ask = () =>
      call('POST /my/withdrawals/preview', { body: { amountFen } }).then(
        (data) => current && setState({ data }),
        (error: unknown) => current && setState({ error }),
      )
    const timer = setTimeout(() => void ask(), restMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [amountFen, round])
  const { error } = state
  return {
    data: state.data,
    refused: error instanceof Refused ? wordsOf(error, language) : undefined,
    error: error instanceof Refused ? undefined : error,
    retry: () => setRound(round + 1),
  }
}
