import { useRef, useState } from 'react'
import { go } from './navigation.ts'
import { paths } from './paths.ts'
import { usePreferences } from './preferences.ts'
import { needsSignIn, wordsOf } from './refused.ts'
import { tell } from './tell.ts'

/**
 * Runs what a press means, one at a time. A refusal is told in the person's language; a missing sign-in opens the page for it.
 * `busy` is for the button: it says that something is going on and can't be pressed twice.
 */
export function useAct(): { busy: boolean; act: (work: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const { language } = usePreferences()
  const act = (work: () => Promise<void>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    work()
      .catch((error: unknown) => {
        if (needsSignIn(error)) go(paths.login)
        else tell(wordsOf(error, language))
      })
      .finally(() => {
        running.current = false
        setBusy(false)
      })
  }
  return { busy, act }
}
