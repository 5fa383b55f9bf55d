import { startSimulators } from './start.ts'

/** The process entry. Prints one line of JSON when it is up; ends with SIGTERM or SIGINT. */

const { PORT, LIANKA_SIM_DIR, LIANKA_SERVER_URL, LIANKA_DEMO_TOKEN, LIANKA_SIM_PUBLIC_URL } = process.env

const simulators = await startSimulators({
  port: Number(PORT ?? 8090),
  dir: LIANKA_SIM_DIR ?? '.data/simulators',
  ...(LIANKA_SERVER_URL ? { serverUrl: LIANKA_SERVER_URL } : {}),
  ...(LIANKA_DEMO_TOKEN ? { demoToken: LIANKA_DEMO_TOKEN } : {}),
  ...(LIANKA_SIM_PUBLIC_URL ? { publicUrl: LIANKA_SIM_PUBLIC_URL } : {}),
})
console.log(JSON.stringify({ ready: true, url: simulators.url }))

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    void simulators.stop().then(() => process.exit(0))
  })
}
