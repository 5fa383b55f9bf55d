import type { Ctx } from '#platform/context'
import { sharingRail } from './rail-sharing.ts'
import { transferRail } from './rail-transfer.ts'
import type { PartRow } from './store.ts'

/**
 * What became of a part at the channel. `absent`: it never heard of the number. `unknown`: no answer to go by; the number stays and is asked
 * about. `later`: refused for now (no money in the payout account, too many requests), worth the same number again.
 */
export type Outcome =
  | { is: 'sent' }
  | { is: 'awaiting_confirmation'; packageInfo: string | null }
  | { is: 'paid'; at: Date | null }
  | { is: 'failed' | 'cancelled'; reason: string }
  | { is: 'absent' | 'unknown' | 'later'; reason: string }

/** A way for money to leave. Sending the same part again is answered like the first time. */
export type Rail = {
  send(ctx: Ctx, part: PartRow): Promise<Outcome & { channelNumber?: string }>
  query(ctx: Ctx, part: PartRow): Promise<Outcome & { channelNumber?: string }>
  cancel(ctx: Ctx, part: PartRow): Promise<void>
  /** Where the money comes from when a part is paid. */
  account: 'payout_account' | 'channel_clearing'
}

export const railOf = (rail: 'transfer' | 'profit_sharing'): Rail => (rail === 'transfer' ? transferRail : sharingRail)
