import { App } from 'antd'
import { useCallback, useState } from 'react'
import { useSpeech } from '../language.tsx'
import { Refused, wordsOf } from '../refused.ts'
import { useRecount } from '../waiting.tsx'

/**
 * Runs what a button does: the button shows it is busy, success is said shortly, a refusal in the server's words.
 * Answers whether it worked.
 */
export function useAct() {
  const { message } = App.useApp()
  const { language } = useSpeech()
  const recount = useRecount()
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
      setBusy(true)
      try {
        await work()
        recount()
        if (done) void message.success(done)
        return true
      } catch (error) {
        const issues = error instanceof Refused ? (error.reply.issues ?? []) : []
        void message.error([wordsOf(error, language), ...issues.map(({ path, message }) => `${path}: ${message}`)].join(' '), 6)
        return false
      } finally {
        setBusy(false)
      }
    },
    [message, language, recount],
  )
  return { act, busy }
}
