import { PayError } from '@lianka/wechat/pay'
import type { TransferBill } from '@lianka/wechat/transfer'
import { openidOf } from '#account/service'
import type { Ctx } from '#platform/context'
import { unseal } from '#platform/crypto'
import type { Outcome, Rail } from './rail.ts'
import { findRealName, type PartRow } from './store.ts'

/** Scene of the channel for commission; it wants to know what the work is and how it is paid. */
const sceneId = '1005'
const sceneReport = [
  { infoType: '岗位类型', infoContent: '推广代理' },
  { infoType: '报酬说明', infoContent: '推荐商品的佣金' },
]
/** A name may be sent from 0.30 yuan on. */
const nameFromFen = 30

/** Refusals that say nothing about the part itself: the same number may go through later. */
const passing = new Set(['NOT_ENOUGH', 'RULE_LIMIT', 'FREQUENCY_LIMITED', 'RATELIMIT_EXCEEDED', 'RESOURCE_INSUFFICIENT', 'SIGN_ERROR'])

const outcomes: Record<TransferBill['state'], (bill: TransferBill) => Outcome> = {
  ACCEPTED: () => ({ is: 'sent' }),
  PROCESSING: () => ({ is: 'sent' }),
  TRANSFERING: () => ({ is: 'sent' }),
  CANCELING: () => ({ is: 'sent' }),
  WAIT_USER_CONFIRM: ({ package_info }) => ({ is: 'awaiting_confirmation', packageInfo: package_info ?? null }),
  SUCCESS: ({ update_time }) => ({ is: 'paid', at: update_time ? new Date(update_time) : null }),
  FAIL: ({ fail_reason }) => ({ is: 'failed', reason: fail_reason ?? 'FAIL' }),
  CANCELLED: () => ({ is: 'cancelled', reason: 'cancelled' }),
}

const toOutcome = (bill: TransferBill) => ({ ...outcomes[bill.state](bill), channelNumber: bill.transfer_bill_no })

/** What an error of the channel says about a part. Only a signed refusal of the part itself ends it. */
export function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof PayError)) throw error
  if (error.unknown) return { is: 'unknown', reason: error.code }
  if (error.status === 404) return { is: 'absent', reason: error.code }
  return { is: passing.has(error.code) || error.status === 401 || error.status === 429 ? 'later' : 'failed', reason: error.code }
}

async function nameOf(ctx: Ctx, part: PartRow): Promise<{ userName?: string }> {
  if (part.gross - part.tax < nameFromFen) return {}
  const row = await findRealName(ctx.db, part.memberId)
  return row ? { userName: unseal(ctx.keys, 'real name', row.nameCipher) } : {}
}

/** Merchant transfer: each part needs the person's own confirmation in WeChat. */
export const transferRail: Rail = {
  account: 'payout_account',
  async send(ctx, part) {
    const openid = await openidOf(ctx, part.memberId)
    if (!openid) return { is: 'failed', reason: 'NO_OPENID' }
    try {
      const bill = await ctx.outside.pay.transfer({
        outBillNo: part.number,
        openid,
        amountFen: part.gross - part.tax,
        ...(await nameOf(ctx, part)),
        remark: '推广收益提现',
        notifyUrl: `${ctx.outside.notifyBase}/api/payments/wechat/notifications`,
        sceneId,
        sceneReport,
      })
      return toOutcome(bill)
    } catch (error) {
      return outcomeOfError(error)
    }
  },
  async query(ctx, part) {
    try {
      return toOutcome(await ctx.outside.pay.queryTransfer(part.number))
    } catch (error) {
      const outcome = outcomeOfError(error)
      // A refused question says nothing about the part.
      return outcome.is === 'failed' ? { is: 'unknown', reason: outcome.reason } : outcome
    }
  },
  async cancel(ctx, part) {
    await ctx.outside.pay.cancelTransfer(part.number).catch((error) => {
      // Too late or unsure: the question that follows tells.
      if (!(error instanceof PayError)) throw error
      ctx.log.warn({ channel: error.code, status: error.status, part: part.number }, 'transfer could not be cancelled')
    })
  },
}
