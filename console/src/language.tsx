import { formatDay, formatTime, type Language } from '@lianka/design/dates'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { now } from './clock.ts'
import { en } from './words/en.ts'
import { type Words, zh } from './words/zh.ts'

const remembered = 'lianka.console.language'
const all: Record<Language, Words> = { zh, en }

type Spoken = { language: Language; words: Words; speak: (language: Language) => void }
const Speech = createContext<Spoken | undefined>(undefined)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(remembered) === 'en' ? 'en' : 'zh'))
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    localStorage.setItem(remembered, language)
  }, [language])
  const spoken = useMemo(() => ({ language, words: all[language], speak: setLanguage }), [language])
  return <Speech value={spoken}>{children}</Speech>
}

export function useSpeech(): Spoken {
  const spoken = useContext(Speech)
  if (!spoken) throw new Error('LanguageProvider is missing')
  return spoken
}

export const useWords = (): Words => useSpeech().words

/** Times in Beijing, with the year only when it is not this one. */
export function useTimes() {
  const { language } = useSpeech()
  return useMemo(
    () => ({
      time: (iso: string | null) => (iso === null ? '—' : formatTime(iso, language, now())),
      day: (iso: string | null) => (iso === null ? '—' : formatDay(iso, language, now())),
    }),
    [language],
  )
}
