import { now } from './clock.ts'
import { recall, remember } from './device.ts'

/**
 * Whose link brought this device here. The newest counts for 30 days and is sent at the first sign-in;
 * the person sees the name before and may decline.
 */
const days = 30
const shape = /^[0-9A-Za-z]{4,10}$/

type Kept = { code: string; at: string }

export function keepShareCode(code: string, at: Date = now()): void {
  remember('share-code', { code, at: at.toISOString() } satisfies Kept)
}

export function recallShareCode(at: Date = now()): string | undefined {
  const kept = recall<Kept>('share-code')
  if (!kept || !shape.test(kept.code)) return undefined
  return at.getTime() - Date.parse(kept.at) <= days * 86_400_000 ? kept.code : undefined
}

/** The code in a page's parameters: `c=…` in a link, `scene=c%3D…` from a mini-program code. */
export function shareCodeIn(query: Record<string, string | undefined>): string | undefined {
  const scene = new Map((query.scene ? decodeURIComponent(query.scene) : '').split('&').map((pair) => pair.split('=') as [string, string]))
  const code = query.c ?? scene.get('c')
  return code && shape.test(code) ? code : undefined
}
