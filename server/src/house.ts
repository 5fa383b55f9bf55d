import type { Clock } from '#platform/clock'
import type { Ctx } from '#platform/context'
import { openKeys } from '#platform/crypto'
import { openDb, type Pool } from '#platform/db'
import { openLog } from '#platform/log'
import { openOutside } from '#platform/outside'
import type { Settings } from '#platform/settings'
import { reactions } from './modules.ts'

/** What every use case may reach, put together once per process. */
export function openCtx(settings: Settings, pool: Pool, clock: Clock, onStatement?: (sql: string) => void): Ctx {
  const needed = (name: 'LIANKA_FIELD_KEY' | 'LIANKA_HASH_KEY' | 'LIANKA_TOKEN_KEY') => {
    const value = settings[name]
    if (!value) throw new Error(`Setting ${name} is needed`)
    return value
  }
  return {
    db: openDb(pool, onStatement),
    clock,
    keys: openKeys({ field: needed('LIANKA_FIELD_KEY'), hash: needed('LIANKA_HASH_KEY'), token: needed('LIANKA_TOKEN_KEY') }),
    log: openLog(settings.LIANKA_LOG_LEVEL),
    settings,
    outside: openOutside(settings, clock),
    reactions,
    caller: { kind: 'system' },
  }
}
