import type { ProductId } from '@lianka/contract/ids'

/** A snapshot as PostgreSQL writes it, `xmin:xmax:xip,…` (documentation, pg_snapshot): which transactions a reading could see. */
export type Snapshot = { from: bigint; to: bigint; running: ReadonlySet<bigint> }

export function snapshotOf(text: string): Snapshot {
  const [from = '0', to = '0', running = ''] = text.split(':')
  return { from: BigInt(from), to: BigInt(to), running: new Set(running.split(',').filter(Boolean).map(BigInt)) }
}

export const isVisible = ({ from, to, running }: Snapshot, tx: bigint): boolean => tx < from || (tx < to && !running.has(tx))

export const looksMost = 50

type Event = { tx: string; productId: ProductId; isView: boolean; dwellSeconds: number; atMs: number }
type Look = { productId: ProductId; views: number; dwellSeconds: number; lastAt: Date }

/**
 * Looks with an event added, the last first; unchanged where the reading they come from could see it already. Undefined where it is of goods
 * that nothing is known of: then they must be read.
 */
export function withEvent<L extends Look>(
  looks: readonly L[],
  snapshot: Snapshot,
  event: Event,
  goods: Omit<L, keyof Look | 'used'> | undefined,
): L[] | undefined {
  if (isVisible(snapshot, BigInt(event.tx))) return [...looks]
  const before = looks.find(({ productId }) => productId === event.productId)
  if (!before && !goods) return undefined
  const first = { ...goods, productId: event.productId, views: 0, dwellSeconds: 0, lastAt: new Date(0), used: true } as unknown as L
  const { views, dwellSeconds, lastAt } = before ?? first
  const now = {
    ...(before ?? first),
    views: views + Number(event.isView),
    dwellSeconds: dwellSeconds + event.dwellSeconds,
    lastAt: new Date(Math.max(lastAt.getTime(), event.atMs)),
  }
  const others = looks.filter((look) => look !== before)
  const place = others.findIndex((look) => look.lastAt.getTime() < now.lastAt.getTime())
  const at = place < 0 ? others.length : place
  return [...others.slice(0, at), now, ...others.slice(at)].slice(0, looksMost)
}
