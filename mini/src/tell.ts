import { store, useStore } from './store.ts'

export type Notice = { words: string; id: number }

const shown = store<Notice | undefined>(undefined)
let count = 0

/** Says something in passing at the foot of the screen. Four seconds, longer for longer words: refusals are sentences. */
export function tell(words: string): void {
  const notice = { words, id: ++count }
  shown.set(notice)
  setTimeout(() => shown.get()?.id === notice.id && shown.set(undefined), Math.max(4000, words.length * 120))
}

export const useNotice = () => useStore(shown)

export type Question = {
  title: string
  words?: string
  yes: string
  no: string
  danger?: boolean
  answer: (agreed: boolean) => void
}

const asked = store<Question | undefined>(undefined)
export const useQuestion = () => useStore(asked)

/** Asks before something that can't be undone. */
export function confirm(question: Omit<Question, 'answer'>): Promise<boolean> {
  return new Promise((resolve) => {
    asked.get()?.answer(false)
    asked.set({
      ...question,
      answer: (agreed) => {
        asked.set(undefined)
        resolve(agreed)
      },
    })
  })
}
