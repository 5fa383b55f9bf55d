import { z } from 'zod'
import { Time } from './pages.ts'
import type { Contract } from './route.ts'

export const consentPurposes = ['share_visits', 'recommendations'] as const
export const ConsentPurpose = z.enum(consentPurposes)
export type ConsentPurpose = z.infer<typeof ConsentPurpose>
export const consentChannels = ['card', 'settings', 'grounds'] as const

const Consent = z.object({
  purpose: ConsentPurpose,
  given: z.boolean(),
  /** The words that hold now. */
  version: z.int(),
  zh: z.string(),
  en: z.string(),
  /** When it was last given or taken back; null where nobody was ever asked. */
  at: Time.nullable(),
})

export const consentContract = {
  'GET /my/consents': {
    summary: 'What one agreed to, in the words that hold now, and every change so far',
    who: ['customer'],
    reply: z.object({
      items: z.array(Consent),
      history: z.array(z.object({ purpose: ConsentPurpose, given: z.boolean(), version: z.int(), at: Time, channel: z.string() })),
    }),
  },
  'PUT /my/consents/:purpose': {
    summary: 'Agree, or take it back; the version says which words were read',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ purpose: ConsentPurpose }),
    body: z.object({ given: z.boolean(), version: z.int().min(1), channel: z.enum(consentChannels) }),
    reply: Consent,
  },
} satisfies Contract
