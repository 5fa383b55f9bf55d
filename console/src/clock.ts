import { call } from './api.ts'

let offsetMs = 0

/** The server’s time: a demo may live days ahead of the machine, and a machine’s clock may be wrong. */
export const now = () => new Date(Date.now() + offsetMs).toISOString()

export type Demo = { demo: boolean; simulatorUrl: string | null }

/** Learns the server’s time and whether it plays a demo. */
export async function readDemo(): Promise<Demo> {
  const { demo, now, simulatorUrl } = await call('GET /demo')
  offsetMs = Date.parse(now) - Date.now()
  return { demo, simulatorUrl }
}
