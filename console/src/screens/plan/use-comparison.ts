import { useCallback, useEffect, useState } from 'react'
import type { Circumstances, Progress } from './comparison.ts'
import type { Plan } from './published.ts'

export type Following = { progress: Progress | 'failed' | 'stopped'; stop: () => void; again: () => void }

/** So long after the last change the comparison starts anew: not with every sign that is typed. */
const pauseMs = 400

/** Runs the comparison beside the page and follows it; starts again when plan or circumstances are others. */
export function useComparison(plan: Plan, circumstances: Circumstances): Following {
  const [progress, setProgress] = useState<Following['progress']>({ done: 0, comparison: null })
  const [turn, setTurn] = useState(0)
  const asked = JSON.stringify({ plan, circumstances })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is how a stopped comparison is run again
  useEffect(() => {
    setProgress({ done: 0, comparison: null })
    let worker: Worker | undefined
    const timer = setTimeout(() => {
      worker = new Worker(new URL('./comparison-worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<Progress>) => setProgress((before) => (before === 'stopped' ? before : data))
      worker.onerror = () => setProgress('failed')
      worker.postMessage(JSON.parse(asked))
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      worker?.terminate()
    }
  }, [asked, turn])
  const stop = useCallback(() => setProgress('stopped'), [])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  return { progress, stop, again }
}
