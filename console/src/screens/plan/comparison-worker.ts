import { compare, type Progress, type Question } from './comparison.ts'

// Twenty towns of ten thousand people take about a second: beside the page, so that it never stops answering.
addEventListener('message', ({ data }: MessageEvent<Question>) => compare(data, (progress: Progress) => postMessage(progress)))
