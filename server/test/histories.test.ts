import { test } from 'vitest'
import { liveHistories, manyLive } from './live-histories.ts'

// Two files, so that both halves are lived at once.
test(
  `the first ${manyLive / 2} random histories through HTTP and SQL: ranks, shares and wallets are the oracle’s, a replay finds no difference`,
  { timeout: 7_200_000 },
  () => liveHistories(0, manyLive / 2),
)
