// How long a poster takes once the drawing process is warm, by template, and how long the first takes.
import { type PosterTemplate, posterTemplates } from '../contract/poster.ts'
import { draw } from '../server/src/poster/draw.ts'
import { sampleOrder } from '../server/test/poster-samples.ts'

type Figure = { p50Ms: number; p99Ms: number; meanMs: number; kilobytes: number }
const rounds = 60

const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
const round = (ms: number) => Number(ms.toFixed(1))

async function timed(work: () => Promise<Uint8Array>): Promise<{ ms: number; bytes: number }> {
  const from = performance.now()
  const { length } = await work()
  return { ms: performance.now() - from, bytes: length }
}

/** Each template so many times, short and long words in turn, one after another. Pictures drawn by us need no database. */
export async function benchPosters(): Promise<{ coldMs: number; templates: Record<PosterTemplate, Figure> }> {
  const ctx = undefined as never
  const orderOf = (template: PosterTemplate, long: boolean) => sampleOrder(ctx, template, long)
  const first = await orderOf('card-portrait', false)
  const cold = await timed(() => draw(first))
  const figures: [PosterTemplate, Figure][] = []
  for (const template of posterTemplates) {
    const orders = [await orderOf(template, false), await orderOf(template, true)]
    for (const order of orders) await draw(order)
    const runs: { ms: number; bytes: number }[] = []
    for (let at = 0; at < rounds; at += 1) runs.push(await timed(() => draw(orders[at % 2] as (typeof orders)[number])))
    const sorted = runs.map(({ ms }) => ms).toSorted((a, b) => a - b)
    const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length
    const bytes = Math.max(...runs.map((run) => run.bytes))
    figures.push([
      template,
      { p50Ms: round(at(sorted, 0.5)), p99Ms: round(at(sorted, 0.99)), meanMs: round(mean), kilobytes: Math.round(bytes / 1024) },
    ])
  }
  return { coldMs: round(cold.ms), templates: Object.fromEntries(figures) as Record<PosterTemplate, Figure> }
}
