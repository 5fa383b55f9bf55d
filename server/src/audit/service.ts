export { type Replayed, replay } from './replay.ts'
export { chainInWords, inWords } from './rules.ts'
