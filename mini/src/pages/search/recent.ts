import { recall, remember } from '../../device.ts'
import { store, useStore } from '../../store.ts'

const most = 10

/** What was looked for on this device, the latest first. It never leaves the device. */
const kept = store<readonly string[]>(recall<string[]>('searches') ?? [])

const keep = (words: readonly string[]) => {
  remember('searches', words)
  kept.set(words)
}

export const useRecent = () => useStore(kept)
export const keepRecent = (words: string) => keep([words, ...kept.get().filter((one) => one !== words)].slice(0, most))
export const forgetRecent = () => keep([])
