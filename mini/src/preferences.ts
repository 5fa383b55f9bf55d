import type { Language } from '../../design/dates.ts'
import { recall, remember } from './device.ts'
import { store, useStore } from './store.ts'

export type Preferences = {
  language: Language
  /** Large type, large targets, one column, words instead of icons. */
  elder: boolean
  /** Whether what this device looked at may choose what is suggested; a signed-in person has the same switch on the server. */
  personal: boolean
}

const kept = store<Preferences>({ language: 'zh', elder: false, personal: true, ...recall<Partial<Preferences>>('preferences') })

export const preferences = {
  get: kept.get,
  change(part: Partial<Preferences>) {
    const next = { ...kept.get(), ...part }
    remember('preferences', next)
    kept.set(next)
  },
}

export function usePreferences(): Preferences {
  return useStore(kept)
}
