#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { SettingsError } from '#platform/settings'

const usage = `lianka start [--role all|web|worker]   start the server (demo mode brings its own database and simulators)
lianka seed                            fill an empty database with the demo world
lianka replay                          compute every rank, share and balance again and name the first difference
lianka verify-chain                    compute every sealed block of the ledger again
lianka reindex                         read again the words that goods are found by (a new version does so by itself)
lianka openapi                         print the contract as OpenAPI 3.1
lianka settings                        list every setting`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { role: { type: 'string', default: 'all' }, seed: { type: 'string', default: '1' } },
})

try {
  await run(positionals[0])
} catch (error) {
  console.error(
    error instanceof SettingsError || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.stack,
  )
  process.exit(1)
}

async function run(command: string | undefined) {
  if (command === 'start') {
    const { start, isRole } = await import('../src/start.ts')
    if (!isRole(values.role)) throw new SettingsError(`--role is all, web or worker, not ${values.role}`)
    await start(values.role)
  } else if (command === 'seed') {
    const { seedOnce } = await import('../src/start.ts')
    await seedOnce()
    process.exit(0)
  } else if (command === 'replay' || command === 'verify-chain') {
    const { replayOnce, verifyOnce } = await import('../src/inspect.ts')
    process.exit((await (command === 'replay' ? replayOnce() : verifyOnce())) ? 0 : 1)
  } else if (command === 'reindex') {
    const { reindexOnce } = await import('../src/inspect.ts')
    await reindexOnce()
    process.exit(0)
  } else if (command === 'openapi') {
    const [{ openApi }, { api }] = await Promise.all([import('#platform/openapi'), import('@lianka/contract/api')])
    console.log(JSON.stringify(openApi(api, process.env.PUBLIC_URL ?? 'http://localhost:3000'), null, 2))
  } else if (command === 'settings') {
    const { settingsTable } = await import('#platform/settings')
    for (const { name, meaning, default: standard } of settingsTable())
      console.log(`${name.padEnd(24)} ${meaning}${standard ? ` [${standard}]` : ''}`)
  } else {
    console.log(usage)
    process.exit(command ? 1 : 0)
  }
}
