import { startSimulators } from './start.ts'

/** The process entry. Prints one line of JSON when it is up; ends with SIGTERM or SIGINT. */

const { PORT, LIANKA_SIM_DIR, LIANKA_SERVER_URL, LIANKA_DEMO_TOKEN, LIANKA_SIM_PUBLIC_URL, LIANKA_SIM_ENDS_WITH_INPUT } = process.env

const simulators = await startSimulators({
  port: Number(PORT ?? 8090),
  dir: LIANKA_SIM_DIR ?? '.data/simulators',
  ...(LIANKA_SERVER_URL ? { serverUrl: LIANKA_SERVER_URL } : {}),
  ...(LIANKA_DEMO_TOKEN ? { demoToken: LIANKA_DEMO_TOKEN } : {}),
  ...(LIANKA_SIM_PUBLIC_URL ? { publicUrl: LIANKA_SIM_PUBLIC_URL } : {}),
})
console.log(JSON.stringify({ ready: true, url: simulators.url }))

let isStopping = false
const stop = () => {
  if (isStopping) return
  isStopping = true
  void simulators.stop().then(() => process.exit(0))
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
// Whoever started us may die without a word; then nobody needs us, and the port should be free.
if (LIANKA_SIM_ENDS_WITH_INPUT) process.stdin.on('end', stop).resume()
