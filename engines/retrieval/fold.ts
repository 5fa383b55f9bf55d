import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 't', to: 'cn' })

/** One way of writing for what reads the same: full-width letters, capitals, traditional characters, runs of blanks. */
export const fold = (text: string): string => toSimplified(text.normalize('NFKC').toLowerCase()).replace(/\s+/g, ' ').trim()

export const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)
export const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text)
/** Letters as one types them when one does not change the keyboard. */
export const isLetters = (text: string): boolean => /^[a-z]+$/.test(text)
