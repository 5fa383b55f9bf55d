import type { Pool } from 'pg'
import pg from 'pg'

/** All time in the house comes from here. */
export type Clock = { now(): Date }

export type MovableClock = Clock & {
  offsetMs(): number
  moveTo(offsetMs: number): Promise<void>
  onMove(listener: () => void): void
  close(): Promise<void>
}

export const realClock: Clock = { now: () => new Date() }

/** Hears of every move of the clock, again after the database was away; answers how to stop. */
async function hearMoves(databaseUrl: string, moved: (offsetMs: number) => void): Promise<() => Promise<void>> {
  let closed = false
  let client: pg.Client
  const connect = async () => {
    client = new pg.Client({ connectionString: databaseUrl })
    // What ends a connection is told by its end, too.
    client.on('error', () => {})
    client.on('notification', ({ payload }) => moved(Number(payload)))
    await client.connect()
    await client.query('listen clock')
    const { rows } = await client.query<{ offset_ms: number }>('select offset_ms from clock')
    moved(Number(rows[0]?.offset_ms ?? 0))
    client.once('end', again)
  }
  const again = () => {
    if (!closed) setTimeout(() => connect().catch(again), 1000).unref()
  }
  await connect()
  return () => {
    closed = true
    return client.end()
  }
}

/** The demo's clock: real time plus an offset kept in the database, which every process hears of at once. */
export async function openDemoClock(pool: Pool, databaseUrl: string): Promise<MovableClock> {
  let offsetMs = 0
  const listeners: (() => void)[] = []
  const close = await hearMoves(databaseUrl, (to) => {
    // It only ever moves forward, so an old message says nothing.
    if (to <= offsetMs) return
    offsetMs = to
    for (const tell of listeners) tell()
  })
  return {
    now: () => new Date(Date.now() + offsetMs),
    offsetMs: () => offsetMs,
    moveTo: async (to) => {
      const moved = await pool.query<{ offset_ms: number }>('update clock set offset_ms = greatest(offset_ms, $1) returning offset_ms', [
        to,
      ])
      offsetMs = Number(moved.rows[0]?.offset_ms ?? to)
      await pool.query(`select pg_notify('clock', $1::text)`, [String(offsetMs)])
      for (const tell of listeners) tell()
    },
    onMove: (tell) => void listeners.push(tell),
    close,
  }
}
