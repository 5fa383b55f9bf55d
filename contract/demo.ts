import { z } from 'zod'
import { Time } from './pages.ts'
import type { Contract } from './route.ts'

export const demoContract = {
  'POST /demo/clock': {
    summary: 'The clock page moves this server’s clock (demo mode only, with the demo token)',
    who: ['machine'],
    idempotence: 'natural',
    body: z.object({
      offsetMs: z
        .int()
        .min(0)
        .max(400 * 86_400_000),
    }),
    reply: z.object({ now: Time }),
  },
  'GET /demo': {
    summary: 'Whether this is a demo, and where its inbox and clock pages are',
    who: ['visitor'],
    reply: z.object({ demo: z.boolean(), now: Time, simulatorUrl: z.url().nullable() }),
  },
} satisfies Contract
