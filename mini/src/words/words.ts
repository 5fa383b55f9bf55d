import { usePreferences } from '../preferences.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Every word of the screens. Chinese is the original; English must have the same keys or doesn't compile. */
export type Dictionary = typeof zh

const dictionaries: Record<'zh' | 'en', Dictionary> = { zh, en }

export function useWords(): Dictionary {
  return dictionaries[usePreferences().language]
}
