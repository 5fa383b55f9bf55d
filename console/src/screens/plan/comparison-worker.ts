import { compare, type Progress } from './comparison.ts'
import type { Plan } from './published.ts'

// Twenty towns of ten thousand people take about a second: beside the page, so that it never stops answering.
addEventListener('message', ({ data }: MessageEvent<Plan>) => compare(data, (progress: Progress) => postMessage(progress)))
