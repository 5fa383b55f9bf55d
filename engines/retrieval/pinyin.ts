import { pinyin } from 'pinyin-pro'

export type Spoken = { full: string; initials: string }

/** Reading a word takes longer than cutting a title, and the same words come again. */
const spoken = new Map<string, Spoken>()
const spokenMost = 20_000

/** How a word is typed with letters: `ganju` and `gj` for 柑橘. Empty for words without Chinese characters. */
export function spokenOf(word: string): Spoken {
  if (!/\p{Script=Han}/u.test(word)) return { full: '', initials: '' }
  const known = spoken.get(word)
  if (known) return known
  if (spoken.size >= spokenMost) spoken.clear()
  const parts = pinyin(word, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
  return {
    full: parts.join('').toLowerCase(),
    initials: parts
      .map((part) => part[0] ?? '')
      .join('')
      .toLowerCase(),
  }
}

/** Letters that many people hear and type the same: zh/z, ch/c, sh/s, n/l at the start, ng/n at the end. */
export const slurred = (full: string): string =>
  full
    .replace(/([zcs])h/g, '$1')
    .replace(/ng(?![aeiouv])/g, 'n')
    .replace(/l/g, 'n')

const lettersMost = 24

/** Every stretch of these letters that may be a word of two letters or more. */
export function stretches(letters: string): string[] {
  const typed = letters.slice(0, lettersMost)
  const all = new Set<string>()
  for (let from = 0; from < typed.length; from++) for (let to = from + 2; to <= typed.length; to++) all.add(typed.slice(from, to))
  return [...all]
}
