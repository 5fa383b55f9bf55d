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

/** The demo's clock: real time plus an offset kept in the database, which every process hears of at once. */
export async function openDemoClock(pool: Pool, databaseUrl: string): Promise<MovableClock> {
  const { rows } = await pool.query<{ offset_ms: number }>('select offset_ms from clock')
  let offsetMs = Number(rows[0]?.offset_ms ?? 0)
  const listeners: (() => void)[] = []
  const listener = new pg.Client({ connectionString: databaseUrl })
  // A lost listening connection ends with the database; the process notices through its pool.
  listener.on('error', () => {})
  await listener.connect()
  await listener.query('listen clock')
  listener.on('notification', ({ payload }) => {
    offsetMs = Number(payload)
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
    close: () => listener.end(),
  }
}
