import { chainInWords, inWords, replay } from '#audit/service'
import { verifyChain } from '#ledger/service'
import { realClock } from '#platform/clock'
import { openPool } from '#platform/db'
import { migrate } from '#platform/migrate'
import { demoSecrets, simulatorSettings } from '#platform/outside'
import { borrowPostgres } from '#platform/postgres'
import { readSettings } from '#platform/settings'
import { indexAll } from '#search/service'
import { openCtx } from './house.ts'

/** Providers that are not asked anything here; the house wants them named. */
const nobody = {
  WX_APPID: 'none',
  WX_SECRET: 'none',
  WXPAY_MCHID: 'none',
  WXPAY_SERIAL: 'none',
  WXPAY_PRIVATE_KEY: 'none',
  WXPAY_APIV3_KEY: '0'.repeat(32),
  WXPAY_PUBLIC_KEY_ID: 'none',
  WXPAY_PUBLIC_KEY: 'none',
  KUAIDI100_KEY: 'none',
  KUAIDI100_SALT: 'none',
  SMS_KEY: 'none',
}

function settingsToRead() {
  const settings = readSettings()
  if (settings.LIANKA_MODE === 'production') return settings
  const far = settings.LIANKA_SIMULATOR_URL ?? 'http://127.0.0.1:9'
  return readSettings({ ...demoSecrets(settings.dataDir), ...nobody, ...simulatorSettings(far, nobody), ...process.env })
}

/** One line that counts up in place on a terminal, and now and then in a log. */
function counter(what: string) {
  let shown = 0
  return (done: number, total: number) => {
    const now = performance.now()
    if (now - shown < (process.stdout.isTTY ? 100 : 5000) && done < total) return
    shown = now
    const line = `${what} ${done} of ${total} (${total === 0 ? 100 : Math.floor((done * 100) / total)} %)`
    process.stdout.write(process.stdout.isTTY ? `\r${line}` : `${line}\n`)
  }
}

/** Opens the database of this folder or `DATABASE_URL`, also while a server runs on it. */
async function withHouse<T>(work: (ctx: ReturnType<typeof openCtx>) => Promise<T>): Promise<T> {
  const settings = settingsToRead()
  const cluster = settings.DATABASE_URL ? undefined : await borrowPostgres(settings.dataDir)
  const pool = openPool(settings.DATABASE_URL ?? (cluster?.url as string), 2)
  try {
    await migrate(pool)
    return await work(openCtx(settings, pool, realClock))
  } finally {
    await pool.end()
    await cluster?.stop()
  }
}

/** Judges what is there. Answers whether all was well. */
const inspect = (judge: (ctx: ReturnType<typeof openCtx>) => Promise<string | null>): Promise<boolean> =>
  withHouse(async (ctx) => {
    const difference = await judge(ctx)
    if (process.stdout.isTTY) process.stdout.write('\n')
    console.log(difference ?? 'no difference')
    return difference === null
  })

/** `lianka reindex`: the words that goods are found by, of all goods again. */
export const reindexOnce = () =>
  withHouse(async (ctx) => {
    const started = performance.now()
    const products = await indexAll(ctx)
    console.log(`${products} products read in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  })

/** `lianka replay`: ranks, shares and balances again from orders, graph and plans. */
export const replayOnce = () =>
  inspect(async (ctx) => {
    const started = performance.now()
    const { facts, people, lines, accounts, difference } = await replay(ctx, counter('Replayed facts'))
    if (difference) return inWords(difference).en
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `${process.stdout.isTTY ? '\n' : ''}${people} people, ${facts} facts, ${lines} lines and ${accounts} accounts in ${seconds} s`,
    )
    return null
  })

/** `lianka verify-chain`: every sealed block again from its transfers. */
export const verifyOnce = () =>
  inspect(async (ctx) => {
    const { blocks, transfers, difference } = await verifyChain(ctx, counter('Verified blocks'))
    if (difference) return chainInWords(difference).en
    console.log(`${process.stdout.isTTY ? '\n' : ''}${blocks} blocks with ${transfers} transfers`)
    return null
  })
